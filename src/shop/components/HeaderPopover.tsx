/**
 * A small panel under a button of the header. Focus, Escape and placement are Ariakit's; that code is only
 * loaded when a panel is first wanted (see `PopoverButton`).
 */
import { Popover, PopoverProvider } from '@ariakit/react';
import type { ReactNode, RefObject } from 'react';
import styles from './Popover.module.css';

export interface HeaderPopoverProps {
  open: boolean;
  onClose: () => void;
  /** The button that opened it. */
  anchor: RefObject<HTMLElement | null>;
  /** Accessible name. */
  label: string;
  placement: 'bottom-start' | 'bottom-end';
  wide?: boolean;
  children: ReactNode;
}

export default function HeaderPopover({
  open,
  onClose,
  anchor,
  label,
  placement,
  wide = false,
  children,
}: HeaderPopoverProps) {
  return (
    <PopoverProvider open={open} setOpen={(next) => !next && onClose()} placement={placement}>
      <Popover
        aria-label={label}
        className={wide ? `${styles.popover} ${styles.wide}` : styles.popover}
        gutter={8}
        unmountOnHide
        getAnchorRect={() => anchor.current?.getBoundingClientRect() ?? null}
        finalFocus={anchor}
        // The button closes it by itself; doing it here too would open it again.
        hideOnInteractOutside={(event) => !anchor.current?.contains(event.target as Node)}
      >
        {children}
      </Popover>
    </PopoverProvider>
  );
}
