/** The card of what is pointed at: picture, title, price, where it belongs, and what the visitor did with it. */

import { useMemo } from 'react';
import { Link } from 'wouter';
import type { TasteMap } from '../../../engine/recommender.ts';
import { useOpenItem } from '../../actions.ts';
import { useCatalogLanguage } from '../../catalog-language.ts';
import { IconButton } from '../../components/Button.tsx';
import { Picture } from '../../components/Picture.tsx';
import { Price } from '../../components/Price.tsx';
import { useAsk } from '../../engine.tsx';
import { useFormats, useText } from '../../language.tsx';
import { itemPath } from '../../paths.ts';
import type { Pointed } from './MapCanvas.tsx';
import styles from './MapCard.module.css';
import type { PathStep } from './path.ts';

/** As history has it, whatever the language. */
const SHELF = 'Taste map';

/** Its room, px: where it would leave the frame, it opens to the other side. */
const WIDTH = 272;
const HEIGHT = 132;

export function MapCard({
  map,
  pointed,
  path,
  onClose,
}: {
  map: TasteMap;
  pointed: Pointed;
  path: readonly PathStep[];
  onClose: () => void;
}) {
  const { item, x, y, kept, spoken } = pointed;
  const text = useText('map');
  const formats = useFormats();
  const lang = useCatalogLanguage();
  const id = map.ids[item];
  const openItem = useOpenItem();
  const { data } = useAsk(`cards:${id}`, (engine) => engine.cards([id]));
  const card = data?.[0];
  const step = path.findLast((step) => step.item === item);
  const kind = useMemo(
    () => map.regions.find((region) => region.of === 'kind' && region.items.includes(item))?.name,
    [map, item],
  );
  const place = [map.departments[map.departmentOf[item]], kind].filter(Boolean).join(' · ');
  const date = step ? formats.date(step.at, { day: 'numeric', month: 'long' }) : '';
  const did = step ? text('map.card.did', { what: step.what, date }) : '';
  return (
    <div
      className={styles.place}
      data-left={x > WIDTH + 24}
      data-up={y > HEIGHT + 24}
      style={{ left: x, top: y }}
    >
      <article className={styles.card} data-item-id={id} data-kept={kept}>
        <div className={styles.picture}>{card && <Picture item={card} eager />}</div>
        <div className={styles.words}>
          <h2 className={styles.title} lang={lang}>
            <Link href={itemPath(id)} state={{ shelf: SHELF }} onClick={() => openItem(id, SHELF)}>
              {map.titles[item]}
            </Link>
          </h2>
          <p className={styles.where} lang={lang}>
            {place}
          </p>
          {card && <Price amount={card.price} />}
          {did && <p className={styles.did}>{did}</p>}
        </div>
        {kept && (
          <IconButton
            icon="close"
            label={text('map.card.close')}
            className={styles.close}
            onClick={onClose}
          />
        )}
      </article>
      <p className="visually-hidden" role="status">
        {spoken &&
          (did === ''
            ? text('map.card.spoken', { title: map.titles[item], place })
            : text('map.card.spoken-did', { title: map.titles[item], place, did }))}
      </p>
    </div>
  );
}
