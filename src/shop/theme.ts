/** Light, dark, or as the system says; remembered on this device. */
import { useState } from 'react';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'inkling:theme';
/** `--paper` of both themes, for the browser's own frame. */
const PAPER = { light: '#faf8f4', dark: '#151715' };

function remembered(): Theme {
  try {
    const theme = localStorage.getItem(KEY) as Theme | null;
    return theme !== null && THEMES.includes(theme) ? theme : 'system';
  } catch {
    return 'system';
  }
}

/** Puts the remembered choice on the page. Call before the first paint. */
export function applyTheme(theme: Theme = remembered()): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const system = meta.media.includes('dark') ? 'dark' : 'light';
    meta.content = PAPER[theme === 'system' ? system : theme];
  }
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(remembered);
  const choose = (next: Theme) => {
    setTheme(next);
    applyTheme(next);
    try {
      if (next === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, next);
    } catch {
      // Storage refused: the choice lasts until the tab closes.
    }
  };
  return [theme, choose];
}
