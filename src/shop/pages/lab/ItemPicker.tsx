/** Finds a thing to look into by its words, as one types. */
import { Combobox, ComboboxItem, ComboboxLabel, ComboboxPopover, ComboboxProvider } from '@ariakit/react';
import { useState } from 'react';
import { Picture } from '../../components/Picture.tsx';
import { useAsk } from '../../engine.tsx';
import styles from './ItemPicker.module.css';

const SHOWN = 6;

/** @param onPick called with the item's id */
export function ItemPicker({ onPick }: { onPick: (id: string) => void }) {
  const [query, setQuery] = useState('');
  const asked = query.trim();
  const { data } = useAsk(
    asked === '' ? null : `lab-find:${asked}`,
    (engine) => engine.search(asked, { meaning: false, limit: SHOWN }),
    { keep: true },
  );
  const found = asked === '' ? [] : (data?.entries ?? []);
  return (
    <div className={styles.picker}>
      <ComboboxProvider value={query} setValue={setQuery}>
        <ComboboxLabel className={styles.label}>Look into one thing</ComboboxLabel>
        <Combobox className={styles.input} placeholder="A tent, a teapot…" maxLength={200} />
        <ComboboxPopover gutter={4} sameWidth className={styles.list} hidden={asked === ''}>
          {found.map(({ card }) => (
            <ComboboxItem
              key={card.id}
              className={styles.found}
              hideOnClick
              setValueOnClick={false}
              onClick={() => {
                onPick(card.id);
                setQuery('');
              }}
            >
              <span className={styles.picture}>
                <Picture item={card} />
              </span>
              {card.title}
            </ComboboxItem>
          ))}
          {found.length === 0 && data && <p className={styles.none}>Nothing of that name.</p>}
        </ComboboxPopover>
      </ComboboxProvider>
    </div>
  );
}
