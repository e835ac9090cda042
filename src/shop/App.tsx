/**
 * The shop's frame: which page stands at which address, and what is around every page. Pages are loaded when
 * first wanted, and all of them once the browser has nothing else to do, so that later steps are immediate.
 */
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import type { Recommender } from '../engine/recommender.ts';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Footer } from './components/Footer.tsx';
import { Header } from './components/Header.tsx';
import { TabBar } from './components/TabBar.tsx';
import { ToastProvider } from './components/Toasts.tsx';
import { WhyProvider } from './components/Why.tsx';
import { EngineProvider } from './engine.tsx';
import { useText, withTexts } from './language.tsx';
import { useNotices } from './notices.ts';
import { useOfflineNews } from './offline-news.ts';
import { Home } from './pages/home.tsx';
import { keyedNavigation, useScrollMemory } from './scroll.ts';

const load = {
  department: withTexts(['media', 'shop'], () => import('./pages/department.tsx')),
  search: withTexts(['media', 'search', 'part', 'shop'], () => import('./pages/search.tsx')),
  item: withTexts(['media', 'reviews', 'shop'], () => import('./pages/item.tsx')),
  ask: withTexts(['ask', 'part'], () => import('./pages/ask.tsx')),
  basket: withTexts(['shop'], () => import('./pages/basket.tsx')),
  checkout: withTexts(['shop'], () => import('./pages/checkout.tsx')),
  thanks: withTexts(['shop'], () => import('./pages/thanks.tsx')),
  saved: withTexts(['shop'], () => import('./pages/saved.tsx')),
  you: withTexts(['you', 'copy', 'model', 'senses'], () => import('./pages/you.tsx')),
  tasteMap: withTexts(['map'], () => import('./pages/taste-map.tsx')),
  lab: withTexts(['lab', 'own-shop', 'you'], () => import('./pages/lab.tsx')),
  visitors: withTexts(['lab'], () => import('./pages/lab/visitors.tsx')),
  notFound: withTexts(['shop'], () => import('./pages/not-found.tsx')),
};

const Department = lazy(load.department);
const Search = lazy(load.search);
const Item = lazy(load.item);
const Ask = lazy(load.ask);
const Basket = lazy(load.basket);
const Checkout = lazy(load.checkout);
const Thanks = lazy(load.thanks);
const Saved = lazy(load.saved);
const You = lazy(load.you);
const TasteMap = lazy(load.tasteMap);
const Lab = lazy(load.lab);
const Visitors = lazy(load.visitors);
const NotFound = lazy(load.notFound);

function usePagesAhead(): void {
  useEffect(() => {
    const ahead = () => {
      // The Lab is for the few; a page that fails to load here is tried again when it is wanted.
      const { lab: _, visitors: __, ...pages } = load;
      for (const page of Object.values(pages)) page().catch(() => {});
    };
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(ahead, 2000);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(ahead, { timeout: 4000 });
    return () => cancelIdleCallback(idle);
  }, []);
}

/** @param recommender see `EngineProvider` */
export function App({ recommender }: { recommender: Recommender }) {
  return (
    <EngineProvider recommender={recommender}>
      <Router aroundNav={keyedNavigation}>
        <ToastProvider>
          <WhyProvider>
            <Frame />
          </WhyProvider>
        </ToastProvider>
      </Router>
    </EngineProvider>
  );
}

function Frame() {
  const text = useText();
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const lastPath = useRef(path);
  useScrollMemory(path);
  usePagesAhead();
  useNotices();
  useOfflineNews();

  useEffect(() => {
    if (lastPath.current === path) return;
    lastPath.current = path;
    // Whoever types in the search field stays there while results appear beneath.
    if (document.activeElement instanceof HTMLInputElement) return;
    main.current?.focus({ preventScroll: true });
  }, [path]);

  return (
    <>
      <a className="skip-link" href="#main">
        {text('skip')}
      </a>
      <Header />
      <main id="main" tabIndex={-1} ref={main}>
        <ErrorBoundary resetKey={path}>
          <Suspense fallback={<div className="page" aria-busy="true" />}>
            <Switch>
              <Route path="/">
                <Home />
              </Route>
              <Route path="/shop/:department">
                {({ department }) => <Department key={department} slug={department} />}
              </Route>
              <Route path="/search">
                <Search />
              </Route>
              <Route path="/item/:id">{({ id }) => <Item key={id} id={id} />}</Route>
              <Route path="/ask">
                <Ask />
              </Route>
              <Route path="/basket">
                <Basket />
              </Route>
              <Route path="/checkout">
                <Checkout />
              </Route>
              <Route path="/thanks/:order">{({ order }) => <Thanks orderId={order} />}</Route>
              <Route path="/saved">
                <Saved />
              </Route>
              <Route path="/you">
                <You />
              </Route>
              <Route path="/you/map">
                <TasteMap />
              </Route>
              <Route path="/lab">
                <Lab />
              </Route>
              <Route path="/lab/visitors">
                <Visitors />
              </Route>
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
      <Footer />
      <TabBar />
    </>
  );
}
