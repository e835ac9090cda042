/**
 * When a list changes its order, its members glide from where they were to where they are (FLIP: first, last,
 * invert, play), and newcomers fade in. Nothing moves for those who asked for less motion, and a row that can be
 * swiped stays where it was swiped to.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const DURATION_MS = 180;
const EASING = 'cubic-bezier(0.2, 0.7, 0.2, 1)';

/**
 * A browser keeps a snapped row with the member it snapped to, wherever that one goes or glides: a row at its
 * start would slide along with its first card. So the row is put back and does not snap until all stand still.
 *
 * @param left where the row was scrolled to before its members changed places, px
 * @returns lets go
 */
function holdStill(row: HTMLElement, left: number): () => void {
  row.style.scrollSnapType = 'none';
  row.scrollTo({ left, behavior: 'instant' });
  const letGo = () => row.style.removeProperty('scroll-snap-type');
  // Animations begin a frame or two late.
  const timer = setTimeout(letGo, 2 * DURATION_MS);
  return () => {
    clearTimeout(timer);
    letGo();
  };
}

/**
 * @param list its direct children are the members, each with `data-key`
 * @param order the keys in order; the animation runs when it changes
 */
export function useReorder(list: RefObject<HTMLElement | null>, order: string): void {
  const before = useRef<{ order: string; places: Map<string, { left: number; top: number }> } | null>(null);
  const scrolledTo = useRef(0);

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    // Asked later, the row would tell where it followed its member to.
    const remember = () => {
      scrolledTo.current = element.scrollLeft;
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [list]);

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
    if (!last || last.order === order) return;
    const letGo = holdStill(element, scrolledTo.current);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return letGo;

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
    return letGo;
  }, [list, order]);
}
