/** A modal dialog: centred on a desk, a sheet from below on a phone. Focus, Escape and the backdrop are Ariakit's. */
import { DialogDismiss, DialogHeading, Dialog as Modal } from '@ariakit/react';
import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import styles from './Dialog.module.css';
import { Icon } from './icons.tsx';

/**
 * @param title the dialog's heading and accessible name
 * @param footer buttons; stays in view while the body scrolls
 * @param width `narrow` for a question, `wide` for something to read
 */
export function Dialog({
  open,
  onClose,
  title,
  footer,
  width = 'narrow',
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  footer?: ReactNode;
  width?: 'narrow' | 'wide';
  children: ReactNode;
}) {
  const text = useText();
  return (
    <Modal
      open={open}
      onClose={onClose}
      unmountOnHide
      backdrop={<div className={styles.backdrop} />}
      className={`${styles.dialog} ${styles[width]}`}
    >
      <header className={styles.header}>
        <DialogHeading render={<h2>{title}</h2>} className={styles.title} />
        <DialogDismiss className={styles.close} aria-label={text('close')}>
          <Icon name="close" />
        </DialogDismiss>
      </header>
      <div className={styles.body}>{children}</div>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </Modal>
  );
}
