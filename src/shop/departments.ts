/** The shop's departments, for everything that lists them. */
import type { Department } from '../catalog/item.ts';
import { useAsk, useStatus } from './engine.tsx';
import { useFirstView } from './first-view.ts';

export function departmentPath(slug: string): string {
  return `/shop/${encodeURIComponent(slug)}`;
}

/** Empty until known. */
export function useDepartments(): Department[] {
  const shop = useStatus()?.shop.id ?? '';
  const first = useFirstView();
  const { data } = useAsk(`departments:${shop}`, (engine) => engine.departments());
  return data ?? first?.departments ?? [];
}
