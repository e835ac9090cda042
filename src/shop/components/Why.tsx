/**
 * Lets any card open the "Why this?" dialog, and any page "Something missing?". The dialogs themselves are loaded when
 * they are first wanted.
 */
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useLocation } from 'wouter';
import { useText, withTexts } from '../language.tsx';

const WhyDialog = lazy(withTexts(['why'], () => import('./WhyDialog.tsx')));
const WhyNotDialog = lazy(withTexts(['why'], () => import('./WhyNotDialog.tsx')));

type AskWhy = (itemId: string, title: string) => void;
type AskWhyNot = () => void;

const WhyContext = createContext<{ why: AskWhy; whyNot: AskWhyNot } | null>(null);

function useAsking(): { why: AskWhy; whyNot: AskWhyNot } {
  const asking = useContext(WhyContext);
  if (!asking) throw new Error('useWhy and useWhyNot need a WhyProvider above them.');
  return asking;
}

/** @returns a function that opens the explanation of an item */
export function useWhy(): AskWhy {
  return useAsking().why;
}

/** @returns a function that opens the search for what is missing */
export function useWhyNot(): AskWhyNot {
  return useAsking().whyNot;
}

export function WhyProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ itemId: string; title: string } | null>(null);
  const [missed, setMissed] = useState(false);
  const [open, setOpen] = useState<'why' | 'why-not' | null>(null);
  const why = useCallback<AskWhy>((itemId, title) => {
    setAsked({ itemId, title });
    setOpen('why');
  }, []);
  const whyNot = useCallback(() => {
    setMissed(true);
    setOpen('why-not');
  }, []);
  const close = useCallback(() => setOpen(null), []);
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: any link in a dialog leads away from it
  useEffect(() => setOpen(null), [path]);
  const asking = useMemo(() => ({ why, whyNot }), [why, whyNot]);
  return (
    <WhyContext value={asking}>
      {children}
      <Suspense>
        {asked && <WhyDialog {...asked} open={open === 'why'} onClose={close} onMissing={whyNot} />}
      </Suspense>
      <Suspense>{missed && <WhyNotDialog open={open === 'why-not'} onClose={close} />}</Suspense>
    </WhyContext>
  );
}

/** Opens the search for what is missing from a shelf. */
export function MissingButton({ className }: { className?: string }) {
  const whyNot = useWhyNot();
  const text = useText();
  return (
    <button type="button" className={className} onClick={whyNot}>
      {text('missing')}
    </button>
  );
}
