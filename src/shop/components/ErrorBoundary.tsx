/** Keeps the frame standing when a page fails, says so, and offers ways on. */
import { Component, type ReactNode } from 'react';
import { Button, ButtonLink } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

interface Props {
  /** A new key is a new page: the error is left behind. */
  resetKey: string;
  children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { error: Error | null; resetKey: string }> {
  override state = { error: null as Error | null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps({ resetKey }: Props, state: { resetKey: string }) {
    return resetKey === state.resetKey ? null : { error: null, resetKey };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="page">
        <EmptyState
          title="This page fell off its shelf"
          action={
            <>
              <Button look="primary" onClick={() => location.reload()}>
                Load it again
              </Button>
              <ButtonLink href="/">Back to the shop front</ButtonLink>
            </>
          }
        >
          <p>Nothing of yours is lost. If it happens again, this is what to tell whoever keeps the shop:</p>
          <p className="small">
            <code>{error.message}</code>
          </p>
        </EmptyState>
      </div>
    );
  }
}
