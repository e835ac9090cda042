/** Brand, colour and price: what narrows a department. Counts say how many things each choice would show. */
import { type FormEvent, useId, useState } from 'react';
import type { BrowsePage, FacetValue } from '../../engine/recommender.ts';
import type { Narrowing } from '../narrowing.ts';
import { Button } from './Button.tsx';
import styles from './Filters.module.css';
import { useCurrency } from './Price.tsx';

/** Longer lists show this many first. */
const SHORT = 8;

export function Filters({
  facets,
  narrowing,
  onChange,
}: {
  facets: BrowsePage['facets'];
  narrowing: Narrowing;
  onChange: (next: Partial<Narrowing>) => void;
}) {
  return (
    <div className={styles.filters}>
      <PriceRange
        key={`${narrowing.price.min} ${narrowing.price.max}`}
        bounds={facets.price}
        price={narrowing.price}
        onChange={(price) => onChange({ price })}
      />
      <Choices
        legend="Colour"
        values={facets.colours}
        chosen={narrowing.colours}
        onChange={(colours) => onChange({ colours })}
      />
      <Choices
        legend="Brand"
        values={facets.brands}
        chosen={narrowing.brands}
        onChange={(brands) => onChange({ brands })}
      />
    </div>
  );
}

function Choices({
  legend,
  values,
  chosen,
  onChange,
}: {
  legend: string;
  values: FacetValue[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) {
  const [long, setLong] = useState(false);
  if (values.length < 2) return null;
  // What is chosen stays in view, wherever it stands in the list.
  const shown = long ? values : values.filter(({ value }, index) => index < SHORT || chosen.includes(value));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {shown.map(({ value, count }) => (
        <label key={value} className={styles.choice} data-none={count === 0}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          />
          <span className={styles.value}>{value}</span>
          <span className={styles.count}>{count}</span>
        </label>
      ))}
      {values.length > SHORT && (
        <button type="button" className={styles.long} aria-expanded={long} onClick={() => setLong(!long)}>
          {long ? 'Fewer' : `All ${values.length}`}
        </button>
      )}
    </fieldset>
  );
}

function PriceRange({
  bounds,
  price,
  onChange,
}: {
  bounds: { min: number; max: number };
  price: Narrowing['price'];
  onChange: (price: Narrowing['price']) => void;
}) {
  const currency = useCurrency();
  const id = useId();
  if (bounds.max <= bounds.min) return null;
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const read = (name: string) => {
      const text = String(data.get(name) ?? '').trim();
      return text === '' ? null : Math.max(0, Number(text));
    };
    const [min, max] = [read('min'), read('max')];
    // Typed the wrong way round, it is still clear what was meant.
    onChange(min !== null && max !== null && min > max ? { min: max, max: min } : { min, max });
  };
  return (
    <form onSubmit={apply}>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>Price ({currency})</legend>
        <div className={styles.range}>
          {(['min', 'max'] as const).map((end) => (
            <label key={end} htmlFor={id + end} className={styles.end}>
              <span>{end === 'min' ? 'From' : 'To'}</span>
              <input
                id={id + end}
                name={end}
                type="number"
                inputMode="decimal"
                min={0}
                step="any"
                defaultValue={price[end] ?? ''}
                placeholder={String(end === 'min' ? Math.floor(bounds.min) : Math.ceil(bounds.max))}
                className={styles.number}
              />
            </label>
          ))}
          <Button type="submit" size="small">
            Go
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
