/**
 * "/you/map": the whole catalog on a plane, alike things near each other, with the visitor's path and interests
 * over it; and the same as tables. The map is the pack's; what is the visitor's comes from what is known, and is
 * gone from here as soon as it is forgotten.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { MapProgress, TasteMap } from '../../engine/recommender.ts';
import type { Text } from '../../messages/texts.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Progress } from '../components/Progress.tsx';
import { useAsk, useEngine, useStatus } from '../engine.tsx';
import { useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';
import { Legend } from './taste-map/Legend.tsx';
import { MapCanvas, type MapHandle, type Pointed } from './taste-map/MapCanvas.tsx';
import { MapCard } from './taste-map/MapCard.tsx';
import { MapTable } from './taste-map/MapTable.tsx';
import { PathList } from './taste-map/PathList.tsx';
import { pathOf, strengths, warmth } from './taste-map/path.ts';
import styles from './taste-map.module.css';

/** Steps drawn; older ones stay in the table. */
const DRAWN_STEPS = 120;

const NOTHING = new Float32Array(0);
const NOWHERE: ReadonlyMap<number, number> = new Map();

export default function TasteMapPage() {
  const text = useText('map');
  usePageTitle(text('map.title'));
  const { map, progress, layout, error, stopped, retry, stop } = useTasteMap();
  const { data: known } = useAsk('known', (engine) => engine.known());
  const [asTable, setAsTable] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const canvas = useRef<MapHandle>(null);

  const indexOf = useMemo(() => new Map(map?.ids.map((id, index) => [id, index])), [map]);
  const path = useMemo(
    () => (map && known ? pathOf(text, known.events, indexOf) : []),
    [text, map, known, indexOf],
  );
  const steps = useMemo(() => {
    const drawn = path.slice(-DRAWN_STEPS);
    const strength = strengths(drawn.length);
    return drawn.map(({ item }, i) => ({ item, strength: strength[i] }));
  }, [path]);
  const warm = useMemo(
    () => (map && known ? warmth(known.interests, map.ids.length) : NOWHERE),
    [map, known],
  );
  const goTo = useCallback((item: number) => {
    setPointed({ item, x: 0, y: 0, kept: true, spoken: false });
    canvas.current?.flyTo(item);
  }, []);

  return (
    <div className="page" aria-busy={map === null && error === null}>
      <header className={styles.opening}>
        <div>
          <p className={styles.back}>
            <Link href="/you">{text('map.back')}</Link>
          </p>
          <h1>{text('map.heading')}</h1>
        </div>
        <p className={`soft ${styles.lead}`}>{leadOf(text, map, path.length)}</p>
      </header>

      {error !== null ? (
        <EmptyState
          title={text(stopped ? 'map.stopped' : 'map.failed')}
          action={<Button onClick={retry}>{text(stopped ? 'map.draw' : 'again')}</Button>}
        >
          <p>{stopped ? text('map.stopped-text') : error.message}</p>
        </EmptyState>
      ) : (
        <>
          <div className={styles.bar}>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
            <div className={styles.views} role="group" aria-label={text('map.show-as')}>
              <button type="button" aria-pressed={!asTable} onClick={() => setAsTable(false)}>
                {text('map.as-map')}
              </button>
              <button type="button" aria-pressed={asTable} onClick={() => setAsTable(true)}>
                {text('map.as-table')}
              </button>
            </div>
            {map && !asTable && <Legend map={map} hidden={hidden} onHide={setHidden} />}
          </div>
          {asTable && map ? (
            <MapTable map={map} path={path} />
          ) : (
            <>
              <MapCanvas
                ref={canvas}
                map={map}
                positions={map?.positions ?? layout ?? NOTHING}
                steps={steps}
                warm={warm}
                hidden={hidden}
                pointed={pointed}
                onPoint={setPointed}
              >
                {map && pointed && (
                  <MapCard map={map} pointed={pointed} path={path} onClose={() => setPointed(null)} />
                )}
                {!map && <Drawing progress={progress} onStop={stop} />}
              </MapCanvas>
              {map && <PathList map={map} path={path} onGo={goTo} />}
            </>
          )}
        </>
      )}
    </div>
  );
}

function leadOf(text: Text<'map'>, map: TasteMap | null, steps: number): string {
  return map ? text('map.lead', { by: map.by, count: map.ids.length, steps }) : text('map.lead-waiting');
}

function Drawing({ progress, onStop }: { progress: MapProgress | null; onStop: () => void }) {
  const text = useText('map');
  const remaining = progress?.remaining ?? null;
  return (
    <div className={styles.drawing}>
      <Progress
        label={text('map.drawing')}
        value={progress?.done ?? 0}
        max={progress ? progress.total : 0}
        words={text('map.progress', {
          phase: progress?.phase ?? text('map.opening'),
          seconds: remaining === null || remaining < 1 ? 0 : Math.ceil(remaining),
        })}
      />
      <Button size="small" look="quiet" onClick={onStop}>
        {text('map.stop')}
      </Button>
    </div>
  );
}

/** The shop's map: asked for once, told how far it is, ended when the visitor leaves. */
function useTasteMap() {
  const engine = useEngine();
  const shop = useStatus()?.shop.id ?? null;
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{
    map: TasteMap | null;
    progress: MapProgress | null;
    layout: Float32Array | null;
    error: Error | null;
    stopped: boolean;
  }>({ map: null, progress: null, layout: null, error: null, stopped: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another shop or attempt is a reason to ask again
  useEffect(() => {
    if (shop === null) return;
    let over = false;
    let done = false;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    setState({ map: null, progress: null, layout: null, error: null, stopped: false });
    engine
      .tasteMap((progress) => {
        if (over) return;
        setState((last) => ({
          ...last,
          progress,
          layout: still ? null : (progress.positions ?? last.layout),
        }));
      })
      .then(
        (map) => {
          done = true;
          if (!over) setState({ map, progress: null, layout: null, error: null, stopped: false });
        },
        (error: unknown) => {
          done = true;
          if (over) return;
          const reason = error instanceof Error ? error : new Error(String(error));
          setState((last) => ({ ...last, map: null, progress: null, layout: null, error: reason }));
        },
      );
    return () => {
      over = true;
      if (!done) void engine.cancelTasteMap();
    };
  }, [engine, shop, attempt]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const stop = useCallback(() => {
    setState((last) => ({ ...last, stopped: true }));
    void engine.cancelTasteMap();
  }, [engine]);
  return { ...state, retry, stop };
}
