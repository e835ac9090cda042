/**
 * Where a language model on this device may take part in the conversation, if the visitor turned one on: it says an
 * answer in other words, and finds in a line what the grammar missed. Otherwise everything is as without it, at once.
 */
import { useMemo } from 'react';
import { turnText, type Voice, valueTexts } from '../../../engine/ask-phrasing.ts';
import type { LexiconSummary } from '../../../engine/device-language-models.ts';
import type { Act, AskAnswer, PartFact, Turn } from '../../../engine/recommender.ts';
import { useEngine } from '../../engine.tsx';
import { useLanguage } from '../../language.tsx';
import { useLanguageModels } from '../../language-model.ts';

/** Another wording of an answer, and which answer that was: in another language it is no wording of anything. */
export interface Wording {
  plain: string;
  text: string;
}

export function inWords(turn: Turn, voice: Voice, wording: Wording | null): string {
  const plain = turnText(turn, voice);
  return wording?.plain === plain ? wording.text : plain;
}

type Part = PartFact['part'];

/** What the assistant says where it could make nothing, or too little, of a line. */
const AT_A_LOSS: ReadonlySet<string> = new Set(['not-understood', 'unknown', 'nothing-at-all']);

/**
 * The answer, or, where the assistant was at a loss, one to what was found in the line; all of it is noted as said once.
 *
 * @param ask asks for parts as a button would
 * @param read what a model finds in a line
 */
export async function readFurther(
  first: AskAnswer,
  ask: (more: Act) => Promise<AskAnswer>,
  read: (line: string) => Promise<Part[]>,
): Promise<AskAnswer> {
  const { turn, recorded } = first;
  if (turn.utterance === '' || !turn.say.some(({ key }) => AT_A_LOSS.has(key))) return first;
  const found = await read(turn.utterance);
  const add = found.filter(({ id }) => turn.chips.every(({ part }) => part.id !== id));
  if (add.length === 0) return first;
  const second = await ask({ act: 'change', add, drop: [] });
  return {
    ...second,
    turn: { ...second.turn, utterance: turn.utterance },
    recorded: [...recorded, ...second.recorded],
  };
}

export function useSpoken(voice: Voice) {
  const engine = useEngine();
  const [language] = useLanguage();
  const [{ phase }, models] = useLanguageModels();
  const on = phase === 'on';
  return useMemo(() => {
    let lexicon: Promise<LexiconSummary> | null = null;
    return {
      /** Null where the answer stands as it is. */
      async wordingOf(turn: Turn): Promise<Wording | null> {
        if (!on) return null;
        const plain = turnText(turn, voice);
        const values = valueTexts(turn, voice);
        const text = await models.phrase({ text: plain, values, language }, turn.utterance);
        return text === plain ? null : { plain, text };
      },
      /** @param ask asks for parts as a button would */
      async readFurther(first: AskAnswer, ask: (more: Act) => Promise<AskAnswer>): Promise<AskAnswer> {
        if (!on) return first;
        return readFurther(first, ask, async (line) => {
          lexicon ??= engine.lexiconSummary();
          return models.readRequest(line, await lexicon);
        });
      },
    };
  }, [engine, models, on, language, voice]);
}
