/** For tests: models that behave, and models that don't, behind the one interface. */
import type { Availability, Completion, LanguageModel } from './language-model.ts';

export interface FakeOptions {
  availability?: Availability;
  open?: LanguageModel['open'];
  name?: string;
}

export interface FakeModel extends LanguageModel {
  /** What it was asked, in order. */
  readonly asked: Completion[];
  closed: boolean;
}

/** @param complete what it answers */
export function fakeModel(
  complete: (request: Completion) => Promise<string> | string,
  { availability = 'ready', open = async () => {}, name = 'fake' }: FakeOptions = {},
): FakeModel {
  const asked: Completion[] = [];
  return {
    name,
    asked,
    closed: false,
    availability: async () => availability,
    open,
    async complete(request) {
      asked.push(request);
      return complete(request);
    },
    async close() {
      this.closed = true;
    },
  };
}

/** Never answers, and heeds no signal. */
export const stalling = () => fakeModel(() => new Promise(() => {}));

/** The answer that a phrasing prompt asks to be put into other words. */
export function answerAsked({ user }: Completion): string {
  return JSON.parse(user).answer;
}
