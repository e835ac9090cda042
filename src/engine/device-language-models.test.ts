/** What the visitor's choice does: nothing before it, one model open after it, none when it is taken back. */
import { describe, expect, it, vi } from 'vitest';
import { fakeModel } from '../language-models/fake-models.ts';
import type { LanguageModel } from '../language-models/language-model.ts';
import { DeviceLanguageModels } from './device-language-models.ts';

const ANSWER = { text: 'I found a tent.', values: [], language: 'en' };
const WARMER = 'Hello, I found a tent.';

function device(
  found: { model: LanguageModel; by?: 'browser' | 'site'; bytes?: number }[],
  remembered: string | null = null,
) {
  const memory = {
    kept: remembered,
    read: () => memory.kept,
    write: (name: string | null) => {
      memory.kept = name;
    },
  };
  const candidates = vi.fn(async (_language: string) =>
    found.map(({ model, by = 'browser' as const, bytes = null }) => ({ model, by, bytes })),
  );
  const models = new DeviceLanguageModels({ candidates, memory });
  return { models, memory, candidates };
}

/** A model whose opening waits until it is told to end. */
function slow() {
  let done = () => {};
  const open = vi.fn<LanguageModel['open']>(
    (onProgress, signal) =>
      new Promise<void>((resolve, reject) => {
        onProgress(30, 100);
        signal.addEventListener('abort', () => reject(signal.reason));
        done = resolve;
      }),
  );
  return {
    model: fakeModel(() => WARMER, { availability: 'downloadable', open }),
    open,
    finish: () => done(),
  };
}

describe('language models of this device', () => {
  it('are not looked for, nor used, before somebody asks', async () => {
    const model = fakeModel(() => WARMER);
    const { models, candidates } = device([{ model }]);
    expect(models.state).toEqual({ offers: null, chosen: null, phase: 'off', progress: null });
    expect(await models.phrase(ANSWER, '')).toBe(ANSWER.text);
    expect(await models.readRequest('a tent', new Map())).toEqual([]);
    expect(candidates).not.toHaveBeenCalled();
    await models.look('en');
    await models.look('en');
    expect(candidates).toHaveBeenCalledTimes(1);
    expect(models.state).toMatchObject({
      offers: [{ name: 'fake', by: 'browser', bytes: null, here: true }],
      phase: 'off',
    });
    expect(await models.phrase(ANSWER, '')).toBe(ANSWER.text);
    expect(model.asked).toEqual([]);
  });

  it('are none where none is available, or finding them fails', async () => {
    const { models } = device([{ model: fakeModel(() => '', { availability: 'unavailable' }) }]);
    await models.look('en');
    expect(models.state.offers).toEqual([]);
    const broken = new DeviceLanguageModels({
      candidates: () => Promise.reject(new Error('offline')),
      memory: { read: () => 'fake', write: () => {} },
    });
    await broken.look('en');
    expect(broken.state).toMatchObject({ offers: [], phase: 'off' });
  });

  it('open by a click, with progress, speak, and are closed by another', async () => {
    const { model, finish } = slow();
    const { models, memory } = device([{ model, by: 'site', bytes: 100 }]);
    await models.look('en');
    const phases: string[] = [];
    models.subscribe(() =>
      phases.push(`${models.state.phase} ${models.state.progress?.loaded ?? ''}`.trim()),
    );
    expect(models.state.offers).toEqual([{ name: 'fake', by: 'site', bytes: 100, here: false }]);
    const opening = models.turnOn('fake');
    expect(memory.kept).toBe('fake');
    expect(await models.phrase(ANSWER, '')).toBe(ANSWER.text);
    finish();
    await opening;
    expect(phases).toEqual(['opening 0', 'opening 30', 'on']);
    expect(models.state.offers?.[0].here).toBe(true);
    expect(await models.phrase(ANSWER, '')).toBe(WARMER);
    models.turnOff();
    expect(memory.kept).toBeNull();
    expect(models.state).toMatchObject({ chosen: null, phase: 'off' });
    expect(model.closed).toBe(true);
    expect(await models.phrase(ANSWER, '')).toBe(ANSWER.text);
  });

  it('stop opening when that is cancelled', async () => {
    const { model, open } = slow();
    const { models, memory } = device([{ model }]);
    await models.look('en');
    const opening = models.turnOn('fake');
    models.turnOff();
    await opening;
    expect(open.mock.calls[0][1].aborted).toBe(true);
    expect(models.state).toMatchObject({ chosen: null, phase: 'off', progress: null });
    expect(memory.kept).toBeNull();
  });

  it('say that they could not be opened, and can be tried again', async () => {
    let fails = true;
    const open = async () => {
      if (fails) throw new Error('no space');
    };
    const { models } = device([{ model: fakeModel(() => WARMER, { open }) }]);
    await models.look('en');
    await models.turnOn('fake');
    expect(models.state).toMatchObject({ chosen: 'fake', phase: 'failed' });
    fails = false;
    await models.turnOn('fake');
    expect(models.state.phase).toBe('on');
  });

  it('open by themselves at the next visit, but download nothing of the browser’s', async () => {
    const here = device([{ model: fakeModel(() => WARMER) }], 'fake');
    await here.models.look('en');
    await vi.waitFor(() => expect(here.models.state.phase).toBe('on'));
    const gone = slow();
    const again = device([{ model: gone.model }], 'fake');
    await again.models.look('en');
    expect(again.models.state.phase).toBe('off');
    expect(gone.open).not.toHaveBeenCalled();
    const bundled = slow();
    const site = device([{ model: bundled.model, by: 'site', bytes: 5 }], 'fake');
    await site.models.look('en');
    expect(bundled.open).toHaveBeenCalledTimes(1);
    site.models.turnOff();
  });

  it('change with the language of the shop', async () => {
    const model = fakeModel(() => WARMER);
    const { models, candidates } = device([{ model }], 'fake');
    await models.look('en');
    await vi.waitFor(() => expect(models.state.phase).toBe('on'));
    candidates.mockResolvedValue([]);
    await models.look('zh-CN');
    expect(model.closed).toBe(true);
    expect(models.state).toEqual({ offers: [], chosen: null, phase: 'off', progress: null });
    expect(await models.phrase(ANSWER, '')).toBe(ANSWER.text);
  });

  it('are one at a time', async () => {
    const [first, second] = [fakeModel(() => WARMER, { name: 'a' }), fakeModel(() => WARMER, { name: 'b' })];
    const { models } = device([{ model: first }, { model: second, by: 'site', bytes: 1 }]);
    await models.look('en');
    await models.turnOn('a');
    await models.turnOn('b');
    expect([first.closed, second.closed, models.state.chosen]).toEqual([true, false, 'b']);
  });
});
