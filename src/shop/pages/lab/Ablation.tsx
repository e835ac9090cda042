/** What changes on the shelf while some signals are silent: which things come, and which go. */
import type { Card, Inspection } from '../../../engine/recommender.ts';
import type { Formats } from '../../../messages/formats.ts';
import type { Text } from '../../../messages/texts.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { Button } from '../../components/Button.tsx';
import { Picture } from '../../components/Picture.tsx';
import { useFormats, useText } from '../../language.tsx';
import styles from './Ablation.module.css';
import { comeAndGone } from './words.ts';

export function Ablation({
  inspection: { shelf, withAll, signals },
  silent,
  onRestore,
}: {
  inspection: Inspection;
  silent: readonly string[];
  onRestore: () => void;
}) {
  const text = useText('lab');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  const { came, went } = comeAndGone(withAll ?? shelf, shelf);
  const fresh = new Set(came.map(({ id }) => id));
  return (
    <section className={styles.ablation} aria-label={text('ablation')}>
      <ul role="list" className={styles.shelf}>
        {shelf.map((card) => (
          <li key={card.id} className={styles.thing} data-new={fresh.has(card.id)}>
            <Picture item={card} />
            <span className={styles.name}>
              <span lang={lang}>{card.title}</span>
              {fresh.has(card.id) && <span className="visually-hidden">{text('ablation.comes-in')}</span>}
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.words}>
        <p role="status">
          {silent.length === 0
            ? text('ablation.hint')
            : effect(text, formats, silent.length, signals.length, came, went)}
        </p>
        {silent.length > 0 && (
          <Button size="small" onClick={onRestore}>
            {text('ablation.restore')}
          </Button>
        )}
      </div>
    </section>
  );
}

function effect(
  text: Text<'lab'>,
  formats: Formats,
  silent: number,
  all: number,
  came: readonly Card[],
  went: readonly Card[],
): string {
  if (silent === all) return text('ablation.silence');
  if (came.length === 0) return text('ablation.same', { silent });
  const titles = (cards: readonly Card[]) => formats.list(namesOf(text, cards));
  return text('ablation.changed', { silent, came: titles(came), went: titles(went) });
}

const NAMED = 3;

function namesOf(text: Text<'lab'>, cards: readonly Card[]): string[] {
  const named = cards.slice(0, NAMED).map(({ title }) => title);
  const more = cards.length - named.length;
  return more > 0 ? [...named, text('ablation.more', { count: more })] : named;
}
