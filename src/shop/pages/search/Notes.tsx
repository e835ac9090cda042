/** What a search has to say beside its results: another spelling, parts at odds, what was left out to find anything. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Dropped, Filters, SearchPage } from '../../../engine/recommender.ts';
import { Text, useFormats, useText } from '../../language.tsx';
import { type Search, searchPath } from '../../paths.ts';
import styles from '../search.module.css';
import { usePartWords } from './part-chips.ts';

export function Notes({
  page,
  asked,
  settled,
}: {
  page: SearchPage;
  asked: Search;
  /** Whether meaning had its say: until then it isn't known whether anything has to be left out. */
  settled: boolean;
}) {
  const text = useText('search');
  const looksText = useText('media');
  const formats = useFormats();
  const say = usePartWords(page.parts);
  const list = (words: string[]) => new Intl.ListFormat(formats.locale).format(words);
  const partNamed = (id: string) => {
    const part = page.parts.find((other) => other.id === id);
    return part === undefined ? id : say.part(part);
  };
  const droppedWords = (dropped: Dropped): string => {
    switch (dropped.of) {
      case 'part':
        return partNamed(dropped.id);
      case 'words':
        return text('search.rescue-word', { words: dropped.words.join(' ') });
      case 'rating':
        return text('search.rescue-stars');
      case 'price':
        return dropped.to.min === null && dropped.to.max === null
          ? text('search.rescue-price-open')
          : text('search.rescue-price', { price: say.price(dropped.to) });
      default:
        return list(
          dropped.of === 'filter' && dropped.filter === 'hues'
            ? dropped.values.map((hue) => looksText('hue', { hue }))
            : dropped.values,
        );
    }
  };

  const { didYouMean, conflict, rescue } = page;
  const notes: ReactNode[] = [];
  if (didYouMean !== null) {
    notes.push(
      <Text
        key="spelling"
        text={text}
        id="search.did-you-mean"
        values={{ query: didYouMean }}
        components={{
          link: (children) => (
            <Link href={searchPath(didYouMean, { ...asked, dropped: [] })} replace>
              {children}
            </Link>
          ),
        }}
      />,
    );
  }
  if (conflict !== null) {
    notes.push(
      <span key="conflict">
        {text('search.conflict', { parts: list(conflict.parts.map(partNamed)) })}{' '}
        {conflict.nearest !== null && (
          <Text
            text={text}
            id="search.conflict-nearest"
            values={{ price: say.price(conflict.nearest) }}
            components={{
              link: (children) => (
                <Link href={nearestPath(asked, conflict.parts, conflict.nearest)}>{children}</Link>
              ),
            }}
          />
        )}
      </span>,
    );
  }
  if (settled && rescue !== null) {
    const onlyWords = rescue.dropped.every(({ of }) => of === 'words') && rescue.kept === '';
    notes.push(
      onlyWords ? (
        <span key="words">
          {text('search.rescue-words')}{' '}
          <Link href={`/ask?${new URLSearchParams({ q: asked.query })}`}>
            {text('search.ask-instead', { query: asked.query })}
          </Link>
        </span>
      ) : (
        text('search.rescue', { dropped: list(rescue.dropped.map(droppedWords)) })
      ),
    );
  }
  if (notes.length === 0) return null;
  return (
    <div className={styles.notes} role="status">
      {notes.map((note, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: notes hold nothing that could be mixed up
        <p key={at}>{note}</p>
      ))}
    </div>
  );
}

/** The same search with its prices taken back for the nearest that can be had. */
function nearestPath(asked: Search, parts: readonly string[], nearest: Filters['price'] | null): string {
  const path = searchPath(asked.query, { ...asked, dropped: [...asked.dropped, ...parts] });
  const { min, max } = nearest ?? { min: null, max: null };
  return path + (min === null ? '' : `&min=${min}`) + (max === null ? '' : `&max=${max}`);
}
