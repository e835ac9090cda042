/** "/thanks/:order": what was ordered, read from the history itself, what it changes, and how to undo it. */
import { Link } from 'wouter';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ItemGrid } from '../components/ItemGrid.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useToast } from '../components/Toasts.tsx';
import { useAsk, useEngine } from '../engine.tsx';
import { usePageTitle } from '../page-title.ts';
import styles from './checkout.module.css';

export default function Thanks({ orderId }: { orderId: string }) {
  usePageTitle('Thank you');
  const {
    data: order,
    error,
    retry,
  } = useAsk(`order:${orderId}`, async (engine) => {
    const { events } = await engine.known();
    const lines = events.map(({ event }) => event).filter((event) => event.orderId === orderId);
    return { lines, cards: await engine.cards(lines.map(({ itemId }) => itemId ?? '')) };
  });
  const engine = useEngine();
  const toast = useToast();

  if (!order) {
    return (
      <div className="page" aria-busy={!error}>
        <h1>Thank you</h1>
        {error ? (
          <EmptyState title="The order could not be read" action={<Button onClick={retry}>Try again</Button>}>
            <p>{error.message}</p>
          </EmptyState>
        ) : (
          <Skeleton height="16rem" />
        )}
      </div>
    );
  }
  if (order.lines.length === 0) {
    return (
      <div className="page">
        <h1>No such order</h1>
        <EmptyState
          title="It is not in your history"
          action={
            <ButtonLink href="/basket" look="primary">
              To the basket
            </ButtonLink>
          }
        >
          <p>It was taken back or forgotten. What it held may be in your basket again.</p>
        </EmptyState>
      </div>
    );
  }

  async function takeBack(eventIds: string[]) {
    try {
      const forgotten = await engine.forget(eventIds);
      toast({
        message: 'The order is taken back, and its things are in your basket again.',
        action: { label: 'Undo', run: () => engine.restore(forgotten) },
      });
    } catch (reason) {
      toast({ message: reason instanceof Error ? reason.message : 'That did not work. Please try again.' });
    }
  }

  return (
    <div className="page">
      <div className={styles.narrow}>
        <h1>Thank you. It’s noted.</h1>
        <p className={styles.truth}>
          Nothing was paid and nothing will come to your door. Here is what it changes:
        </p>
        <ol className={styles.next}>
          <li>
            <p>
              <strong>Buy again</strong> appears on <Link href="/">the first page</Link>, with these things in
              it.
            </p>
          </li>
          <li>
            <p>
              Shelves lean towards what goes with these, and away from another of what one buys only once.
            </p>
          </li>
          <li>
            <p>
              It is written in <Link href="/you">your diary</Link>, on this device alone, where you can remove
              it.
            </p>
          </li>
        </ol>
        <div className={styles.buttons}>
          <ButtonLink href="/" look="primary">
            Back to the shop
          </ButtonLink>
          <Button look="quiet" onClick={() => takeBack(order.lines.map(({ id }) => id))}>
            Take the order back
          </Button>
        </div>
      </div>
      <div className={styles.ordered}>
        <h2>What you ordered</h2>
        <ItemGrid
          label="What you ordered"
          entries={order.cards.map((card) => ({ card, score: null, reason: null }))}
        />
      </div>
    </div>
  );
}
