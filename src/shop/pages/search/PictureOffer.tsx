/** A place to show the shop a picture: dropped, pasted, chosen or taken. Says where the picture goes: nowhere. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useText } from '../../language.tsx';
import { pictureIn } from '../../own-pictures.ts';
import styles from './PictureOffer.module.css';

type Take = (file: File) => void;

/** @param onPicture told of the file that was chosen, whatever it holds */
export function PictureOffer({ onPicture }: { onPicture: Take }) {
  const text = useText('media');
  return (
    <section className={styles.offer} aria-labelledby="picture-offer">
      <span className={styles.icon}>
        <Icon name="camera" size={28} />
      </span>
      <div className={styles.words}>
        <h2 id="picture-offer">{text('picture.invite')}</h2>
        <p className="soft small">{text('picture.invite-text')}</p>
      </div>
      <ChoosePicture onPicture={onPicture} />
    </section>
  );
}

/** The buttons alone. */
export function ChoosePicture({ onPicture }: { onPicture: Take }) {
  const text = useText('media');
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  // Whatever is chosen is looked at: a file with the wrong name may be a picture, and one that isn't is told of.
  const picker = (input: RefObject<HTMLInputElement | null>, name: string, capture?: 'environment') => (
    <input
      ref={input}
      type="file"
      accept="image/*"
      capture={capture}
      hidden
      aria-label={name}
      onChange={({ target }) => {
        const file = target.files?.[0];
        // Emptied, so that the same file can be chosen again.
        target.value = '';
        if (file) onPicture(file);
      }}
    />
  );
  return (
    <div className={styles.buttons}>
      <Button icon="upload" onClick={() => chooser.current?.click()}>
        {text('picture.choose')}
      </Button>
      <Button icon="camera" className={styles.take} onClick={() => camera.current?.click()}>
        {text('picture.take')}
      </Button>
      {picker(chooser, text('picture.choose'))}
      {picker(camera, text('picture.take'), 'environment')}
    </div>
  );
}

/** Takes pictures that are dropped or pasted anywhere on the page, and shows where to let go. */
export function PictureDrop({ onPicture }: { onPicture: Take }) {
  const text = useText('media');
  const toast = useToast();
  const [over, setOver] = useState(false);
  const take = useRef<(transfer: DataTransfer | null) => boolean>(() => false);
  useEffect(() => {
    take.current = (transfer) => {
      const file = pictureIn(transfer);
      if (file === undefined) return false;
      const pictures = [...(transfer?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
      if (pictures.length > 1) toast({ message: text('picture.first-only') });
      onPicture(file);
      return true;
    };
  });
  useEffect(() => {
    // Elements under the pointer change while it moves: the page is left once as many were left as entered.
    let depth = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const end = () => {
      depth = 0;
      setOver(false);
    };
    const listeners: { [K in 'dragenter' | 'dragover' | 'dragleave' | 'drop']: (event: DragEvent) => void } =
      {
        dragenter: (event) => {
          if (!holdsFiles(event)) return;
          depth += 1;
          setOver(true);
        },
        dragover: (event) => {
          if (holdsFiles(event)) event.preventDefault();
        },
        dragleave: (event) => {
          if (!holdsFiles(event)) return;
          depth -= 1;
          if (depth <= 0) end();
        },
        drop: (event) => {
          if (!holdsFiles(event)) return;
          // The browser would open the file in the shop's place.
          event.preventDefault();
          end();
          if (!take.current(event.dataTransfer)) toast({ message: text('picture.not-one') });
        },
      };
    const paste = (event: ClipboardEvent) => {
      if (take.current(event.clipboardData)) event.preventDefault();
    };
    for (const [type, listener] of Object.entries(listeners))
      document.addEventListener(type, listener as EventListener);
    document.addEventListener('paste', paste);
    return () => {
      for (const [type, listener] of Object.entries(listeners))
        document.removeEventListener(type, listener as EventListener);
      document.removeEventListener('paste', paste);
    };
  }, [text, toast]);
  if (!over) return null;
  return (
    <div className={styles.over} aria-hidden="true">
      <p>
        <Icon name="camera" size={28} />
        {text('picture.drop')}
      </p>
    </div>
  );
}
