/** Something that is on or off, at once: a native checkbox that looks like a switch. */
import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './Switch.module.css';

/** @param note a line beneath, read out with it */
export function Switch({
  on,
  onChange,
  note,
  disabled,
  children,
}: {
  on: boolean;
  onChange: (on: boolean) => void;
  note?: ReactNode;
  disabled?: boolean;
  children: ReactNode;
}) {
  const noteId = useId();
  return (
    <div className={styles.switch}>
      <label className={styles.label}>
        <input
          type="checkbox"
          role="switch"
          className={styles.input}
          checked={on}
          aria-checked={on}
          disabled={disabled}
          aria-describedby={note ? noteId : undefined}
          onChange={({ target }) => onChange(target.checked)}
        />
        {children}
      </label>
      {note && (
        <p id={noteId} className={styles.note}>
          {note}
        </p>
      )}
    </div>
  );
}
