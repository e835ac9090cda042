/** A button with a panel under it. The panel closes when the page changes. */
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';

const load = () => import('./HeaderPopover.tsx');
const HeaderPopover = lazy(load);

/**
 * @param button what the button shows
 * @param label accessible name of the panel
 * @param children content of the panel; rendered only while it is open
 */
export function PopoverButton({
  button,
  label,
  className,
  placement,
  wide,
  children,
}: {
  button: ReactNode;
  label: string;
  className: string;
  placement: 'bottom-start' | 'bottom-end';
  wide?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is a reason to close
  useEffect(() => setOpen(false), [path]);

  return (
    <>
      <button
        type="button"
        ref={anchor}
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          setWanted(true);
          setOpen(!open);
        }}
      >
        {button}
      </button>
      {wanted && (
        <Suspense>
          <HeaderPopover
            open={open}
            onClose={() => setOpen(false)}
            anchor={anchor}
            label={label}
            placement={placement}
            wide={wide}
          >
            {children}
          </HeaderPopover>
        </Suspense>
      )}
    </>
  );
}
