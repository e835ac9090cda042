/** The map's twin without a picture: what stands where, what lies beside it, and the visitor's path in order. */

import { Fragment, useMemo } from 'react';
import { Link } from 'wouter';
import type { MapRegion, TasteMap } from '../../../engine/recommender.ts';
import { ButtonLink } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
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
  const groups = useMemo(() => rowsOf(map), [map]);
  const visits = useMemo(() => {
    const count = new Map<number, number>();
    for (const { item } of path) count.set(item, (count.get(item) ?? 0) + 1);
    return count;
  }, [path]);
  return (
    <div className={styles.twin}>
      <section aria-label="Your path">
        <h2>Your path, newest first</h2>
        {path.length === 0 ? (
          <EmptyState title="No steps yet" action={<ButtonLink href="/">Look around the shop</ButtonLink>}>
            <p>What you look at appears here and as a line on the map.</p>
          </EmptyState>
        ) : (
          <ol className={styles.path} reversed>
            {path.toReversed().map(({ item, at, what }) => (
              <li key={`${at} ${item}`}>
                <Link href={itemPath(map.ids[item])}>{map.titles[item]}</Link>
                <span className="soft">
                  {' '}
                  {what}, {moment.format(at)}
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>

      <section aria-label="Regions">
        <h2>What stands where</h2>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <caption className="visually-hidden">
              Regions of the map with the things at their heart and the regions beside them
            </caption>
            <thead>
              <tr>
                <th scope="col">Region</th>
                <th scope="col">Things</th>
                <th scope="col">At its heart</th>
                <th scope="col">Beside it</th>
                <th scope="col">Your steps</th>
              </tr>
            </thead>
            {groups.map(({ department, rows }) => (
              <tbody key={department}>
                <tr className={styles.department}>
                  <th scope="rowgroup" colSpan={5}>
                    <span className={styles.name}>
                      <Mark department={department} />
                      {map.departments[department]}
                    </span>
                  </th>
                </tr>
                {rows.map(({ region, beside }) => (
                  <tr key={region.name}>
                    <th scope="row">{region.of === 'kind' ? region.name : 'All of it'}</th>
                    <td className={styles.number}>{region.items.length.toLocaleString()}</td>
                    <td>
                      {[...region.items.slice(0, NAMED)].map((item, i) => (
                        <Fragment key={item}>
                          {i > 0 && ', '}
                          <Link href={itemPath(map.ids[item])}>{map.titles[item]}</Link>
                        </Fragment>
                      ))}
                    </td>
                    <td>{beside.map(({ name }) => name).join(', ')}</td>
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

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});
