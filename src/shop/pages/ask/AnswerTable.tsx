/** Two or three things side by side: a table that scrolls within itself where the window is narrow. */
import { useId } from 'react';
import { Link } from 'wouter';
import { cellText, sharedText, type Voice } from '../../../engine/ask-phrasing.ts';
import type { AskFact, Card, Table } from '../../../engine/recommender.ts';
import { useOpenItem } from '../../actions.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Picture } from '../../components/Picture.tsx';
import { Stars } from '../../components/Stars.tsx';
import { useText } from '../../language.tsx';
import { itemPath } from '../../paths.ts';
import styles from './AnswerTable.module.css';

export function AnswerTable({ table, cards, voice }: { table: Table; cards: Card[]; voice: Voice }) {
  const text = useText('ask');
  const lang = useCatalogLanguage();
  const openItem = useOpenItem();
  const captionId = useId();
  const name = (row: Table['rows'][number]) => {
    if (row.of === 'price' || row.of === 'kind' || row.of === 'brand') return text(`ask.table.${row.of}`);
    return row.of === 'rating' ? text('ask.table.stars') : row.name;
  };
  const cell = (row: Table['rows'][number], fact: AskFact | null, card: Card | undefined) => {
    if (fact === null) return <span className={styles.none}>{text('ask.table.not-said')}</span>;
    if (row.of === 'rating' && card?.rating)
      return <Stars mean={card.rating.mean} count={card.rating.count} />;
    return cellText(fact, voice);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-labelledby={captionId} tabIndex={0}>
        <table className={styles.table}>
          <caption id={captionId} className="visually-hidden">
            {text('ask.table', { titles: voice.formats.list(cards.map(({ title }) => title)) })}
          </caption>
          <thead>
            <tr>
              <td />
              {cards.map((card) => (
                <th key={card.id} scope="col" lang={lang}>
                  <span className={styles.picture}>
                    <Picture item={card} />
                  </span>
                  <Link href={itemPath(card.id)} onClick={() => openItem(card.id, 'Ask')}>
                    {card.title}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={`${row.of} ${row.name}`}>
                <th scope="row">{name(row)}</th>
                {row.cells.map((fact, at) => (
                  <td key={table.itemIds[at]} lang={row.of === 'attribute' ? lang : undefined}>
                    {cell(row, fact, cards[at])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {table.shared.length > 0 && (
        <p className={styles.shared}>
          {text('ask.table.shared', { facts: sharedText(table.shared, voice) })}
        </p>
      )}
    </>
  );
}
