/** The browser's own model, against a stand-in of the Prompt API as its draft describes it. */
import { describe, expect, it, vi } from 'vitest';
import { type PromptApi, promptApiModel, promptApiOf } from './prompt-api.ts';

const EXPECTED = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};

type Options = Parameters<PromptApi['create']>[0];

/** Counts its sessions, and answers with what it was asked. */
function api(change: Partial<PromptApi> = {}) {
  const live = new Set<object>();
  const created: Options[] = [];
  const prompts: unknown[] = [];
  const session = (system: string): Awaited<ReturnType<PromptApi['create']>> => {
    const it = {
      clone: async () => session(system),
      prompt: async (input: string, options: object) => {
        prompts.push({ input, ...options });
        return `${system}|${input}`;
      },
      destroy: () => void live.delete(it),
    };
    live.add(it);
    return it;
  };
  return {
    live,
    created,
    prompts,
    availability: vi.fn(async () => 'available' as const),
    create: async (options: Options) => {
      created.push(options);
      const monitor = new EventTarget();
      options.monitor?.(monitor);
      for (const loaded of [0, 0.5, 1]) {
        monitor.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded, total: 1 }));
      }
      options.signal.throwIfAborted();
      return session(options.initialPrompts?.[0].content ?? '');
    },
    ...change,
  };
}

const signal = new AbortController().signal;

describe('the browser’s own model', () => {
  it('is looked for where browsers have it', () => {
    expect(promptApiOf({})).toBeNull();
    expect(promptApiOf({ LanguageModel: class {} })).toBeNull();
    expect(promptApiOf({ LanguageModel: api() })).not.toBeNull();
  });

  it('is asked for in the language at hand', async () => {
    const fake = api();
    expect(await promptApiModel(fake, 'en').availability()).toBe('ready');
    expect(fake.availability).toHaveBeenCalledWith(EXPECTED);
  });

  it.each([
    ['downloadable', 'downloadable'],
    ['downloading', 'downloading'],
    ['unavailable', 'unavailable'],
    ['after-tomorrow', 'unavailable'],
  ])('that is %s is %s', async (answer, availability) => {
    const fake = api({ availability: async () => answer as 'downloadable' });
    expect(await promptApiModel(fake, 'en').availability()).toBe(availability);
  });

  it('is unavailable where the browser throws', async () => {
    const fake = api({
      availability: async () => {
        throw new TypeError('no');
      },
    });
    expect(await promptApiModel(fake, 'en').availability()).toBe('unavailable');
  });

  it('opens once, with progress, and answers each question in a session of its own', async () => {
    const fake = api();
    const model = promptApiModel(fake, 'en');
    const progress: unknown[] = [];
    await model.open((...values) => progress.push(values), signal);
    await model.open(() => {}, signal);
    expect(progress).toEqual([
      [0, 1],
      [0.5, 1],
      [1, 1],
    ]);
    const ask = (user: string, schema?: object) =>
      model.complete({ system: 'Be brief.', user, schema, maxTokens: 9, signal });
    expect(await ask('a')).toBe('Be brief.|a');
    expect(await ask('b', { type: 'object' })).toBe('Be brief.|b');
    expect(fake.prompts).toEqual([
      { input: 'a', signal },
      { input: 'b', signal, responseConstraint: { type: 'object' } },
    ]);
    expect(fake.created.map(({ initialPrompts }) => initialPrompts)).toEqual([
      undefined,
      [{ role: 'system', content: 'Be brief.' }],
    ]);
    for (const options of fake.created) expect(options).toMatchObject(EXPECTED);
    // One that keeps the model, one that has read the system prompt; the questions' are gone.
    expect(fake.live.size).toBe(2);
    await model.close();
    await vi.waitFor(() => expect(fake.live.size).toBe(0));
    await expect(ask('c')).rejects.toThrow(/before it was opened/);
    await model.open(() => {}, signal);
    expect(await ask('d')).toBe('Be brief.|d');
  });

  it('says why it could not be opened, and leaves nothing open where it was cancelled', async () => {
    const create = async () => {
      throw new DOMException('not enough space', 'NotSupportedError');
    };
    await expect(promptApiModel(api({ create }), 'en').open(() => {}, signal)).rejects.toMatchObject({
      name: 'LanguageModelFailure',
      message: 'not enough space',
    });
    const fake = api();
    const cancelled = new AbortController();
    const opening = promptApiModel(fake, 'en').open((loaded) => {
      if (loaded === 1) cancelled.abort();
    }, cancelled.signal);
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(fake.live.size).toBe(0);
  });

  it('reads a system prompt anew where that failed once', async () => {
    const fake = api();
    let fails = true;
    const create = async (options: Options) => {
      if (options.initialPrompts && fails) throw new Error('out of memory');
      return fake.create(options);
    };
    const model = promptApiModel({ ...fake, create }, 'en');
    await model.open(() => {}, signal);
    const ask = () => model.complete({ system: 's', user: 'u', maxTokens: 9, signal });
    await expect(ask()).rejects.toMatchObject({ name: 'LanguageModelFailure', message: 'out of memory' });
    fails = false;
    expect(await ask()).toBe('s|u');
  });
});
