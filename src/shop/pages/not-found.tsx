/** An address where nothing is. */
import { ButtonLink } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { usePageTitle } from '../page-title.ts';

export default function NotFound() {
  usePageTitle('Not found');
  return (
    <div className="page">
      <h1>We don’t keep that here</h1>
      <EmptyState
        title="Perhaps it moved to another shelf"
        action={
          <>
            <ButtonLink look="primary" href="/">
              Back to the shop front
            </ButtonLink>
            <ButtonLink href="/search?q=" icon="search">
              Search for it
            </ButtonLink>
          </>
        }
      >
        <p>The address may be mistyped, or belong to a catalog that is no longer loaded on this device.</p>
      </EmptyState>
    </div>
  );
}
