/**
 * "/you/map": the whole catalog on a plane, alike things near each other, with the visitor's path and interests
 * over it; and the same as tables. The map is the pack's; what is the visitor's comes from what is known, and is
 * gone from here as soon as it is forgotten.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { MapProgress, TasteMap } from '../../engine/recommender.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Progress } from '../components/Progress.tsx';
import { useAsk, useEngine, useStatus } from '../engine.tsx';
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
  usePageTitle('Taste map');
  const { map, progress, layout, error, stopped, retry, stop } = useTasteMap();
  const { data: known } = useAsk('known', (engine) => engine.known());
  const [asTable, setAsTable] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const canvas = useRef<MapHandle>(null);

  const indexOf = useMemo(() => new Map(map?.ids.map((id, index) => [id, index])), [map]);
  const path = useMemo(() => (map && known ? pathOf(known.events, indexOf) : []), [map, known, indexOf]);
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
            <Link href="/you">What this shop knows about you</Link>
          </p>
          <h1>Your taste, mapped</h1>
        </div>
        <p className={`soft ${styles.lead}`}>{leadOf(map, path.length)}</p>
      </header>

      {error !== null ? (
        <EmptyState
          title={stopped ? 'The map is not drawn yet' : 'The map could not be drawn'}
          action={<Button onClick={retry}>{stopped ? 'Draw it' : 'Try again'}</Button>}
        >
          <p>{stopped ? 'You stopped it. It takes a few seconds, on this device.' : error.message}</p>
        </EmptyState>
      ) : (
        <>
          <div className={styles.bar}>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
            <div className={styles.views} role="group" aria-label="Show as">
              <button type="button" aria-pressed={!asTable} onClick={() => setAsTable(false)}>
                Map
              </button>
              <button type="button" aria-pressed={asTable} onClick={() => setAsTable(true)}>
                Table
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

function leadOf(map: TasteMap | null, steps: number): string {
  const count = map ? `${map.ids.length.toLocaleString()} things` : 'Everything in the shop';
  const by =
    map?.by === 'department'
      ? `${count}, each with its department: this shop’s texts were never read for their meaning.`
      : `${count}, placed so that alike ones are neighbours. Distance is meaning, not price.`;
  if (!map) return `${by} Worked out on this device.`;
  return steps === 0
    ? `${by} You have left no trace on it yet.`
    : `${by} The line is your way through it, newest strongest; it glows where your interests lie.`;
}

function Drawing({ progress, onStop }: { progress: MapProgress | null; onStop: () => void }) {
  const remaining = progress?.remaining ?? null;
  const left = remaining === null || remaining < 1 ? '' : `, about ${Math.ceil(remaining)} s to go`;
  return (
    <div className={styles.drawing}>
      <Progress
        label="Drawing the map"
        value={progress?.done ?? 0}
        max={progress ? progress.total : 0}
        words={`${progress?.phase ?? 'Opening the shop'}${left}`}
      />
      <Button size="small" look="quiet" onClick={onStop}>
        Stop
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
