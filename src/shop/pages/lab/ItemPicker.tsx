/** Finds a thing to look into by its words, as one types. */
import { Combobox, ComboboxItem, ComboboxLabel, ComboboxPopover, ComboboxProvider } from '@ariakit/react';
import { useState } from 'react';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Picture } from '../../components/Picture.tsx';
import { useAsk } from '../../engine.tsx';
import { useText } from '../../language.tsx';
import styles from './ItemPicker.module.css';

const SHOWN = 6;

/** @param onPick called with the item's id */
export function ItemPicker({ onPick }: { onPick: (id: string) => void }) {
  const text = useText('lab');
  const lang = useCatalogLanguage();
  const [query, setQuery] = useState('');
  const asked = query.trim();
  const { data } = useAsk(
    asked === '' ? null : `lab-find:${asked}`,
    (engine) => engine.search(asked, { meaning: false, limit: SHOWN, plain: true }),
    { keep: true },
  );
  const found = asked === '' ? [] : (data?.entries ?? []);
  return (
    <div className={styles.picker}>
      <ComboboxProvider value={query} setValue={setQuery}>
        <ComboboxLabel className={styles.label}>{text('picker')}</ComboboxLabel>
        <Combobox className={styles.input} placeholder={text('picker.hint')} maxLength={200} />
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
              <span lang={lang}>{card.title}</span>
            </ComboboxItem>
          ))}
          {found.length === 0 && data && <p className={styles.none}>{text('picker.none')}</p>}
        </ComboboxPopover>
      </ComboboxProvider>
    </div>
  );
}
