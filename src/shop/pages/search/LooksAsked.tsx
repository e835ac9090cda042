/** What a search asks for in looks: the visitor's picture and a colour, each to be taken away, and put back. */
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { hueOf, oklabOf, toneOf } from '../../../engine/colours.ts';
import { IconButton } from '../../components/Button.tsx';
import { ChipRemovable } from '../../components/Chip.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useText } from '../../language.tsx';
import type { OwnPicture } from '../../own-pictures.ts';
import type { Search } from '../../paths.ts';
import styles from './LooksAsked.module.css';
import { ChoosePicture } from './PictureOffer.tsx';

/** Sooner, nobody wonders what is going on. */
const SAY_AFTER_MS = 700;

/** "deep blue" */
export function useShadeName(): (shade: string) => string {
  const text = useText('media');
  return (shade) => {
    const colour = oklabOf(shade);
    return text('hue.tinted', { tone: toneOf(colour) ?? 'other', hue: hueOf(colour) });
  };
}

/**
 * @param picture what this page has under the name in the address; undefined where it has nothing (any more)
 * @param pathTo the same search, but for what is changed
 */
export function LooksAsked({
  asked,
  picture,
  pathTo,
  onPicture,
}: {
  asked: Search;
  picture: OwnPicture | undefined;
  pathTo: (change: Partial<Search>) => string;
  onPicture: (file: File) => void;
}) {
  const text = useText('media');
  const nameOf = useShadeName();
  const toast = useToast();
  const [, navigate] = useLocation();
  const { shade } = asked;
  const back = pathTo({});
  const putAway = () => {
    navigate(pathTo({ picture: null }));
    toast({
      message: text('picture.removed'),
      action: { label: text('undo'), run: () => navigate(back) },
    });
  };
  return (
    <>
      {asked.picture !== null && picture?.state === 'ready' && (
        <div className={styles.picture}>
          <img src={picture.thumbnail} alt={text('picture.alt')} className={styles.thumbnail} />
          <p className={styles.about}>
            <strong>{text('picture.yours')}</strong>
            <span className="soft tiny">{text('picture.stays')}</span>
          </p>
          <IconButton icon="close" label={text('picture.remove')} onClick={putAway} />
        </div>
      )}
      {asked.picture !== null && picture?.state === 'reading' && <Reading />}
      {asked.picture !== null && picture?.state === 'failed' && (
        <div className={styles.problem} role="alert">
          <h2>{text('picture.failed', { name: picture.name })}</h2>
          {picture.problem === null ? <p>{text('picture.broken')}</p> : <p lang="en">{picture.problem}</p>}
          <ChoosePicture onPicture={onPicture} />
        </div>
      )}
      {asked.picture !== null && picture === undefined && (
        <div className={styles.problem} role="status">
          <p>{text('picture.gone')}</p>
          <ChoosePicture onPicture={onPicture} />
        </div>
      )}
      {shade !== null && (
        <p className={styles.shade}>
          <ChipRemovable
            label={text('shades.remove', { colour: nameOf(shade) })}
            onRemove={() => navigate(pathTo({ shade: null }))}
          >
            <span className={styles.patch} style={{ backgroundColor: `#${shade}` }} />
            {text('shades.here')}
          </ChipRemovable>
        </p>
      )}
    </>
  );
}

/** In the shape of what comes. */
function Reading() {
  const text = useText('media');
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.picture} aria-busy="true">
      <span className={styles.thumbnail}>
        <Skeleton height="100%" />
      </span>
      <p className={styles.about} role="status">
        <strong>{text('picture.yours')}</strong>
        <span className="soft tiny">{long ? text('picture.reading') : text('picture.stays')}</span>
      </p>
    </div>
  );
}
