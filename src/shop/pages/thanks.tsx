/** "/thanks/:order": what was ordered, read from the history itself, what it changes, and how to undo it. */
import { Link } from 'wouter';
import { Button, ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ItemGrid } from '../components/ItemGrid.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useToast } from '../components/Toasts.tsx';
import { useAsk, useEngine } from '../engine.tsx';
import { Text, useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';
import styles from './checkout.module.css';

export default function Thanks({ orderId }: { orderId: string }) {
  const text = useText('shop');
  usePageTitle(text('thanks.title'));
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
        <h1>{text('thanks.title')}</h1>
        {error ? (
          <EmptyState title={text('thanks.failed')} action={<Button onClick={retry}>{text('again')}</Button>}>
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
        <h1>{text('thanks.none')}</h1>
        <EmptyState
          title={text('thanks.none-title')}
          action={
            <ButtonLink href="/basket" look="primary">
              {text('thanks.to-basket')}
            </ButtonLink>
          }
        >
          <p>{text('thanks.none-text')}</p>
        </EmptyState>
      </div>
    );
  }

  async function takeBack(eventIds: string[]) {
    try {
      const forgotten = await engine.forget(eventIds);
      toast({
        message: text('thanks.taken-back'),
        action: { label: text('undo'), run: () => engine.restore(forgotten) },
      });
    } catch (reason) {
      toast({ message: reason instanceof Error ? reason.message : text('failed') });
    }
  }

  return (
    <div className="page">
      <div className={styles.narrow}>
        <h1>{text('thanks.noted')}</h1>
        <p className={styles.truth}>{text('thanks.truth')}</p>
        <ol className={styles.next}>
          <li>
            <p>
              <Text
                text={text}
                id="thanks.buy-again"
                components={{
                  strong: (words) => <strong>{words}</strong>,
                  link: (words) => <Link href="/">{words}</Link>,
                }}
              />
            </p>
          </li>
          <li>
            <p>{text('thanks.lean')}</p>
          </li>
          <li>
            <p>
              <Text
                text={text}
                id="thanks.diary"
                components={{ link: (words) => <Link href="/you">{words}</Link> }}
              />
            </p>
          </li>
        </ol>
        <div className={styles.buttons}>
          <ButtonLink href="/" look="primary">
            {text('thanks.back')}
          </ButtonLink>
          <Button look="quiet" onClick={() => takeBack(order.lines.map(({ id }) => id))}>
            {text('thanks.take-back')}
          </Button>
        </div>
      </div>
      <div className={styles.ordered}>
        <h2>{text('thanks.ordered')}</h2>
        <ItemGrid
          label={text('thanks.ordered')}
          entries={order.cards.map((card) => ({ card, score: null, reason: null }))}
        />
      </div>
    </div>
  );
}
