/**
 * When a list changes its order, its members glide from where they were to where they are (FLIP: first, last,
 * invert, play), and newcomers fade in. Nothing moves for those who asked for less motion.
 */
import { type RefObject, useLayoutEffect, useRef } from 'react';

const DURATION_MS = 180;
const EASING = 'cubic-bezier(0.2, 0.7, 0.2, 1)';

/**
 * @param list its direct children are the members, each with `data-key`
 * @param order the keys in order; the animation runs when it changes
 */
export function useReorder(list: RefObject<HTMLElement | null>, order: string): void {
  const before = useRef<{ order: string; places: Map<string, { left: number; top: number }> } | null>(null);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const members = [...element.children].filter(
      (child): child is HTMLElement => child instanceof HTMLElement,
    );
    // Offsets within the list: scrolling between two orders is no movement.
    const places = new Map(
      members.map((member) => [member.dataset.key ?? '', { left: member.offsetLeft, top: member.offsetTop }]),
    );
    const last = before.current;
    before.current = { order, places };
    if (!last || last.order === order || matchMedia('(prefers-reduced-motion: reduce)').matches) return;

    for (const member of members) {
      const key = member.dataset.key ?? '';
      const from = last.places.get(key);
      const to = places.get(key);
      if (!to) continue;
      if (!from) {
        member.animate([{ opacity: 0 }, { opacity: 1 }], { duration: DURATION_MS, easing: 'ease-out' });
      } else if (from.left !== to.left || from.top !== to.top) {
        const offset = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
        member.animate([{ transform: offset }, { transform: 'none' }], {
          duration: DURATION_MS,
          easing: EASING,
        });
      }
    }
  }, [list, order]);
}
