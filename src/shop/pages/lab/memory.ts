/** What the browser says about the memory of this page and its workers. Two ways, neither everywhere. */

interface MeasuringPerformance extends Performance {
  /** Chromium, where the page is isolated: the page and its workers. */
  measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
  /** Chromium: JavaScript of the page alone, rounded. */
  memory?: { usedJSHeapSize: number };
}

export interface PageMemory {
  bytes: number;
  /** Whether the workers are in it. */
  whole: boolean;
}

/** @returns null where the browser keeps it to itself */
export async function pageMemory(of: MeasuringPerformance = performance): Promise<PageMemory | null> {
  try {
    const measured = await of.measureUserAgentSpecificMemory?.();
    if (measured !== undefined) return { bytes: measured.bytes, whole: true };
  } catch {
    // Not isolated: the other way may still be there.
  }
  return of.memory === undefined ? null : { bytes: of.memory.usedJSHeapSize, whole: false };
}
