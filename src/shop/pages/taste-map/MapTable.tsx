/** The map's twin without a picture: what stands where, what lies beside it, and the visitor's path in order. */

import { Fragment, useMemo } from 'react';
import { Link } from 'wouter';
import type { MapRegion, TasteMap } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { ButtonLink } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useFormats, useText } from '../../language.tsx';
import { itemPath } from '../../paths.ts';
import { Mark } from './Legend.tsx';
import styles from './MapTable.module.css';
import { besides } from './nearby.ts';
import type { PathStep } from './path.ts';

/** Things named of a region, those at its heart. */
const NAMED = 4;

/** Regions named as lying beside it. */
const BESIDE = 3;

export function MapTable({ map, path }: { map: TasteMap; path: readonly PathStep[] }) {
  const text = useText('map');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  const groups = useMemo(() => rowsOf(map), [map]);
  const visits = useMemo(() => {
    const count = new Map<number, number>();
    for (const { item } of path) count.set(item, (count.get(item) ?? 0) + 1);
    return count;
  }, [path]);
  return (
    <div className={styles.twin}>
      <section aria-label={text('map.path')}>
        <h2>{text('map.path.newest-first')}</h2>
        {path.length === 0 ? (
          <EmptyState
            title={text('map.path.none')}
            action={<ButtonLink href="/">{text('look-around')}</ButtonLink>}
          >
            <p>{text('map.path.none-text')}</p>
          </EmptyState>
        ) : (
          <ol className={styles.path} reversed>
            {path.toReversed().map(({ item, at, what }) => (
              <li key={`${at} ${item}`}>
                <Link href={itemPath(map.ids[item])} lang={lang}>
                  {map.titles[item]}
                </Link>{' '}
                <span className="soft">
                  {text('map.path.step', { what, when: formats.date(at, MOMENT) })}
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>

      <section aria-label={text('map.regions')}>
        <h2>{text('map.regions.title')}</h2>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <caption className="visually-hidden">{text('map.regions.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{text('map.regions.region')}</th>
                <th scope="col">{text('map.regions.things')}</th>
                <th scope="col">{text('map.regions.heart')}</th>
                <th scope="col">{text('map.regions.beside')}</th>
                <th scope="col">{text('map.regions.steps')}</th>
              </tr>
            </thead>
            {groups.map(({ department, rows }) => (
              <tbody key={department}>
                <tr className={styles.department}>
                  <th scope="rowgroup" colSpan={5} lang={lang}>
                    <span className={styles.name}>
                      <Mark department={department} />
                      {map.departments[department]}
                    </span>
                  </th>
                </tr>
                {rows.map(({ region, beside }) => (
                  <tr key={region.name}>
                    {region.of === 'kind' ? (
                      <th scope="row" lang={lang}>
                        {region.name}
                      </th>
                    ) : (
                      <th scope="row">{text('map.regions.whole')}</th>
                    )}
                    <td className={styles.number}>{formats.number(region.items.length)}</td>
                    <td lang={lang}>
                      {[...region.items.slice(0, NAMED)].map((item, i) => (
                        <Fragment key={item}>
                          {i > 0 && ', '}
                          <Link href={itemPath(map.ids[item])}>{map.titles[item]}</Link>
                        </Fragment>
                      ))}
                    </td>
                    <td lang={lang}>{beside.map(({ name }) => name).join(', ')}</td>
                    <td className={styles.number}>{stepsIn(region, visits) || ''}</td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      </section>
    </div>
  );
}

/** Departments in their own order, each with its kinds; one without kinds is a row of its own. */
function rowsOf(map: TasteMap) {
  const kinds = map.regions.filter(({ of }) => of === 'kind');
  const whole = map.regions.filter(({ of }) => of === 'department');
  const beside = new Map<MapRegion, MapRegion[]>();
  for (const sort of [kinds, whole]) {
    besides(sort, BESIDE).forEach((list, i) => {
      beside.set(sort[i], list);
    });
  }
  return map.departments.flatMap((_, department) => {
    const own = kinds.filter((region) => region.department === department);
    const rows = own.length > 0 ? own : whole.filter((region) => region.department === department);
    if (rows.length === 0) return [];
    return [{ department, rows: rows.map((region) => ({ region, beside: beside.get(region) ?? [] })) }];
  });
}

function stepsIn(region: MapRegion, visits: ReadonlyMap<number, number>): number {
  return region.items.reduce((sum, item) => sum + (visits.get(item) ?? 0), 0);
}

const MOMENT = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;
