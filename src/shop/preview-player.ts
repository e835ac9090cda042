/**
 * Plays previews, one at a time in the whole page: a single audio element that whoever was asked last is heard from.
 * Says how far it is; draws nothing.
 */
import { useEffect, useSyncExternalStore } from 'react';

export interface Playback {
  status: 'idle' | 'loading' | 'playing' | 'paused' | 'failed';
  /** Seconds from the beginning. */
  time: number;
  /** Seconds; 0 while it isn't known. */
  length: number;
}

const IDLE: Playback = { status: 'idle', time: 0, length: 0 };

let element: HTMLAudioElement | null = null;
/** Address of the preview that has the element. */
let current: string | null = null;
let playback = IDLE;
let frame = 0;
const listeners = new Set<() => void>();
/** Components on the page by the preview they show. */
const shown = new Map<string, number>();

function tell(change: Partial<Playback>): void {
  playback = { ...playback, ...change };
  for (const listener of listeners) listener();
}

function open(): HTMLAudioElement {
  if (element) return element;
  const audio = new Audio();
  audio.preload = 'auto';
  const follow = () => {
    cancelAnimationFrame(frame);
    if (audio.paused) return;
    tell({ time: audio.currentTime });
    frame = requestAnimationFrame(follow);
  };
  audio.addEventListener('durationchange', () => {
    if (Number.isFinite(audio.duration)) tell({ length: audio.duration });
  });
  audio.addEventListener('playing', () => {
    tell({ status: 'playing' });
    follow();
  });
  audio.addEventListener('waiting', () => tell({ status: 'loading' }));
  audio.addEventListener('seeked', () => tell({ time: audio.currentTime }));
  audio.addEventListener('pause', () => {
    // At the end it pauses too, and goes back to the beginning.
    if (playback.status !== 'failed' && !audio.ended) tell({ status: 'paused', time: audio.currentTime });
  });
  audio.addEventListener('ended', () => tell({ status: 'idle', time: 0 }));
  audio.addEventListener('error', () => {
    // Taking the address away is no failure.
    if (current !== null) tell({ status: 'failed', time: 0 });
  });
  // A page kept for the way back must not play on in the background.
  addEventListener('pagehide', () => audio.pause());
  element = audio;
  return audio;
}

/** Plays a preview from where it was paused, or pauses it; another that plays falls silent. */
export function togglePreview(address: string): void {
  const audio = open();
  if (current === address && (playback.status === 'playing' || playback.status === 'loading')) {
    audio.pause();
    return;
  }
  if (current !== address || playback.status === 'failed') load(audio, address);
  tell({ status: 'loading' });
  audio.play().catch((error: DOMException) => {
    // Another preview was asked for meanwhile, or this one paused: its own events say so.
    if (error.name === 'AbortError' || current !== address) return;
    // A browser that wants a touch first leaves it ready to be played.
    tell({ status: error.name === 'NotAllowedError' ? 'paused' : 'failed' });
  });
}

/** @param time seconds from the beginning; a preview that wasn't playing stays silent */
export function seekPreview(address: string, time: number): void {
  const audio = open();
  if (current !== address) {
    load(audio, address);
    tell({ status: 'paused' });
  }
  audio.currentTime = time;
  tell({ time });
}

function load(audio: HTMLAudioElement, address: string): void {
  current = address;
  playback = IDLE;
  audio.src = address;
}

function stop(): void {
  if (!element || current === null) return;
  current = null;
  element.pause();
  element.removeAttribute('src');
  element.load();
  cancelAnimationFrame(frame);
  playback = IDLE;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * How far a preview is. Once nothing on the page shows it any more it stops.
 * @returns the same object until something changes, so that silent cards aren't drawn anew
 */
export function usePlayback(address: string): Playback {
  useEffect(() => {
    shown.set(address, (shown.get(address) ?? 0) + 1);
    return () => {
      const left = (shown.get(address) ?? 1) - 1;
      if (left > 0) shown.set(address, left);
      else shown.delete(address);
      // A card that moves to another shelf is taken down and put up again at once.
      queueMicrotask(() => {
        if (current === address && !shown.has(address)) stop();
      });
    };
  }, [address]);
  return useSyncExternalStore(
    subscribe,
    () => (current === address ? playback : IDLE),
    () => IDLE,
  );
}
