/** Buttons and links that look like them. One primary action a view at most. */
import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './Button.module.css';
import { Icon, type IconName } from './icons.tsx';

interface Look {
  /** `primary` is the one filled action; `secondary` has an edge; `quiet` is text until pointed at. */
  look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'small' | 'medium';
  icon?: IconName;
  /** Takes the whole width. */
  wide?: boolean;
}

function classOf({ look = 'secondary', size = 'medium', wide = false }: Look, extra = ''): string {
  return [styles.button, styles[look], styles[size], wide ? styles.wide : '', extra]
    .filter(Boolean)
    .join(' ');
}

/** A `<button type="button">`; all of a button's own attributes pass through. */
export function Button({
  look,
  size,
  icon,
  wide,
  className,
  children,
  ...rest
}: Look & ComponentProps<'button'>) {
  return (
    <button type="button" {...rest} className={classOf({ look, size, wide }, className)}>
      {icon && <Icon name={icon} size={size === 'small' ? 16 : 18} />}
      {children}
    </button>
  );
}

/** A link inside the shop with the look of a button. */
export function ButtonLink({
  look,
  size,
  icon,
  wide,
  href,
  children,
}: Look & { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={classOf({ look, size, wide })}>
      {icon && <Icon name={icon} size={size === 'small' ? 16 : 18} />}
      {children}
    </Link>
  );
}

/** A round button with only a picture. `label` is its accessible name. */
export function IconButton({
  icon,
  label,
  filled,
  className = '',
  ...rest
}: { icon: IconName; label: string; filled?: boolean } & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <button type="button" aria-label={label} {...rest} className={`${styles.round} ${className}`}>
      <Icon name={icon} filled={filled} />
    </button>
  );
}
