/** The departments with their marks; each can be taken off the map and put back. */
import type { TasteMap } from '../../../engine/recommender.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { useText } from '../../language.tsx';
import styles from './Legend.module.css';
import { colourToken, markOf, markPath } from './marks.ts';

/** @param hidden places of departments that are off */
export function Legend({
  map,
  hidden,
  onHide,
}: {
  map: TasteMap;
  hidden: ReadonlySet<number>;
  onHide: (hidden: ReadonlySet<number>) => void;
}) {
  const text = useText('map');
  const lang = useCatalogLanguage();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={styles.legend} role="group" aria-label={text('map.departments')}>
      {map.departments.map((name, department) => (
        <button
          key={name}
          type="button"
          className={styles.department}
          lang={lang}
          aria-pressed={!hidden.has(department)}
          onClick={() => {
            const next = new Set(hidden);
            if (!next.delete(department)) next.add(department);
            onHide(next);
          }}
        >
          <Mark department={department} />
          {name}
        </button>
      ))}
      {hidden.size > 0 && (
        <button type="button" className={styles.all} onClick={() => onHide(new Set())}>
          {text('map.show-all')}
        </button>
      )}
    </div>
  );
}

/** A department's mark, as on the map. Decoration: its name stands beside it. */
export function Mark({ department }: { department: number }) {
  return (
    <svg
      className={styles.mark}
      width="12"
      height="12"
      viewBox="-6 -6 12 12"
      aria-hidden="true"
      focusable="false"
    >
      <path d={markPath(markOf(department).shape, 4.4)} fill={`var(${colourToken(department)})`} />
    </svg>
  );
}
