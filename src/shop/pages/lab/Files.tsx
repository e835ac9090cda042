/** The two files a shop is made from: dropped anywhere on the sheet, or picked one by one. */
import { type DragEvent, useId, useRef, useState } from 'react';
import { Button, IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/icons.tsx';
import { megabytes } from './EncoderProgress.tsx';
import styles from './Files.module.css';
import type { Chosen } from './own-shop-steps.ts';

const ACCEPTED = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz,.parquet,text/csv,application/json';

/** The engine looks inside; this only decides in which of the two places a dropped file is shown. */
const LIKE_ORDERS = /order|purchase|transaction|event|interaction|invoice|sale/i;

/**
 * @param onCheck called with at least one file chosen
 */
export function Files({
  chosen,
  onChange,
  onCheck,
}: {
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  onCheck: () => void;
}) {
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const after = { ...chosen };
    for (const file of event.dataTransfer.files) {
      if (LIKE_ORDERS.test(file.name) || after.items !== null) after.orders = file;
      else after.items = file;
    }
    onChange(after);
  }

  return (
    <section
      aria-label="Files"
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <p className={styles.invitation}>
        Drop files here, or choose them. CSV, TSV, JSON or JSONL, also packed with gzip, or Parquet.
      </p>
      <div className={styles.places}>
        <Place
          name="Items"
          about="One line for each thing you sell."
          file={chosen.items}
          onChange={(items) => onChange({ ...chosen, items })}
        />
        <Place
          name="Orders"
          about="Optional. Who bought what, and when: it learns what goes together."
          file={chosen.orders}
          onChange={(orders) => onChange({ ...chosen, orders })}
        />
      </div>
      <Button look="primary" disabled={chosen.items === null} onClick={onCheck}>
        Check the files
      </Button>
    </section>
  );
}

function Place({
  name,
  about,
  file,
  onChange,
}: {
  name: string;
  about: string;
  file: File | null;
  onChange: (file: File | null) => void;
}) {
  const picker = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className={styles.place}>
      <h3 id={id}>{name}</h3>
      <p className="soft small">{about}</p>
      {file ? (
        <p className={styles.file}>
          <Icon name="check" size={18} />
          <span className={styles.name}>{file.name}</span>
          <span className="soft tabular">{megabytes(file.size)}</span>
          <IconButton icon="close" label={`Remove ${file.name}`} onClick={() => onChange(null)} />
        </p>
      ) : (
        <Button size="small" icon="upload" onClick={() => picker.current?.click()}>
          Choose {name.toLowerCase()} file
        </Button>
      )}
      <input
        ref={picker}
        type="file"
        hidden
        accept={ACCEPTED}
        aria-labelledby={id}
        onChange={({ target }) => {
          const picked = target.files?.[0];
          // Emptied, so that the same file can be chosen again after it was mended.
          target.value = '';
          if (picked) onChange(picked);
        }}
      />
    </div>
  );
}
