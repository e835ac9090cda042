/** Lets any card open the "Why this?" dialog. The dialog itself is loaded when it is first wanted. */
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useState,
} from 'react';
import { useLocation } from 'wouter';

const WhyDialog = lazy(() => import('./WhyDialog.tsx'));

type AskWhy = (itemId: string, title: string) => void;

const WhyContext = createContext<AskWhy | null>(null);

/** @returns a function that opens the explanation of an item */
export function useWhy(): AskWhy {
  const ask = useContext(WhyContext);
  if (!ask) throw new Error('useWhy needs a WhyProvider above it.');
  return ask;
}

export function WhyProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ itemId: string; title: string } | null>(null);
  const [open, setOpen] = useState(false);
  const ask = useCallback<AskWhy>((itemId, title) => {
    setAsked({ itemId, title });
    setOpen(true);
  }, []);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: any link in the dialog leads away from it
  useEffect(() => setOpen(false), [path]);
  return (
    <WhyContext value={ask}>
      {children}
      {asked && (
        <Suspense>
          <WhyDialog {...asked} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </WhyContext>
  );
}
