import { describe, expect, it } from 'vitest';
import { pageMemory } from './memory.ts';

const performanceWith = (parts: object) => parts as Parameters<typeof pageMemory>[0];
const memory = { usedJSHeapSize: 5e6 };

describe('the memory of the page', () => {
  it('is measured with its workers where that can be', async () => {
    const measureUserAgentSpecificMemory = async () => ({ bytes: 9e7 });
    expect(await pageMemory(performanceWith({ measureUserAgentSpecificMemory, memory }))).toEqual({
      bytes: 9e7,
      whole: true,
    });
  });

  it('is the heap of the page where measuring is refused or missing', async () => {
    const refused = () => Promise.reject(new DOMException('not isolated', 'SecurityError'));
    for (const parts of [{ memory }, { memory, measureUserAgentSpecificMemory: refused }]) {
      expect(await pageMemory(performanceWith(parts))).toEqual({ bytes: 5e6, whole: false });
    }
  });

  it('may not be told', async () => {
    expect(await pageMemory(performanceWith({}))).toBeNull();
  });
});
