/** Which files are read, which columns mean what, and an example of each to copy or keep. */
import { useState } from 'react';
import type { KeyOf } from '../../../messages/texts.ts';
import { Button } from '../../components/Button.tsx';
import { useText } from '../../language.tsx';
import { saveFile } from '../../save-file.ts';
import styles from './FileFormats.module.css';

type Meaning = Extract<KeyOf<'own-shop'>, `formats.${'items' | 'orders'}.${string}`>;

interface Example {
  of: 'items' | 'orders';
  file: string;
  /** The names that a column may have (null for any other), and what it holds; the needed ones first. */
  columns: { names: string | null; meaning: Meaning; needed: boolean }[];
  example: string;
}

const ITEMS: Example = {
  of: 'items',
  file: 'items.csv',
  columns: [
    { names: 'id, sku, handle', meaning: 'formats.items.id', needed: true },
    { names: 'title, name', meaning: 'formats.items.title', needed: true },
    { names: 'description', meaning: 'formats.items.description', needed: false },
    { names: 'price', meaning: 'formats.items.price', needed: false },
    { names: 'product_type, category', meaning: 'formats.items.category', needed: false },
    { names: 'brand, vendor', meaning: 'formats.items.brand', needed: false },
    { names: 'image_link', meaning: 'formats.items.image', needed: false },
    { names: 'availability, stock', meaning: 'formats.items.stock', needed: false },
    { names: 'tags', meaning: 'formats.items.tags', needed: false },
    { names: null, meaning: 'formats.items.other', needed: false },
  ],
  example: `id,title,description,price,product_type,brand,colour
B-101,Fell walker boots,Waxed leather that gives after a week and lasts ten years,96,Outdoors > Boots,Harrowgill,brown
B-102,Tarn two-person tent,Packs to the size of a loaf,148,Outdoors > Tents,Ottermere,moss
K-201,Slow morning teapot,"Four cups, no drips, a lid that stays put",34,Kitchen > Tea,Ruddle,raspberry
`,
};

const ORDERS: Example = {
  of: 'orders',
  file: 'orders.csv',
  columns: [
    { names: 'item_id, sku', meaning: 'formats.orders.item', needed: true },
    { names: 'user_id, customer_id', meaning: 'formats.orders.user', needed: true },
    { names: 'order_id', meaning: 'formats.orders.order', needed: false },
    { names: 'timestamp, date', meaning: 'formats.orders.time', needed: true },
    { names: 'event', meaning: 'formats.orders.event', needed: false },
    { names: 'quantity', meaning: 'formats.orders.quantity', needed: false },
    { names: 'rating, stars', meaning: 'formats.orders.rating', needed: false },
  ],
  example: `order_id,user_id,item_id,timestamp,quantity
5001,ann,B-101,2026-09-14T10:20:00Z,1
5001,ann,B-102,2026-09-14T10:20:00Z,1
5002,bo,K-201,2026-09-15T18:05:00Z,2
`,
};

export function FileFormats() {
  const text = useText('own-shop');
  return (
    <details className={styles.formats}>
      <summary>{text('formats')}</summary>
      <p className="soft">{text('formats.about')}</p>
      <div className={styles.both}>
        <Format example={ITEMS} />
        <Format example={ORDERS} />
      </div>
    </details>
  );
}

function Format({ example: { of, file, columns, example } }: { example: Example }) {
  const text = useText('own-shop');
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');

  async function copy() {
    try {
      await navigator.clipboard.writeText(example);
      setCopied('yes');
    } catch {
      setCopied('refused');
    }
  }

  return (
    <section className={styles.format} aria-label={text(`files.${of}-region`)}>
      <h3>{text(`files.${of}`)}</h3>
      <dl className={styles.columns}>
        {columns.map(({ names, meaning, needed }) => (
          <div key={meaning}>
            <dt>
              {names ?? text('formats.any-other')}
              {needed && <span className={styles.needed}>{text('formats.needed')}</span>}
            </dt>
            <dd>{text(meaning)}</dd>
          </div>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.example} tabIndex={0} aria-label={text('formats.example', { file })}>
        <pre>{example}</pre>
      </section>
      <div className={styles.buttons}>
        <Button size="small" onClick={copy}>
          {text('formats.copy')}
        </Button>
        <Button
          size="small"
          icon="download"
          onClick={() => saveFile(new Blob([example], { type: 'text/csv' }), file)}
        >
          {file}
        </Button>
        <span role="status" className="soft small">
          {copied === 'yes' && text('formats.copied')}
          {copied === 'refused' && text('formats.refused')}
        </span>
      </div>
    </section>
  );
}
