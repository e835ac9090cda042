/** An address where nothing is. */
import { ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { useText } from '../language.tsx';
import { usePageTitle } from '../page-title.ts';

export default function NotFound() {
  const text = useText('shop');
  usePageTitle(text('not-found'));
  return (
    <div className="page">
      <h1>{text('lost.title')}</h1>
      <EmptyState
        title={text('lost.moved')}
        action={
          <>
            <ButtonLink look="primary" href="/">
              {text('broken.home')}
            </ButtonLink>
            <ButtonLink href="/search?q=" icon="search">
              {text('lost.search')}
            </ButtonLink>
          </>
        }
      >
        <p>{text('lost.text')}</p>
      </EmptyState>
    </div>
  );
}
