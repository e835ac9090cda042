/**
 * Asking the shop: a conversation over the shelves, made on this device. Lines and buttons go to the engine with the
 * conversation so far; what comes back is shown, and nothing is kept beyond this page's life.
 */
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { partText } from '../../engine/ask-phrasing.ts';
import type { Act, AskAnswer, AskOpening, Card } from '../../engine/recommender.ts';
import { useOpenItem } from '../actions.ts';
import { Button } from '../components/Button.tsx';
import { ChipRemovable } from '../components/Chip.tsx';
import { LanguageModelChoice } from '../components/LanguageModelChoice.tsx';
import { useToast } from '../components/Toasts.tsx';
import { setConversation, useConversation } from '../conversation.ts';
import { useAsk, useEngine, useStatus } from '../engine.tsx';
import { useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';
import { itemPath } from '../paths.ts';
import { useSpoken, type Wording } from './ask/spoken.ts';
import { TurnView } from './ask/TurnView.tsx';
import { useVoice } from './ask/voice.ts';
import styles from './ask.module.css';

/** As far as a request is read; longer ones are cut before they leave the field. */
const LONGEST_LINE = 1000;

/** The field with what was understood above it. */
const DOCK_HEIGHT = '7.5rem';

/** What the visitor sees of an answer: with what their button said, and cards for its table. */
interface Shown extends AskAnswer {
  line: string;
  cards: Card[];
  wording: Wording | null;
}

export default function Ask() {
  const text = useText('ask');
  const voice = useVoice();
  const { readFurther, wordingOf } = useSpoken(voice);
  const engine = useEngine();
  const toast = useToast();
  const openItem = useOpenItem();
  const [, navigate] = useLocation();
  const turns = useConversation() as readonly Shown[];
  const [line, setLine] = useState('');
  const [waiting, setWaiting] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  /** How far back in the lines one has gone; 0 is the line being typed. */
  const [recalled, setRecalled] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const newest = useRef<HTMLElement>(null);
  const inputId = useId();
  usePageTitle(text('ask.title'));

  const said = useMemo(
    () => turns.map(({ turn }) => turn.utterance).filter((utterance) => utterance !== ''),
    [turns],
  );

  const latest = useRef(turns);
  useEffect(() => {
    latest.current = turns;
  });

  const ask = useCallback(
    async (what: string | Act, label: string) => {
      setWaiting(label);
      setFailed(false);
      const conversation = latest.current;
      try {
        const heard = conversation.map(({ turn, recorded }) => ({ turn, recorded }));
        const first = await engine.ask({ conversation: heard, said: what });
        const answer = await readFurther(first, (more) => engine.ask({ conversation: heard, said: more }));
        const { table } = answer.turn;
        const [cards, wording] = await Promise.all([
          table === null ? [] : engine.cards(table.itemIds),
          wordingOf(answer.turn),
        ]);
        // A new person or an emptied history meanwhile: the answer is to nobody.
        if (latest.current !== conversation) return;
        setConversation([...conversation, { ...answer, line: label, cards, wording } satisfies Shown]);
        if (answer.turn.open !== null) {
          openItem(answer.turn.open, 'Ask');
          navigate(itemPath(answer.turn.open));
        }
      } catch {
        setFailed(true);
        if (typeof what === 'string') setLine(what);
      } finally {
        setWaiting(null);
      }
    },
    [engine, navigate, openItem, readFurther, wordingOf],
  );

  // A search that found nothing brings its words along.
  const brought = new URLSearchParams(useSearch()).get('q')?.trim() ?? '';
  const asked = useRef('');
  useEffect(() => {
    if (brought === '' || asked.current === brought) return;
    asked.current = brought;
    // Not asked again when one goes back or loads the page anew.
    navigate('/ask', { replace: true });
    void ask(brought, brought);
  }, [brought, ask, navigate]);

  const send = () => {
    const typed = line.trim();
    if (typed === '' || waiting !== null) return;
    setLine('');
    setRecalled(0);
    void ask(typed, typed);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      setLine('');
      setRecalled(0);
      return;
    }
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const next = Math.min(recalled + step, said.length);
    if (step === 0 || next < 0 || next === recalled) return;
    event.preventDefault();
    setRecalled(next);
    setLine(next === 0 ? '' : (said.at(-next) ?? ''));
  };

  // Messages keep clear of the dock.
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--dock-height', DOCK_HEIGHT);
    return () => void style.removeProperty('--dock-height');
  }, []);

  // The new answer comes into view from its beginning, and one can go on typing.
  const count = turns.length;
  const shownBefore = useRef(count);
  useEffect(() => {
    if (count > shownBefore.current) {
      newest.current?.scrollIntoView({ block: 'start' });
      // A finger on a button wants no keyboard over the answer.
      const typing = document.activeElement === input.current;
      if (typing || matchMedia('(pointer: fine)').matches) input.current?.focus({ preventScroll: true });
      else newest.current?.focus({ preventScroll: true });
    }
    shownBefore.current = count;
  }, [count]);

  const act = useCallback((what: Act, label: string) => void ask(what, label), [ask]);

  const startOver = () => {
    const before = turns;
    setConversation([]);
    input.current?.focus();
    toast({
      message: text('ask.started-over'),
      action: { label: text('ask.bring-back'), run: () => setConversation(before) },
    });
  };

  const undone = new Set(turns.map(({ turn }) => turn.undo));
  const chips = turns.at(-1)?.turn.chips ?? [];
  return (
    <div className={`page ${styles.page}`}>
      <header className={styles.opening}>
        <h1>{text('ask.heading')}</h1>
        <p className="soft">{text('ask.lead')}</p>
        <Kept />
      </header>
      <section role="log" aria-live="polite" aria-label={text('ask.log')} className={styles.log}>
        {turns.map((shown, at) => {
          const { turn, recorded } = shown;
          const feedback = turn.events.some(({ type }) => type !== 'search') && recorded.length > 0;
          return (
            <TurnView
              // biome-ignore lint/suspicious/noArrayIndexKey: turns are only ever added at the end
              key={at}
              ref={at === count - 1 ? newest : undefined}
              line={shown.line}
              answer={shown}
              cards={shown.cards}
              wording={shown.wording}
              voice={voice}
              last={at === count - 1}
              onAct={act}
              onUndo={
                feedback && !undone.has(at) ? () => act({ act: 'undo', at }, text('ask.undo')) : undefined
              }
            />
          );
        })}
        {waiting !== null && (
          <div className={styles.waiting}>
            <p className={styles.said}>{waiting}</p>
            <p className="soft">{text('ask.thinking')}</p>
          </div>
        )}
        {failed && <p className={styles.failed}>{text('ask.failed')}</p>}
      </section>
      {count === 0 && waiting === null && <Openings onAct={act} />}
      {count === 0 && waiting === null && <LanguageModelChoice />}
      <div className={styles.dock}>
        {count > 0 && (
          <div className={styles.state}>
            <ul className={styles.chips} role="list" aria-label={text('ask.understood')}>
              {chips.map((chip) => {
                const words = partText(chip, voice);
                const remove = text('ask.remove', { part: words });
                return (
                  <li key={chip.part.id}>
                    <ChipRemovable
                      label={remove}
                      look={chip.part.must ? 'firm' : 'wish'}
                      onRemove={() => act({ act: 'change', add: [], drop: [chip.part.id] }, remove)}
                    >
                      {words}
                    </ChipRemovable>
                  </li>
                );
              })}
            </ul>
            <Button size="small" look="quiet" onClick={startOver}>
              {text('ask.start-over')}
            </Button>
          </div>
        )}
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <label htmlFor={inputId} className="visually-hidden">
            {text('ask.input')}
          </label>
          <input
            id={inputId}
            ref={input}
            type="text"
            value={line}
            placeholder={text('ask.hint')}
            autoComplete="off"
            autoCapitalize="off"
            enterKeyHint="send"
            maxLength={LONGEST_LINE}
            className={styles.input}
            onChange={(event) => {
              setLine(event.target.value);
              setRecalled(0);
            }}
            onKeyDown={onKeyDown}
          />
          <Button type="submit" look="primary" className={styles.send}>
            {text('ask.send')}
          </Button>
        </form>
      </div>
    </div>
  );
}

/** What becomes of what is said here. */
function Kept() {
  const text = useText('ask');
  const status = useStatus();
  const recording = useAsk('known', (engine) => engine.known()).data?.recording ?? true;
  const key = status?.private ? 'ask.kept-private' : recording ? 'ask.kept' : 'ask.kept-paused';
  return <p className={styles.kept}>{text(key)}</p>;
}

/** To begin with, from what this shop has. */
function Openings({ onAct }: { onAct: (act: Act, label: string) => void }) {
  const text = useText('ask');
  const voice = useVoice();
  const { data } = useAsk('ask-openings', (engine) => engine.askOpenings());
  const label = ({ of, name, fact }: AskOpening): string => {
    if (of === 'department') return text('ask.begin.department', { department: name });
    if (of === 'activity') return text('ask.begin.tag', { tag: name.replaceAll('-', ' ') });
    const { constraint } = fact.part;
    const most = constraint.of === 'price' ? (constraint.max ?? 0) : 0;
    return text('ask.begin.price', { price: voice.formats.price(most, voice.currency) });
  };
  return (
    <section aria-label={text('ask.begin')} className={styles.begin}>
      <ul className={styles.openings} role="list">
        {(data ?? []).map((opening) => (
          <li key={opening.fact.part.id}>
            <Button onClick={() => onAct(opening.act, label(opening))}>{label(opening)}</Button>
          </li>
        ))}
        <li>
          <Button look="quiet" onClick={() => onAct({ act: 'help' }, text('ask.begin.help'))}>
            {text('ask.begin.help')}
          </Button>
        </li>
      </ul>
    </section>
  );
}
