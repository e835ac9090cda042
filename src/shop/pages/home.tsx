/** The shop front: a greeting true of now, the shelves, the departments. */
import { Fragment, useState } from 'react';
import { Link } from 'wouter';
import type { HomePage, Shelf } from '../../engine/recommender.ts';
import type { Text } from '../../messages/texts.ts';
import { Button } from '../components/Button.tsx';
import { DepartmentTiles } from '../components/DepartmentTiles.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ItemShelf, ShelfSkeleton } from '../components/ItemShelf.tsx';
import { NarrowingNotice } from '../components/NarrowingNotice.tsx';
import { MissingButton } from '../components/Why.tsx';
import { useAsk } from '../engine.tsx';
import { useFirstView } from '../first-view.ts';
import { greetingAt } from '../greeting.ts';
import { useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';
import styles from './home.module.css';

/** What the page is chosen from, in a sentence that is true. */
function basisOf(text: Text<'home'>, home: HomePage | undefined): string {
  if (home === undefined) return text('home.waking');
  return home.personal ? text('home.basis', { events: home.events }) : text('home.stranger');
}

/** What the shelf is made from, and how much of it is tried out. */
function ForYouAside({ shelf }: { shelf: Shelf }) {
  const text = useText();
  const guesses = shelf.entries.filter(({ explored }) => explored).length;
  return (
    <>
      {guesses > 0 && (
        <span className="soft small">{text('home.guesses', { guesses, all: shelf.entries.length })}</span>
      )}
      <MissingButton className={styles.missing} />
      <Link href="/you">{text('what-we-know')}</Link>
    </>
  );
}

export function Home() {
  const text = useText();
  usePageTitle(null);
  const [opened] = useState(() => new Date());
  const { data: preferences } = useAsk('preferences', (engine) => engine.preferences());
  const { data: home, error, retry } = useAsk('home', (engine) => engine.home());
  const first = useFirstView();
  const shelves = home?.shelves ?? (first ? [first.shelf] : []);

  return (
    <div className="page">
      <div className={styles.opening}>
        <h1 className={styles.greeting}>{greetingAt(text, opened, preferences?.weather)}</h1>
        <p className={styles.basis}>{basisOf(text, home)}</p>
      </div>
      {shelves.map((shelf, index) => (
        // The first place keeps its element: what stands there changes without a jump.
        <Fragment key={index === 0 ? 'first' : shelf.id}>
          <ItemShelf
            shelf={shelf}
            rows={index === 0 ? 2 : 1}
            eager={index === 0}
            aside={shelf.id === 'for-you' && <ForYouAside shelf={shelf} />}
          />
          {index === 0 && home?.narrowing && <NarrowingNotice text={home.narrowing} />}
        </Fragment>
      ))}
      {shelves.length === 0 &&
        (error ? (
          <EmptyState
            title={text('home.failed')}
            action={
              <Button look="primary" onClick={retry}>
                {text('again')}
              </Button>
            }
          >
            <p>{error.message}</p>
          </EmptyState>
        ) : (
          <ShelfSkeleton rows={2} />
        ))}
      {/* Last to come, so that it never has to move. */}
      {(home || error) && <DepartmentTiles />}
    </div>
  );
}
