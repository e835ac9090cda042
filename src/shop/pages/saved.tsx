/** "/saved": what the visitor put aside. The heart on each card takes it off again, with an undo. */
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { GridSkeleton, ItemGrid } from '../components/ItemGrid.tsx';
import { useAsk } from '../engine.tsx';
import { usePageTitle } from '../page-title.ts';
import styles from './saved.module.css';

export default function Saved() {
  usePageTitle('Saved');
  const { data: cards, error, retry } = useAsk('saved', (engine) => engine.saved());
  return (
    <div className="page" aria-busy={!cards && !error}>
      <header className={styles.header}>
        <h1>Saved</h1>
        {cards && cards.length > 0 && (
          <p className="soft">
            {cards.length === 1 ? 'One thing' : `${cards.length} things`} put aside. The heart takes one off
            again.
          </p>
        )}
      </header>
      {cards ? (
        cards.length > 0 ? (
          <ItemGrid
            label="Saved"
            shelf="Saved"
            entries={cards.map((card) => ({ card, score: null, reason: null }))}
          />
        ) : (
          <EmptyState
            title="Nothing put aside yet"
            action={
              <ButtonLink href="/" look="primary">
                Look around the shop
              </ButtonLink>
            }
          >
            <p>Press the heart on anything you may want later. It stays here, on this device.</p>
          </EmptyState>
        )
      ) : error ? (
        <EmptyState
          title="What you saved could not be read"
          action={<Button onClick={retry}>Try again</Button>}
        >
          <p>{error.message}</p>
        </EmptyState>
      ) : (
        <GridSkeleton count={8} />
      )}
    </div>
  );
}
