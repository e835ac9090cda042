/** How the engine and this device stand: what every page may want to know. */

import type { EncoderStamp } from '../../packs/pack.ts';

export type Backend = 'webgpu' | 'wasm' | 'cpu';

export type EncoderState = 'idle' | 'loading' | 'ready' | 'failed';

export interface EngineStatus {
  engine: 'loading' | 'ready' | 'failed';
  backend: Backend;
  encoder: EncoderState;
  encoderProgress: { loaded: number; total: number } | null;
  shop: {
    id: string;
    name: string;
    currency: string;
    items: number;
    own: boolean;
    /** What its pictures were described by, and what the visitor's must be; absent where it has none. */
    pictures?: EncoderStamp;
  };
  /** `memory`: IndexedDB was refused or is full, so history lasts only until the tab closes. */
  storage: 'durable' | 'best-effort' | 'memory';
  recording: boolean;
  /** Not recording until this session is over. */
  sessionPaused: boolean;
  /** Nothing of what happens now is written to this device: it lasts until the tab closes or this is turned off. */
  private: boolean;
  /** Whose history is open; the first person's id is ''. */
  person: { id: string; name: string };
  /** Everyone who shares this browser, the first person first. */
  people: { id: string; name: string }[];
  /** What is missing on this device, in words for the visitor; empty when all is well. */
  notices: string[];
  /** Last measured durations, ms, by step: `open`, `backend`, `record`, `signals`, `fusion`, `home`, `explain`, `explain-whole`, `search`, `encode`. */
  timings: Record<string, number>;
}

/** @param change `historyChanged`: what pages were told before may not be true any more */
export type StatusListener = (change: { status: EngineStatus; historyChanged: boolean }) => void;

export type Unsubscribe = () => void;
