/** What narrows a list of things. Counts say how many each choice would leave. */
import { type FormEvent, useId, useState } from 'react';
import { HUES, type Hue } from '../../engine/colours.ts';
import type { Facets, FacetValue } from '../../engine/recommender.ts';
import { useCatalogLanguage } from '../catalog-language.ts';
import { useText } from '../language.tsx';
import type { Narrowing } from '../narrowing.ts';
import { Button } from './Button.tsx';
import styles from './Filters.module.css';
import type { Besides } from './Listing.tsx';
import { useCurrency } from './Price.tsx';

/** Longer lists show this many first. */
const SHORT = 8;

/** @param besides lists that stand elsewhere on the page */
export function Filters<S extends string>({
  facets,
  narrowing,
  onChange,
  besides = [],
}: {
  facets: Facets;
  narrowing: Narrowing<S>;
  onChange: (next: Partial<Narrowing<S>>) => void;
  besides?: Besides;
}) {
  const text = useText('shop');
  const looksText = useText('media');
  const change = (next: Partial<Narrowing<string>>) => onChange(next as Partial<Narrowing<S>>);
  const { departments, kinds, brands, colours, hues, attributes, price, rating } = narrowing;
  const looks = facets.hues.length > 0;
  const list = (
    name: 'departments' | 'kinds' | 'brands' | 'colours',
    legend: string,
    chosen: readonly string[],
  ) => (
    <Choices
      legend={legend}
      values={facets[name]}
      chosen={chosen}
      onChange={(values) => change({ [name]: values })}
    />
  );
  return (
    <div className={styles.filters}>
      {!besides.includes('departments') && list('departments', text('filters.department'), departments)}
      {!besides.includes('kinds') && list('kinds', text('filters.kind'), kinds)}
      <PriceRange
        key={`${price.min} ${price.max}`}
        bounds={facets.price}
        price={price}
        onChange={(next) => change({ price: next })}
      />
      <StarsAtLeast ratings={facets.ratings} chosen={rating} onChange={(next) => change({ rating: next })} />
      {looks && <Hues values={facets.hues} chosen={hues} onChange={(next) => change({ hues: next })} />}
      {list('colours', looks ? looksText('filters.colour-named') : text('filters.colour'), colours)}
      {facets.attributes.map(({ name, values }) => (
        <Choices
          key={name}
          legend={name}
          values={values}
          chosen={attributes[name] ?? []}
          onChange={(chosen) => change({ attributes: { ...attributes, [name]: chosen } })}
        />
      ))}
      {list('brands', text('filters.brand'), brands)}
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
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const text = useText('shop');
  const lang = useCatalogLanguage();
  const [long, setLong] = useState(false);
  if (values.length < 2 && chosen.length === 0) return null;
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
          <span className={styles.value} lang={lang}>
            {value}
          </span>
          <span className={styles.count}>{count}</span>
        </label>
      ))}
      {values.length > SHORT && (
        <button type="button" className={styles.long} aria-expanded={long} onClick={() => setLong(!long)}>
          {long ? text('filters.fewer') : text('filters.all', { count: values.length })}
        </button>
      )}
    </fieldset>
  );
}

/** What pictures look like: a patch of the colour with its name, whatever the shop calls it. */
function Hues({
  values,
  chosen,
  onChange,
}: {
  values: FacetValue[];
  chosen: readonly Hue[];
  onChange: (chosen: Hue[]) => void;
}) {
  const text = useText('media');
  const shown = HUES.flatMap((hue) => {
    const count = values.find(({ value }) => value === hue)?.count;
    return count === undefined && !chosen.includes(hue) ? [] : [{ hue, count: count ?? 0 }];
  });
  if (shown.length < 2 && chosen.length === 0) return null;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{text('filters.hue')}</legend>
      <div className={styles.hues}>
        {shown.map(({ hue, count }) => (
          <label key={hue} className={`${styles.choice} ${styles.hue}`} data-none={count === 0}>
            <input
              type="checkbox"
              checked={chosen.includes(hue)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, hue] : chosen.filter((other) => other !== hue))
              }
              className={styles.patch}
              data-hue={hue}
            />
            <span className={styles.value}>{text('hue', { hue })}</span>
            <span className={styles.count}>{count}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function StarsAtLeast({
  ratings,
  chosen,
  onChange,
}: {
  ratings: Facets['ratings'];
  chosen: number | null;
  onChange: (stars: number | null) => void;
}) {
  const text = useText('shop');
  const name = useId();
  if (ratings.length === 0 && chosen === null) return null;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{text('filters.rating')}</legend>
      {[{ min: null, count: null }, ...ratings].map(({ min, count }) => (
        <label key={min} className={styles.choice} data-none={count === 0}>
          <input type="radio" name={name} checked={chosen === min} onChange={() => onChange(min)} />
          <span className={styles.value}>
            {min === null ? text('filters.any-rating') : text('filters.stars', { stars: min })}
          </span>
          <span className={styles.count}>{count}</span>
        </label>
      ))}
    </fieldset>
  );
}

function PriceRange({
  bounds,
  price,
  onChange,
}: {
  bounds: Facets['price'];
  price: Narrowing<string>['price'];
  onChange: (price: Narrowing<string>['price']) => void;
}) {
  const text = useText('shop');
  const currency = useCurrency();
  const id = useId();
  if (bounds.max <= bounds.min && price.min === null && price.max === null) return null;
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const read = (name: string) => {
      const typed = String(data.get(name) ?? '').trim();
      return typed === '' ? null : Math.max(0, Number(typed));
    };
    const [min, max] = [read('min'), read('max')];
    // Typed the wrong way round, it is still clear what was meant.
    onChange(min !== null && max !== null && min > max ? { min: max, max: min } : { min, max });
  };
  return (
    <form onSubmit={apply}>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{text('filters.price', { currency })}</legend>
        <div className={styles.range}>
          {(['min', 'max'] as const).map((end) => (
            <label key={end} htmlFor={id + end} className={styles.end}>
              <span>{text(`filters.${end}`)}</span>
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
            {text('filters.go')}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
