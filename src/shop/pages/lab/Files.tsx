/** The files a shop is made from: dropped anywhere on the sheet, or picked one by one; pictures also as a folder. */
import { type ChangeEvent, type DragEvent, useId, useRef, useState } from 'react';
import { Button, IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useFormats, useText } from '../../language.tsx';
import { filesOf } from './dropped-files.ts';
import styles from './Files.module.css';
import type { Chosen } from './own-shop-steps.ts';

const ACCEPTED = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz,.parquet,text/csv,application/json';

/** The engine looks inside; this only decides in which of the two places a dropped file is shown. */
const LIKE_ORDERS = /order|purchase|transaction|event|interaction|invoice|sale/i;

/** By their endings only to find their place: what they are is looked into later. */
const LIKE_MEDIA = /\.(png|jpe?g|webp|avif|gif|svg|bmp|tiff?|heic|mp3|wav|ogg|flac|m4a|zip)$/i;

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

  async function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const after = { ...chosen };
    for (const file of await filesOf(event.dataTransfer)) {
      if (LIKE_MEDIA.test(file.name)) after.media = [...after.media, file];
      else if (LIKE_ORDERS.test(file.name) || after.items !== null) after.orders = file;
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
        <Media files={chosen.media} onChange={(media) => onChange({ ...chosen, media })} />
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

/** Pictures and recordings: several files, a folder, or a zip. */
function Media({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) {
  const text = useText('own-shop');
  const { megabytes } = useFormats();
  const several = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const id = useId();
  // React has no property for it; every browser on a computer has.
  const asFolder = { webkitdirectory: '' };
  const add = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const picked = [...(target.files ?? [])];
    target.value = '';
    onChange([...files, ...picked]);
  };
  return (
    <div className={styles.place}>
      <h3 id={id}>{text('files.media')}</h3>
      <p className="soft small">{text('files.media-about')}</p>
      {files.length > 0 ? (
        <p className={styles.file}>
          <Icon name="check" size={18} />
          <span className={styles.name}>{text('files.media-count', { count: files.length })}</span>
          <span className="soft tabular">{megabytes(files.reduce((sum, { size }) => sum + size, 0))}</span>
          <IconButton icon="close" label={text('files.media-remove')} onClick={() => onChange([])} />
        </p>
      ) : (
        <p className={styles.choices}>
          <Button size="small" icon="upload" onClick={() => several.current?.click()}>
            {text('files.media-choose')}
          </Button>
          <Button size="small" look="quiet" onClick={() => folder.current?.click()}>
            {text('files.media-folder')}
          </Button>
        </p>
      )}
      <input
        ref={several}
        type="file"
        hidden
        multiple
        accept="image/*,audio/mpeg,audio/wav,.zip"
        aria-labelledby={id}
        onChange={add}
      />
      <input
        ref={folder}
        type="file"
        hidden
        {...asFolder}
        aria-label={text('files.media-folder')}
        onChange={add}
      />
    </div>
  );
}
