/**
 * Hands the engine to the React tree: its status, answers kept by question, and a version of history that
 * makes them stale. The engine itself is whatever implements `Recommender`; this file never knows which.
 */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { EngineStatus, Recommender } from '../engine/recommender.ts';
import type { NewEvent } from '../history/event.ts';
import { type Answer, Answers } from './answers.ts';
import { forgetConversation } from './conversation.ts';
import { onLanguage } from './language.tsx';
import { rememberShop } from './last-shop.ts';
import { forgetPictures } from './own-pictures.ts';

/** Calls after which what was shown may no longer be true. */
const CHANGES_HISTORY: ReadonlySet<PropertyKey> = new Set<keyof Recommender>([
  'record',
  'recordAll',
  'forget',
  'restore',
  'setRecording',
  'setRetention',
  'fuseBy',
  'setPreferences',
  'pauseSession',
  'setPrivate',
  'addPerson',
  'renamePerson',
  'openPerson',
  'removePerson',
  'restorePerson',
  'importHistory',
  'eraseEverything',
  'importShop',
  'returnToDemo',
  'setLanguage',
]);

/** Calls after which what was shown is gone, or somebody else's: a page seen again must not show it even for a moment. */
const LEAVES_NOTHING: ReadonlySet<PropertyKey> = new Set<keyof Recommender>([
  'setPrivate',
  'addPerson',
  'openPerson',
  'removePerson',
  'eraseEverything',
  'importShop',
  'returnToDemo',
]);

/** Events that note what the page did, not what the visitor did: no shelf may move under their eyes for those. */
const BACKGROUND: ReadonlySet<string> = new Set<NewEvent['type']>(['view_item_list', 'user_engagement']);

function onlyBackground(name: keyof Recommender, [events]: unknown[]): boolean {
  if (name !== 'record' && name !== 'recordAll') return false;
  return ([events].flat() as NewEvent[]).every(({ type }) => BACKGROUND.has(type));
}

/** The same engine, but answers turn stale after each call that changes history. */
function noticing(engine: Recommender, answers: Answers): Recommender {
  return new Proxy(engine, {
    get(target, name: keyof Recommender) {
      const method = (...args: unknown[]) =>
        (target[name] as (...args: unknown[]) => Promise<unknown>)(...args);
      if (!CHANGES_HISTORY.has(name)) return method;
      return async (...args: unknown[]) => {
        const result = await method(...args);
        if (LEAVES_NOTHING.has(name)) {
          answers.forgetAll();
          forgetConversation();
          forgetPictures();
        } else if (!onlyBackground(name, args)) answers.invalidate();
        return result;
      };
    },
  });
}

interface Engine {
  recommender: Recommender;
  answers: Answers;
  status: EngineStatus | null;
}

const EngineContext = createContext<Engine | null>(null);

function useContextOf(): Engine {
  const context = useContext(EngineContext);
  if (!context) throw new Error('This component must stand inside an EngineProvider.');
  return context;
}

/** Tells tests, styles and assistive technology how the engine is: `<html data-engine data-backend data-encoder>`. */
function mirror(status: EngineStatus): void {
  const { dataset } = document.documentElement;
  dataset.engine = status.engine;
  dataset.backend = status.backend;
  dataset.encoder = status.encoder;
}

/**
 * @param recommender the engine, in a worker or in process. Its calls may be made before it is ready: they wait
 */
export function EngineProvider({ recommender, children }: { recommender: Recommender; children: ReactNode }) {
  const [answers] = useState(() => new Answers());
  const [status, setStatus] = useState<EngineStatus | null>(null);

  useEffect(() => {
    let over = false;
    let unsubscribe = () => {};
    let whose: string | null = null;
    const take = (next: EngineStatus) => {
      if (over) return;
      mirror(next);
      rememberShop(next.shop);
      // Another catalog or person, opened in another tab: nothing that was asked before holds.
      const now = JSON.stringify([next.shop.id, next.person.id, next.private]);
      if (whose !== null && whose !== now) {
        answers.forgetAll();
        forgetConversation();
        forgetPictures();
      }
      whose = now;
      setStatus(next);
    };
    const fail = () => {
      if (!over) document.documentElement.dataset.engine = 'failed';
    };
    recommender.status().then(take, fail);
    recommender
      .subscribe((change) => {
        take(change.status);
        if (change.historyChanged) answers.invalidate();
      })
      .then((stop) => {
        if (over) stop();
        else unsubscribe = stop;
      }, fail);
    return () => {
      over = true;
      unsubscribe();
    };
  }, [recommender, answers]);

  const noticed = useMemo(() => noticing(recommender, answers), [recommender, answers]);
  // An engine that can't hear of it goes on in the language it spoke.
  useEffect(() => onLanguage((language) => void noticed.setLanguage(language).catch(() => {})), [noticed]);
  const value = useMemo(() => ({ recommender: noticed, answers, status }), [noticed, answers, status]);
  return <EngineContext value={value}>{children}</EngineContext>;
}

/** The engine, for doing things. What is shown comes from `useAsk`, which asks again by itself after each. */
export function useEngine(): Recommender {
  return useContextOf().recommender;
}

/** How the engine is; null until it first answered. */
export function useStatus(): EngineStatus | null {
  return useContextOf().status;
}

/** Increases whenever history changed, here or in another tab. */
export function useHistoryVersion(): number {
  const { answers } = useContextOf();
  return useSyncExternalStore(
    useCallback((listener) => answers.onVersion(listener), [answers]),
    () => answers.version,
  );
}

export interface Asked<T> extends Answer<T> {
  /** Asks again, after an error. */
  retry: () => void;
}

/**
 * Asks the engine, and again whenever history changed. While a newer answer is on its way the last one stays,
 * so nothing flickers.
 *
 * @param key names the question with all it depends on, e.g. `item:${id}`; null asks nothing
 * @param question called with the engine; may be a new function on every render
 * @param keep also while the key changes, the last key's answer stays (as `fresh: false`) until the next is
 *   there: for search as one types, and for filters
 */
export function useAsk<T>(
  key: string | null,
  question: (engine: Recommender) => Promise<T>,
  { keep = false }: { keep?: boolean } = {},
): Asked<T> {
  const { recommender, answers } = useContextOf();
  const version = useHistoryVersion();
  const slot = key ?? '';
  const answer = useSyncExternalStore(
    useCallback((listener) => answers.watch(slot, listener), [answers, slot]),
    () => answers.read(slot),
  ) as Answer<T>;

  const latest = useRef(question);
  useEffect(() => {
    latest.current = question;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a reason to ask again
  useEffect(() => {
    if (key !== null) answers.ask(key, () => latest.current(recommender));
  }, [answers, recommender, key, version]);

  const retry = useCallback(() => {
    if (key !== null) answers.ask(key, () => latest.current(recommender), true);
  }, [answers, recommender, key]);

  const [last, setLast] = useState<T | undefined>(undefined);
  if (keep && answer.data !== undefined && answer.data !== last) setLast(answer.data);

  return useMemo(
    () =>
      keep && answer.data === undefined
        ? { ...answer, data: last, fresh: false, retry }
        : { ...answer, retry },
    [answer, keep, last, retry],
  );
}
