/** The last question before a shop is built: its name, and what to do about bad lines. */
import { type FormEvent, useId, useState } from 'react';
import type { ImportCheck } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { useText } from '../../language.tsx';
import styles from './OwnShop.module.css';

export function Build({
  check: { skippable },
  suggestion,
  onBuild,
  onBack,
}: {
  check: ImportCheck;
  suggestion: string;
  onBuild: (name: string, skipBadLines: boolean) => void;
  onBack: () => void;
}) {
  const text = useText('own-shop');
  const id = useId();
  const [name, setName] = useState(suggestion);
  const [skip, setSkip] = useState(false);
  const ready = name.trim() !== '' && (skippable === 0 || skip);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready) onBuild(name.trim(), skip);
  }

  return (
    <form className={styles.build} onSubmit={submit}>
      <div className={styles.field}>
        <label htmlFor={id}>{text('own-shop.name')}</label>
        <input
          id={id}
          value={name}
          maxLength={60}
          autoComplete="off"
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      {skippable > 0 && (
        <label className={styles.check}>
          <input type="checkbox" checked={skip} onChange={({ target }) => setSkip(target.checked)} />
          {text('own-shop.skip', { count: skippable })}
        </label>
      )}
      {skippable > 0 && !skip && <p className="soft small">{text('own-shop.skip-hint')}</p>}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" disabled={!ready}>
          {text('own-shop.build')}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {text('own-shop.other-files')}
        </Button>
      </div>
    </form>
  );
}
