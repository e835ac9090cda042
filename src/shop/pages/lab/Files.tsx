/** The two files a shop is made from: dropped anywhere on the sheet, or picked one by one. */
import { type DragEvent, useId, useRef, useState } from 'react';
import { Button, IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useFormats, useText } from '../../language.tsx';
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
  const text = useText('own-shop');
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
      aria-label={text('files')}
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
      <p className={styles.invitation}>{text('files.invitation')}</p>
      <div className={styles.places}>
        <Place of="items" file={chosen.items} onChange={(items) => onChange({ ...chosen, items })} />
        <Place of="orders" file={chosen.orders} onChange={(orders) => onChange({ ...chosen, orders })} />
      </div>
      <Button look="primary" disabled={chosen.items === null} onClick={onCheck}>
        {text('files.check')}
      </Button>
    </section>
  );
}

function Place({
  of,
  file,
  onChange,
}: {
  of: keyof Chosen;
  file: File | null;
  onChange: (file: File | null) => void;
}) {
  const text = useText('own-shop');
  const { megabytes } = useFormats();
  const picker = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className={styles.place}>
      <h3 id={id}>{text(`files.${of}`)}</h3>
      <p className="soft small">{text(`files.${of}-about`)}</p>
      {file ? (
        <p className={styles.file}>
          <Icon name="check" size={18} />
          <span className={styles.name}>{file.name}</span>
          <span className="soft tabular">{megabytes(file.size)}</span>
          <IconButton
            icon="close"
            label={text('files.remove', { file: file.name })}
            onClick={() => onChange(null)}
          />
        </p>
      ) : (
        <Button size="small" icon="upload" onClick={() => picker.current?.click()}>
          {text(`files.${of}-choose`)}
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
