/** Starts the shop: what must be right before the first paint, then the engine, then the page. */
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/languages.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectEngine } from '../engine/client.ts';
import { App } from './App.tsx';
import { openLanguage } from './language.tsx';
import { watchRequests } from './requests.ts';
import { rememberScroll } from './scroll.ts';
import { applyTheme } from './theme.ts';

applyTheme();
watchRequests();
rememberScroll();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');
const recommender = connectEngine();
openLanguage().then((language) => {
  // Before the page asks for anything. An engine that can't hear it answers in English.
  recommender.setLanguage(language).catch(() => {});
  createRoot(root).render(
    <StrictMode>
      <App recommender={recommender} />
    </StrictMode>,
  );
});
