/**
 * Functions that run inside the measured page: each is sent there as text and must stand alone, without
 * anything from outside its own braces. All times are `performance.now()` of the page, ms since navigation.
 */

/** What `watchPage` notes. Null: not yet. */
export interface Marks {
  firstShelf: number | null;
  engineReady: number | null;
  /** A tensor backend passed its trial. */
  backend: number | null;
  encoderReady: number | null;
  largestPaint: number | null;
  shifts: { at: number; value: number }[];
  longTasks: { at: number; ms: number }[];
  /** Phases of a long job as its progress bar names them, in order. */
  phases: { name: string; at: number }[];
}

declare global {
  interface Window {
    sliceMarks: Marks;
  }
}

/** Runs before any script of the page: notes when things came to be, from inside. */
export function watchPage(): void {
  const marks: Marks = {
    firstShelf: null,
    engineReady: null,
    backend: null,
    encoderReady: null,
    largestPaint: null,
    shifts: [],
    longTasks: [],
    phases: [],
  };
  window.sliceMarks = marks;

  let painting = false;
  const look = () => {
    const { engine, backend, encoder } = document.documentElement.dataset;
    const now = performance.now();
    if (engine === 'ready') marks.engineReady ??= now;
    // `cpu` stands there until another backend has passed.
    if (backend === 'wasm' || backend === 'webgpu') marks.backend ??= now;
    if (encoder === 'ready') marks.encoderReady ??= now;
    if (!painting && document.querySelector('section[aria-label] article[data-item-id]')?.checkVisibility()) {
      painting = true;
      // A task after the next frame's callbacks: by then that frame has been handed over to be shown.
      requestAnimationFrame(() =>
        setTimeout(() => {
          marks.firstShelf = performance.now();
        }),
      );
    }
    const words = document.querySelector('progress')?.nextElementSibling?.textContent ?? '';
    const phase = words.replace(/, \d+ %.*$/, '');
    if (phase !== '' && phase !== marks.phases.at(-1)?.name) marks.phases.push({ name: phase, at: now });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['data-engine', 'data-backend', 'data-encoder'],
  });

  const observe = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe('largest-contentful-paint', (entry) => {
    marks.largestPaint = entry.startTime;
  });
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) marks.shifts.push({ at: entry.startTime, value });
  });
  observe('longtask', ({ startTime, duration }) => {
    marks.longTasks.push({ at: startTime, ms: duration });
  });
}

/**
 * Saves the next card that isn't saved, as a visitor would.
 *
 * @returns ms from the click to the frame that shows other shelves or other words about them; null where
 *   nothing changed within ten seconds
 */
export async function saveAndWait(): Promise<number | null> {
  const heart = document.querySelector<HTMLButtonElement>(
    'article[data-item-id] button[aria-label="Save"][aria-pressed="false"]',
  );
  if (heart === null) throw new Error('No card on this page can be saved.');
  // The page says from how many events it was chosen, so every event changes it.
  const shown = () => {
    const cards = document.querySelectorAll<HTMLElement>('section[aria-label] article[data-item-id]');
    const opening = document.querySelector('h1')?.parentElement?.textContent ?? '';
    return `${opening}\n${Array.from(cards, (card) => card.dataset.itemId).join(' ')}`;
  };
  const before = shown();
  return new Promise((resolve) => {
    const start = performance.now();
    const giveUp = setTimeout(() => {
      observer.disconnect();
      resolve(null);
    }, 10_000);
    const observer = new MutationObserver(() => {
      if (shown() === before) return;
      observer.disconnect();
      clearTimeout(giveUp);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    heart.click();
  });
}

/** Files in the page's caches, whoever put them there. */
export async function countStored(): Promise<number> {
  let count = 0;
  for (const name of await caches.keys()) count += (await (await caches.open(name)).keys()).length;
  return count;
}

/** What WebGPU offers, in words; null: nothing. */
export async function describeAdapter(): Promise<string | null> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return null;
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, description].filter(Boolean).join(' ');
  return isFallbackAdapter ? `${name} (software)` : name;
}
