/** How far the visitor's taste rearranges what matches; kept with their other preferences. */
import { useEffect, useRef } from 'react';
import { Slider } from '../../components/Slider.tsx';
import { useEngine } from '../../engine.tsx';
import { useFormats, useText } from '../../language.tsx';

const USUAL = 0.5;
/** A slider that is being dragged is kept once it rests. */
const KEEP_AFTER_MS = 600;

export function Taste({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const text = useText('search');
  const { percent } = useFormats();
  const engine = useEngine();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (searchTaste: number) => {
    onChange(searchTaste);
    clearTimeout(timer.current);
    // What can't be kept still holds on this page.
    timer.current = setTimeout(() => engine.setPreferences({ searchTaste }).catch(() => {}), KEEP_AFTER_MS);
  };
  return (
    <Slider
      name={text('search.taste')}
      value={value}
      min={0}
      max={1}
      step={0.1}
      usual={USUAL}
      words={value === 0 ? text('search.taste.none') : percent(value)}
      ends={[text('search.taste.less'), text('search.taste.more')]}
      onChange={change}
    />
  );
}
