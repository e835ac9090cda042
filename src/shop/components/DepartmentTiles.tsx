/** The departments as doors: a name on its tint with a few of its things in the window. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Department } from '../../catalog/item.ts';
import type { Card, Recommender } from '../../engine/recommender.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { departmentPath, useDepartments } from '../departments.ts';
import { useEngine, useStatus } from '../engine.tsx';
import { useText } from '../language.tsx';
import styles from './DepartmentTiles.module.css';

const TINTS = ['sage', 'sand', 'sky', 'blush', 'lilac', 'mint', 'straw', 'stone'];

/** Reading every department of a bigger shop would cost more than the pictures are worth: letters stand there. */
const MOST_ITEMS = 5000;

type Window = Pick<Card, 'id' | 'image'>[];

/** Kept for the visit: what is in a window need not follow history. By shop, then by department. */
const windows = new Map<string, Map<string, Window>>();

async function dress(engine: Recommender, department: Department): Promise<Window> {
  const { entries } = await engine.browse({
    department: department.slug,
    kinds: [],
    brands: [],
    colours: [],
    price: { min: null, max: null },
    sort: 'rating',
  });
  const seen = new Set<string>();
  const chosen: Window = [];
  for (const { card } of entries) {
    if (card.image === null || seen.has(card.tint)) continue;
    seen.add(card.tint);
    chosen.push({ id: card.id, image: card.image });
    if (chosen.length === 2) break;
  }
  return chosen;
}

function useWindows(departments: Department[]): ReadonlyMap<string, Window> | null {
  const engine = useEngine();
  const shop = useStatus()?.shop;
  const [dressed, setDressed] = useState<ReadonlyMap<string, Window> | null>(null);
  const shopId = shop?.id ?? null;
  const small = shop !== undefined && shop.items <= MOST_ITEMS;
  useEffect(() => {
    if (shopId === null || departments.length === 0) return;
    const known = windows.get(shopId);
    if (known) {
      setDressed(known);
      return;
    }
    let over = false;
    const all = async () => {
      const found = new Map<string, Window>();
      for (const department of departments) {
        if (over) return;
        found.set(department.slug, small ? await dress(engine, department) : []);
      }
      windows.set(shopId, found);
      if (!over) setDressed(found);
    };
    // Bare windows are no harm.
    all().catch(() => {});
    return () => {
      over = true;
    };
  }, [engine, shopId, small, departments]);
  return dressed;
}

export function DepartmentTiles() {
  const text = useText();
  const lang = useCatalogLanguage();
  const departments = useDepartments();
  const dressed = useWindows(departments);
  if (departments.length === 0) return null;
  return (
    <section className={styles.section} aria-label={text('departments')}>
      <h2>{text('departments.whole')}</h2>
      <ul className={styles.tiles} role="list">
        {departments.map(({ name, slug, kinds, count }, index) => (
          <li key={slug}>
            <Link href={departmentPath(slug)} className={styles.tile} data-tint={TINTS[index % TINTS.length]}>
              <span className={styles.name} lang={lang}>
                {name}
              </span>
              <span className={styles.kinds} lang={kinds.length > 0 ? lang : undefined}>
                {kinds.slice(0, 3).join(', ') || text('things', { count })}
              </span>
              <span className={styles.window} aria-hidden="true">
                {dressed?.get(slug)?.length === 0 && <span className={styles.letter}>{[...name][0]}</span>}
                {dressed?.get(slug)?.map(({ id, image }) => (
                  <img
                    key={id}
                    src={image ?? ''}
                    alt=""
                    width={240}
                    height={240}
                    loading="lazy"
                    decoding="async"
                    className={styles.thing}
                  />
                ))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
