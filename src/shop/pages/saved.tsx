/** "/saved": what the visitor put aside. The heart on each card takes it off again, with an undo. */
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { GridSkeleton, ItemGrid } from '../components/ItemGrid.tsx';
import { useAsk } from '../engine.tsx';
import { useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';
import styles from './saved.module.css';

export default function Saved() {
  const text = useText('shop');
  usePageTitle(text('saved'));
  const { data: cards, error, retry } = useAsk('saved', (engine) => engine.saved());
  return (
    <div className="page" aria-busy={!cards && !error}>
      <header className={styles.header}>
        <h1>{text('saved')}</h1>
        {cards && cards.length > 0 && <p className="soft">{text('saved.count', { count: cards.length })}</p>}
      </header>
      {cards ? (
        cards.length > 0 ? (
          <ItemGrid
            label={text('saved')}
            shelf="Saved"
            entries={cards.map((card) => ({ card, score: null, reason: null }))}
          />
        ) : (
          <EmptyState
            title={text('saved.empty')}
            action={
              <ButtonLink href="/" look="primary">
                {text('look-around')}
              </ButtonLink>
            }
          >
            <p>{text('saved.empty-text')}</p>
          </EmptyState>
        )
      ) : error ? (
        <EmptyState title={text('saved.failed')} action={<Button onClick={retry}>{text('again')}</Button>}>
          <p>{error.message}</p>
        </EmptyState>
      ) : (
        <GridSkeleton count={8} />
      )}
    </div>
  );
}
