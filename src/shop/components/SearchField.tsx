/** The search field: results appear as one types, at an address that can be shared and gone back to. */
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useStatus } from '../engine.tsx';
import { useText } from '../language.tsx';
import { lastShop } from '../last-shop.ts';
import { pictureIn, takePicture } from '../own-pictures.ts';
import { searchFrom, searchPath } from '../paths.ts';
import { Icon } from './icons.tsx';
import styles from './SearchField.module.css';

/** What one might say to someone behind the counter; narrow windows have room for half of it. */
const HINT = { wide: 'search.hint', narrow: 'search.hint-narrow' } as const;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

export function SearchField({ className = '' }: { className?: string }) {
  const words = useText();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const shop = useStatus()?.shop;
  const own = shop?.own ?? lastShop().own;
  const pictures = shop?.pictures;
  const picker = useRef<HTMLInputElement>(null);
  const [hint] = useState(() => (matchMedia('(min-width: 48rem)').matches ? HINT.wide : HINT.narrow));
  const shown = path === '/search' ? (new URLSearchParams(search).get('q') ?? '') : '';
  const [text, setText] = useState(shown);

  // The address leads (back, forward, suggestions), except by the spaces that are still being typed.
  const [lastShown, setLastShown] = useState(shown);
  if (shown !== lastShown) {
    setLastShown(shown);
    if (shown !== text.trim()) setText(shown);
  }

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      input.current?.select();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);

  const go = (next: string) => {
    setText(next);
    // "Cheaper than this" is about the item in view; what was taken back of a request stays so while it is typed on.
    const viewed = path.startsWith('/item/') ? decodeURIComponent(path.slice('/item/'.length)) : null;
    const { query: _, ...asked } = path === '/search' ? searchFrom(search) : { beside: viewed, query: '' };
    // One step of history for a whole search, not one a letter.
    navigate(searchPath(next.trim(), asked), { replace: path === '/search' });
  };
  const showPicture = (file: File | undefined) => {
    if (file === undefined || pictures === undefined) return;
    const { query, ...asked } = searchFrom(path === '/search' ? search : '');
    navigate(searchPath(query, { ...asked, picture: takePicture(file, pictures) }));
  };
  const onPaste = (event: ClipboardEvent) => {
    const file = pictureIn(event.clipboardData);
    if (file === undefined || pictures === undefined) return;
    event.preventDefault();
    // The search page hears of everything that is pasted on it.
    event.nativeEvent.stopPropagation();
    showPicture(file);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A phone's keyboard hides the results.
    if (event.key === 'Enter') input.current?.blur();
  };

  return (
    <search className={`${styles.search} ${className}`} data-pictures={pictures !== undefined}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (path !== '/search') go(text);
        }}
      >
        <label htmlFor={id} className="visually-hidden">
          {words('search.label')}
        </label>
        <span className={styles.lens}>
          <Icon name="search" size={18} />
        </span>
        <input
          id={id}
          ref={input}
          type="search"
          name="q"
          value={text}
          placeholder={words(own ? 'search.short' : hint)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={200}
          className={styles.input}
          onChange={(event) => go(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </form>
      {pictures && (
        <>
          <button
            type="button"
            className={styles.picture}
            aria-label={words('search.picture')}
            title={words('search.picture')}
            onClick={() => picker.current?.click()}
          >
            <Icon name="camera" size={18} />
          </button>
          <input
            ref={picker}
            type="file"
            accept="image/*"
            hidden
            aria-label={words('search.picture')}
            onChange={({ target }) => {
              const file = target.files?.[0];
              // Emptied, so that the same file can be chosen again.
              target.value = '';
              showPicture(file);
            }}
          />
        </>
      )}
      <Link href="/ask" className={styles.ask} aria-label={words('search.ask')} title={words('search.ask')}>
        <Icon name="quote" size={18} />
      </Link>
    </search>
  );
}
