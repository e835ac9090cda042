/**
 * The map on a canvas, with everything that moves it: wheel, pinch, drag, buttons, keys. It tells which item is
 * pointed at and shows nothing of it; the card is the page's.
 */
import { type Quadtree, quadtree } from 'd3-quadtree';
import { select } from 'd3-selection';
import { type ZoomBehavior, type ZoomTransform, zoom as zoomBehavior, zoomIdentity } from 'd3-zoom';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { TasteMap } from '../../../engine/recommender.ts';
import { IconButton } from '../../components/Button.tsx';
import { useEngine } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import { appearances } from './labels.ts';
import styles from './MapCanvas.module.css';
import { type DrawnLabel, type DrawnStep, type Ink, inkOf, labelFont, paint, type Scene } from './paint.ts';
import { MOST_THINGS, Things } from './things.ts';
import { deepestZoom, type Frame, fitInto, placed } from './view.ts';

/** Kinds are named from here on: before it, a map of departments is easier to take in. */
const KINDS_FROM = 1.5;

/** Pictures take the place of marks from here on, once few enough are in view. */
const THINGS_FROM = 3;

/** How near to a mark a pointer must be, px. */
const REACH = 18;

/** How near to the middle of the frame, by keys. */
const KEY_REACH = 90;

/** One press of a zoom key or button; one press of an arrow, as a share of the frame. */
const ZOOM_STEP = 1.6;
const PAN_STEP = 0.14;

/** A journey to an item ends where the whole map would be at least this wide, px: a thing and its neighbours are in view. */
const JOURNEY_WIDTH = 5_500;

/** ms. Longer than other motion here: the way there is what it explains. */
const JOURNEY = 420;

const TINTS = ['sage', 'sand', 'sky', 'blush', 'lilac', 'mint', 'straw', 'stone'];

export interface MapHandle {
  /** Goes where the item is; the frame comes into view first. */
  flyTo(item: number): void;
}

/** What is pointed at, and where on the frame, px. */
export interface Pointed {
  item: number;
  x: number;
  y: number;
  /** Stays until something else is chosen. */
  kept: boolean;
  /** By keys: the page says it aloud. */
  spoken: boolean;
}

/**
 * @param positions n x 2 in the unit square; those of `map`, or how far they are while `map` is null
 * @param onPoint null where nothing is pointed at
 * @param children stand over the map, in the frame
 */
export function MapCanvas({
  ref,
  map,
  positions,
  steps,
  warm,
  hidden,
  pointed,
  onPoint,
  children,
}: {
  ref: Ref<MapHandle>;
  map: TasteMap | null;
  positions: Float32Array;
  steps: readonly DrawnStep[];
  warm: ReadonlyMap<number, number>;
  hidden: ReadonlySet<number>;
  pointed: Pointed | null;
  onPoint: (pointed: Pointed | null) => void;
  children: ReactNode;
}) {
  const text = useText('map');
  const engine = useEngine();
  const howId = useId();
  const frameRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const frame = useFrame(frameRef);
  const ink = useInk(frameRef, map?.departments.length ?? 0);
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity);
  const [byKeys, setByKeys] = useState(false);
  const [arrivals, setArrivals] = useState(0);

  const fit = useMemo(() => fitInto(positions, frame), [positions, frame]);
  const base = useMemo(() => placed(positions, fit), [positions, fit]);
  const labels = useMemo(() => (map && ink ? labelsOf(map, fit, ink) : []), [map, fit, ink]);
  const things = useMemo(
    () =>
      map &&
      new Things(
        map.ids,
        (ids) => engine.cards(ids),
        () => setArrivals((count) => count + 1),
      ),
    [map, engine],
  );
  const tree = useMemo(() => treeOf(base, map, hidden), [base, map, hidden]);

  const item = pointed?.item ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a picture that arrived is a reason to draw again
  useLayoutEffect(() => {
    const context = canvasRef.current?.getContext('2d');
    if (!context || !ink || frame.width === 0) return;
    const scene: Scene = {
      ...frame,
      density: devicePixelRatio || 1,
      transform,
      base,
      departmentOf: map?.departmentOf ?? null,
      hidden,
      labels,
      steps,
      warm,
      active: item,
      things: new Map(),
      crosshair: byKeys,
      ink,
    };
    const drawing = requestAnimationFrame(() => {
      const near = things && transform.k >= THINGS_FROM ? inView(scene) : [];
      paint(context, {
        ...scene,
        things: things && near.length <= MOST_THINGS ? things.of(near) : scene.things,
      });
    });
    return () => cancelAnimationFrame(drawing);
  }, [frame, ink, transform, base, map, hidden, labels, steps, warm, item, byKeys, things, arrivals]);

  const { zoomBy, panBy, reset, flyTo } = useZoom(
    canvasRef,
    frame,
    base,
    deepestZoom(positions.length / 2),
    setTransform,
  );
  useImperativeHandle(
    ref,
    () => ({
      flyTo(item) {
        frameRef.current?.scrollIntoView({ block: 'nearest' });
        flyTo(item);
      },
    }),
    [flyTo],
  );

  const at = useCallback(
    (x: number, y: number, reach: number): number | null => {
      const { k } = transform;
      return tree.find(transform.invertX(x), transform.invertY(y), reach / k) ?? null;
    },
    [tree, transform],
  );

  const point = useCallback(
    (found: number | null, { kept, spoken }: Pick<Pointed, 'kept' | 'spoken'>) => {
      if (found === null) onPoint(null);
      else {
        const [x, y] = transform.apply([base[found * 2], base[found * 2 + 1]]);
        onPoint({ item: found, x, y, kept, spoken });
      }
    },
    [onPoint, transform, base],
  );

  const latest = useRef(pointed);
  useEffect(() => {
    latest.current = pointed;
  });
  // The card stays with its item while the map moves beneath; by keys, it is always that of the one in the middle.
  useEffect(() => {
    if (byKeys) {
      point(at(frame.width / 2, frame.height / 2, KEY_REACH), { kept: true, spoken: true });
    } else if (latest.current !== null) point(latest.current.item, latest.current);
  }, [byKeys, at, point, frame]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, () => void> = {
      '+': () => zoomBy(ZOOM_STEP),
      '=': () => zoomBy(ZOOM_STEP),
      '-': () => zoomBy(1 / ZOOM_STEP),
      '0': reset,
      Home: reset,
      ArrowLeft: () => panBy(PAN_STEP, 0),
      ArrowRight: () => panBy(-PAN_STEP, 0),
      ArrowUp: () => panBy(0, PAN_STEP),
      ArrowDown: () => panBy(0, -PAN_STEP),
      Escape: () => {
        setByKeys(false);
        onPoint(null);
      },
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    if (event.key !== 'Escape') setByKeys(true);
    move();
  };

  return (
    <div className={styles.frame} ref={frameRef} data-zoom={transform.k.toFixed(2)}>
      <p id={howId} className="visually-hidden">
        {text('map.keys')}
      </p>
      <div
        className={styles.surface}
        role="application"
        aria-roledescription={text('map.role')}
        aria-label={text('map.title')}
        aria-describedby={howId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys, as its role says
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setByKeys(false)}
      >
        <canvas
          ref={canvasRef}
          className={styles.canvas}
          data-deep={transform.k > 1}
          width={Math.round(frame.width * (globalThis.devicePixelRatio || 1))}
          height={Math.round(frame.height * (globalThis.devicePixelRatio || 1))}
          onPointerDown={() => setByKeys(false)}
          onPointerMove={(event) => {
            if (event.pointerType !== 'mouse' || event.buttons !== 0 || pointed?.kept) return;
            const { offsetX, offsetY } = event.nativeEvent;
            const found = at(offsetX, offsetY, REACH);
            if (found !== item) point(found, { kept: false, spoken: false });
          }}
          onPointerLeave={(event) => {
            const into = event.relatedTarget;
            const onCard = into instanceof Node && frameRef.current?.contains(into);
            if (!pointed?.kept && !onCard) onPoint(null);
          }}
          onClick={(event) => {
            const { offsetX, offsetY } = event.nativeEvent;
            point(at(offsetX, offsetY, REACH), { kept: true, spoken: false });
          }}
        />
      </div>
      {map && (
        <div className={styles.controls}>
          <IconButton icon="plus" label={text('map.zoom-in')} onClick={() => zoomBy(ZOOM_STEP)} />
          <IconButton icon="minus" label={text('map.zoom-out')} onClick={() => zoomBy(1 / ZOOM_STEP)} />
          <IconButton icon="whole" label={text('map.whole')} onClick={reset} />
        </div>
      )}
      {children}
    </div>
  );
}

/** The frame's size, now and whenever it changes. */
function useFrame(ref: React.RefObject<HTMLDivElement | null>): Frame {
  const [frame, setFrame] = useState<Frame>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setFrame({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return frame;
}

/** Colours and faces in force, read again when the theme turns or the faces have loaded; null before the first. */
function useInk(ref: React.RefObject<HTMLDivElement | null>, departments: number): Ink | null {
  const [ink, setInk] = useState<Ink | null>(null);
  useLayoutEffect(() => {
    const read = () => ref.current && setInk(inkOf(ref.current, departments, TINTS));
    read();
    let over = false;
    document.fonts?.ready.then(() => !over && read());
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) =>
      matchMedia(query),
    );
    for (const query of queries) query.addEventListener('change', read);
    const turned = new MutationObserver(read);
    turned.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      over = true;
      for (const query of queries) query.removeEventListener('change', read);
      turned.disconnect();
    };
  }, [ref, departments]);
  return ink;
}

/** d3-zoom on the canvas: wheel, pinch, drag and double click are its; buttons, keys and journeys come through here. */
function useZoom(
  ref: React.RefObject<HTMLCanvasElement | null>,
  frame: Frame,
  base: Float32Array,
  deepest: number,
  onTransform: (transform: ZoomTransform) => void,
) {
  const behavior = useRef<ZoomBehavior<HTMLCanvasElement, unknown>>(null);
  const now = useRef<ZoomTransform>(zoomIdentity);
  const journey = useRef(0);

  useEffect(() => {
    const canvas = ref.current;
    if (!canvas || frame.width === 0) return;
    const { width, height } = frame;
    const zooming = zoomBehavior<HTMLCanvasElement, unknown>()
      .extent([
        [0, 0],
        [width, height],
      ])
      .translateExtent([
        [0, 0],
        [width, height],
      ])
      .scaleExtent([1, deepest])
      .filter((event: Event) => leavesPageAlone(event, now.current.k))
      .on('zoom', ({ transform, sourceEvent }) => {
        if (sourceEvent) cancelAnimationFrame(journey.current);
        now.current = transform;
        onTransform(transform);
      });
    const selection = select(canvas).call(zooming);
    behavior.current = zooming;
    zooming.transform(selection, now.current);
    return () => {
      cancelAnimationFrame(journey.current);
      selection.on('.zoom', null);
    };
  }, [ref, frame, deepest, onTransform]);

  const travel = useCallback(
    (to: ZoomTransform, ms: number) => {
      const canvas = ref.current;
      const zooming = behavior.current;
      if (!canvas || !zooming) return;
      cancelAnimationFrame(journey.current);
      const from = now.current;
      const selection = select(canvas);
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
        zooming.transform(selection, to);
        return;
      }
      let start: number | null = null;
      const step = (time: number) => {
        start ??= time;
        const passed = Math.min(1, (time - start) / ms);
        const eased = 1 - (1 - passed) ** 3;
        const between = (a: number, b: number) => a + (b - a) * eased;
        // The zoom by ratio, so that it feels even; the place so that both ends are exact.
        const k = from.k * (to.k / from.k) ** eased;
        const share = to.k === from.k ? eased : (k - from.k) / (to.k - from.k);
        const [x, y] =
          to.k === from.k
            ? [between(from.x, to.x), between(from.y, to.y)]
            : [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
        zooming.transform(selection, passed === 1 ? to : zoomIdentity.translate(x, y).scale(k));
        if (passed < 1) journey.current = requestAnimationFrame(step);
      };
      journey.current = requestAnimationFrame(step);
    },
    [ref],
  );

  /** Keeps to what may be seen. */
  const constrained = useCallback(
    (k: number, centreX: number, centreY: number) => {
      const { width, height } = frame;
      const keep = (offset: number, side: number) => Math.min(0, Math.max(side * (1 - k), offset));
      return zoomIdentity
        .translate(keep(width / 2 - k * centreX, width), keep(height / 2 - k * centreY, height))
        .scale(k);
    },
    [frame],
  );

  const zoomBy = useCallback(
    (factor: number) => {
      const { width, height } = frame;
      const { k } = now.current;
      const [x, y] = now.current.invert([width / 2, height / 2]);
      travel(constrained(Math.min(deepest, Math.max(1, k * factor)), x, y), 180);
    },
    [frame, deepest, travel, constrained],
  );

  const panBy = useCallback(
    (x: number, y: number) => {
      const { width, height } = frame;
      const { k } = now.current;
      const [atX, atY] = now.current.invert([width * (0.5 - x), height * (0.5 - y)]);
      travel(constrained(k, atX, atY), 120);
    },
    [frame, travel, constrained],
  );

  const reset = useCallback(() => travel(zoomIdentity, JOURNEY), [travel]);

  const flyTo = useCallback(
    (item: number) => {
      const k = Math.min(deepest, Math.max(JOURNEY_WIDTH / frame.width, now.current.k));
      travel(constrained(k, base[item * 2], base[item * 2 + 1]), JOURNEY);
    },
    [base, frame, deepest, travel, constrained],
  );

  return { zoomBy, panBy, reset, flyTo };
}

/** While the whole map is in view there is nothing to move: a wheel that turns back or one finger scrolls the page. */
function leavesPageAlone(event: Event, zoom: number): boolean {
  if (event instanceof WheelEvent) return zoom > 1 || event.deltaY < 0 || event.ctrlKey;
  if ('touches' in event) return zoom > 1 || (event as TouchEvent).touches.length > 1;
  return !(event instanceof MouseEvent && event.button !== 0);
}

function treeOf(base: Float32Array, map: TasteMap | null, hidden: ReadonlySet<number>): Quadtree<number> {
  const items: number[] = [];
  if (map) {
    for (let item = 0; item < base.length / 2; item++)
      if (!hidden.has(map.departmentOf[item])) items.push(item);
  }
  return quadtree<number>(
    items,
    (item) => base[item * 2],
    (item) => base[item * 2 + 1],
  );
}

/** Items that stand in the frame, hidden departments left out; more than can be pictures are cut off. */
function inView({ base, transform, width, height, departmentOf, hidden }: Scene): number[] {
  const items: number[] = [];
  for (let item = 0; item < base.length / 2 && items.length <= MOST_THINGS; item++) {
    const x = transform.applyX(base[item * 2]);
    const y = transform.applyY(base[item * 2 + 1]);
    if (x < 0 || y < 0 || x > width || y > height) continue;
    if (departmentOf === null || !hidden.has(departmentOf[item])) items.push(item);
  }
  return items;
}

/** Every region's name where it stands, with the zoom from which on there is room for it. */
function labelsOf(map: TasteMap, fit: ReturnType<typeof fitInto>, ink: Ink): DrawnLabel[] {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return [];
  const labels = map.regions.map(({ of, name, department, x, y }) => {
    context.font = labelFont(of, ink);
    return {
      text: name,
      x: fit.x + fit.scaleX * x,
      y: fit.y + fit.scaleY * y,
      width: context.measureText(name).width + 14,
      height: of === 'department' ? 28 : 22,
      from: of === 'department' ? 1 : KINDS_FROM,
      department,
      of,
    };
  });
  const from = appearances(labels);
  return labels.map(({ width: _, height: __, ...label }, i) => ({ ...label, from: from[i] }));
}
