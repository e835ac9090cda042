/** Short messages after something was done, with a way back. Read out politely; they wait while pointed at. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { useText } from '../language.tsx';
import { Icon } from './icons.tsx';
import styles from './Toasts.module.css';

export interface ToastRequest {
  message: string;
  /** A button: usually "Undo". */
  action?: { label: string; run: () => unknown };
  /** Stays until dismissed: for news that a person should not miss. */
  stays?: boolean;
  /** Takes the others away: what they offer to undo is no longer there. */
  alone?: boolean;
}

interface Toast extends ToastRequest {
  id: number;
}

/** Long enough to read the message and reach the button (WCAG 2.2.1 asks for no less where undo depends on it). */
const SHOWN_MS = 9000;
const UNDOS_AT_ONCE = 2;

const ToastContext = createContext<((toast: ToastRequest) => void) | null>(null);

/** @returns a function that shows a toast */
export function useToast(): (toast: ToastRequest) => void {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast needs a ToastProvider above it.');
  return show;
}

/** @param inside shows them where it stands, under its children: for a dialog, beneath which nothing can be reached */
export function ToastProvider({ inside = false, children }: { inside?: boolean; children: ReactNode }) {
  const text = useText();
  const [toasts, setToasts] = useState<Toast[]>([]);
  const [held, setHeld] = useState(false);
  const nextId = useRef(1);

  const show = useCallback((toast: ToastRequest) => {
    const id = nextId.current++;
    setToasts((shown) => [...(toast.alone ? [] : makeRoom(shown)), { ...toast, id }]);
  }, []);
  const dismiss = useCallback((id: number) => {
    setToasts((shown) => shown.filter((toast) => toast.id !== id));
    // A button that is removed while it has focus fires no blur.
    setHeld(false);
  }, []);

  return (
    <ToastContext value={show}>
      {children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pointing at messages only keeps them from leaving */}
      <div
        className={inside ? styles.inside : styles.region}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {/* Only the new one is read out, not again those above it. */}
        <div role="status" aria-atomic="false" className={styles.list}>
          {toasts.map((toast) => (
            <ToastView
              key={toast.id}
              toast={toast}
              held={held}
              onDone={() => dismiss(toast.id)}
              onFailed={() => show({ message: text('failed.unchanged') })}
            />
          ))}
        </div>
      </div>
    </ToastContext>
  );
}

/** Of those shown, what stays beside a newer one: what must be read, and the latest that can be undone. */
function makeRoom(shown: Toast[]): Toast[] {
  const undos = shown.filter(({ action, stays }) => action && !stays).slice(1 - UNDOS_AT_ONCE);
  return shown.filter((toast) => toast.stays || undos.includes(toast));
}

function ToastView({
  toast,
  held,
  onDone,
  onFailed,
}: {
  toast: Toast;
  held: boolean;
  onDone: () => void;
  onFailed: () => void;
}) {
  const text = useText();
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    if (held || toast.stays) return;
    const timer = setTimeout(() => done.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast.stays]);

  return (
    <div className={styles.toast}>
      <span className={styles.message}>{toast.message}</span>
      {toast.action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            onDone();
            Promise.resolve(toast.action?.run()).catch(onFailed);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button type="button" className={styles.close} aria-label={text('dismiss')} onClick={onDone}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
