/** Which files are read, which columns mean what, and an example of each to copy or keep. */
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { saveFile } from '../../save-file.ts';
import styles from './FileFormats.module.css';

interface Example {
  title: string;
  file: string;
  /** Column, what it holds; the needed ones first. */
  columns: { names: string; meaning: string; needed: boolean }[];
  text: string;
}

const ITEMS: Example = {
  title: 'Items',
  file: 'items.csv',
  columns: [
    { names: 'id, sku, handle', meaning: 'what orders call it; each its own', needed: true },
    { names: 'title, name', meaning: 'as a shopper reads it', needed: true },
    { names: 'description', meaning: 'more words: the encoder reads them', needed: false },
    { names: 'price', meaning: '12.50, £12.50 or 12,50 EUR', needed: false },
    { names: 'product_type, category', meaning: 'Outdoors > Tents: department, then kind', needed: false },
    { names: 'brand, vendor', meaning: 'who makes it', needed: false },
    { names: 'image_link', meaning: 'a picture on this site; others get a drawn tile', needed: false },
    { names: 'availability, stock', meaning: 'in stock, out of stock, or a number', needed: false },
    { names: 'tags', meaning: 'words, with commas between', needed: false },
    { names: 'any other column', meaning: 'an attribute: colour, material, size', needed: false },
  ],
  text: `id,title,description,price,product_type,brand,colour
B-101,Fell walker boots,Waxed leather that gives after a week and lasts ten years,96,Outdoors > Boots,Harrowgill,brown
B-102,Tarn two-person tent,Packs to the size of a loaf,148,Outdoors > Tents,Ottermere,moss
K-201,Slow morning teapot,"Four cups, no drips, a lid that stays put",34,Kitchen > Tea,Ruddle,raspberry
`,
};

const ORDERS: Example = {
  title: 'Orders',
  file: 'orders.csv',
  columns: [
    { names: 'item_id, sku', meaning: 'an id from the items file', needed: true },
    { names: 'user_id, customer_id', meaning: 'who; or else order_id', needed: true },
    { names: 'order_id', meaning: 'lines of one order share it', needed: false },
    { names: 'timestamp, date', meaning: '2026-11-22, or seconds since 1970', needed: true },
    { names: 'event', meaning: 'purchase if left out; also view, cart, wishlist', needed: false },
    { names: 'quantity', meaning: '1 if left out', needed: false },
    { names: 'rating, stars', meaning: 'on a scale of your own', needed: false },
  ],
  text: `order_id,user_id,item_id,timestamp,quantity
5001,ann,B-101,2026-09-14T10:20:00Z,1
5001,ann,B-102,2026-09-14T10:20:00Z,1
5002,bo,K-201,2026-09-15T18:05:00Z,2
`,
};

export function FileFormats() {
  return (
    <details className={styles.formats}>
      <summary>Which columns it reads</summary>
      <p className="soft">
        Exports of Google Merchant, Shopify and WooCommerce are understood as they are. Otherwise name the
        columns like this; case and punctuation don’t matter. In JSON and JSONL the same names are keys, in
        Parquet they are columns.
      </p>
      <div className={styles.both}>
        <Format example={ITEMS} />
        <Format example={ORDERS} />
      </div>
    </details>
  );
}

function Format({ example: { title, file, columns, text } }: { example: Example }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      setCopied('refused');
    }
  }

  return (
    <section className={styles.format} aria-label={`${title} file`}>
      <h3>{title}</h3>
      <dl className={styles.columns}>
        {columns.map(({ names, meaning, needed }) => (
          <div key={names}>
            <dt>
              {names}
              {needed && <span className={styles.needed}>needed</span>}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.example} tabIndex={0} aria-label={`Example of ${file}`}>
        <pre>{text}</pre>
      </section>
      <div className={styles.buttons}>
        <Button size="small" onClick={copy}>
          Copy example
        </Button>
        <Button
          size="small"
          icon="download"
          onClick={() => saveFile(new Blob([text], { type: 'text/csv' }), file)}
        >
          {file}
        </Button>
        <span role="status" className="soft small">
          {copied === 'yes' && 'Copied.'}
          {copied === 'refused' && 'This browser did not allow copying; download it instead.'}
        </span>
      </div>
    </section>
  );
}
