/** Keeps the frame standing when a page fails, says so, and offers ways on. */
import { Component, type ReactNode } from 'react';
import { textNow } from '../language.tsx';
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
    const text = textNow();
    return (
      <div className="page">
        <EmptyState
          title={text('broken.title')}
          action={
            <>
              <Button look="primary" onClick={() => location.reload()}>
                {text('broken.reload')}
              </Button>
              <ButtonLink href="/">{text('broken.home')}</ButtonLink>
            </>
          }
        >
          <p>{text('broken.text')}</p>
          <p className="small">
            <code>{error.message}</code>
          </p>
        </EmptyState>
      </div>
    );
  }
}
