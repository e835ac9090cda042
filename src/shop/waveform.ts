/** How loud a recording is along its length, for drawing it. Reads the file; plays nothing. */
import { useEffect, useState } from 'react';

/** Strokes in a drawing. */
export const STROKES = 56;

export interface Waveform {
  /** `STROKES` levels, 0 to 1. */
  levels: number[];
  /** Seconds. */
  length: number;
}

const known = new Map<string, Waveform>();

/** Enough for the drawings of a long visit; each is half a kilobyte. */
const MOST = 64;

/**
 * @param samples of all channels
 * @returns root mean squares, the loudest stretch 1
 */
export function levelsOf(channels: readonly Float32Array[], strokes = STROKES): number[] {
  const length = channels[0]?.length ?? 0;
  const powers = Array.from({ length: strokes }, (_, stroke) => {
    const [from, to] = [stroke, stroke + 1].map((at) => Math.floor((at * length) / strokes));
    let sum = 0;
    for (const samples of channels) for (let i = from; i < to; i++) sum += samples[i] ** 2;
    return Math.sqrt(sum / Math.max(1, (to - from) * channels.length));
  });
  const loudest = Math.max(...powers);
  return loudest > 0 ? powers.map((power) => power / loudest) : powers;
}

/** Bytes. A preview is a twentieth of it; an hour of music would take gigabytes to decode. */
const LARGEST = 2_000_000;

async function read(address: string, signal: AbortSignal): Promise<Waveform> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  if (Number(response.headers.get('Content-Length')) > LARGEST) {
    await response.body?.cancel();
    throw new RangeError(`${address} is too long to be drawn`);
  }
  const bytes = await response.arrayBuffer();
  // Needs no loudspeaker and so no permission; one sample long, as it only decodes.
  const decoded = await new OfflineAudioContext(1, 1, 22_050).decodeAudioData(bytes);
  const channels = Array.from({ length: decoded.numberOfChannels }, (_, i) => decoded.getChannelData(i));
  const waveform = { levels: levelsOf(channels), length: decoded.duration };
  if (known.size >= MOST) known.delete([...known.keys()][0]);
  known.set(address, waveform);
  return waveform;
}

/** Whether the visitor asked to be spared: then nothing is fetched before they press play. */
function sparing(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

/**
 * @param wanted draws it even for those who save data: they are listening
 * @returns null until it is known, and where it can't be had
 */
export function useWaveform(address: string, wanted: boolean): Waveform | null {
  const [waveform, setWaveform] = useState(known.get(address) ?? null);
  const go = wanted || !sparing();
  useEffect(() => {
    const there = known.get(address) ?? null;
    setWaveform(there);
    if (there || !go) return;
    const ending = new AbortController();
    // After what the page itself needs.
    const timer = setTimeout(
      () =>
        read(address, ending.signal).then(setWaveform, () => {
          // It isn't there or isn't sound: pressing play says so.
        }),
      300,
    );
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [address, go]);
  return waveform;
}
