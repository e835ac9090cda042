/** The width that a plot has, in CSS pixels, so that it is drawn at its true size and its letters stay legible. */
import { type RefObject, useEffect, useRef, useState } from 'react';

/** @returns a ref for the box around the plot, and its width; 0 before it is known */
export function useWidth<T extends HTMLElement>(): [RefObject<T | null>, number] {
  const box = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.round(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
