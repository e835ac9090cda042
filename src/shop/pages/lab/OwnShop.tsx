/**
 * "Bring your own shop": files are chosen, checked, and turned into a shop that replaces the demo in this
 * browser. Until the last step succeeds nothing changes.
 */
import { type ReactNode, useEffect, useReducer, useRef } from 'react';
import { useLocation } from 'wouter';
import { drawSvg } from '../../../engine/draw-svg.ts';
import type { LongProgress } from '../../../engine/recommender.ts';
import { Button, ButtonLink } from '../../components/Button.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine, useStatus } from '../../engine.tsx';
import { Text, useFormats, useText } from '../../language.tsx';
import { isBrought } from '../../last-shop.ts';
import { Build } from './Build.tsx';
import { CheckReport } from './CheckReport.tsx';
import { Experiment } from './Experiment.tsx';
import { FileFormats } from './FileFormats.tsx';
import { Files } from './Files.tsx';
import styles from './OwnShop.module.css';
import { atStart, next } from './own-shop-steps.ts';

export function OwnShop() {
  const text = useText('own-shop');
  const status = useStatus();
  return (
    <Experiment title={text('own-shop')} about={text('own-shop.about')}>
      {status && isBrought(status.shop) && <OwnIsOpen name={status.shop.name} />}
      <Steps />
      <FileFormats />
    </Experiment>
  );
}

function OwnIsOpen({ name }: { name: string }) {
  const text = useText('own-shop');
  const engine = useEngine();
  const toast = useToast();
  const [, navigate] = useLocation();

  async function back() {
    try {
      const { shop } = await engine.returnToDemo();
      toast({ message: text('own-shop.returned', { name: shop.name }) });
      navigate('/');
    } catch (error) {
      toast({ message: sentence(error), stays: true });
    }
  }

  return (
    <div className={styles.open}>
      <p>
        <Text text={text} id="own-shop.open" values={{ name }} components={STRONG} />
      </p>
      <Button size="small" onClick={back}>
        {text('own-shop.return')}
      </Button>
    </div>
  );
}

const STRONG = { strong: (words: ReactNode) => <strong>{words}</strong> };

function Steps() {
  const text = useText('own-shop');
  const engine = useEngine();
  const [step, dispatch] = useReducer(next, atStart);
  const place = useRef<HTMLDivElement>(null);
  // Work that was cancelled, or that a newer attempt replaced, has nothing more to say.
  const attempt = useRef(0);

  // Each step stands where the one before it was: whoever pressed a button there is led on.
  const reached = useRef(step.name);
  useEffect(() => {
    if (reached.current !== step.name) place.current?.focus({ preventScroll: true });
    reached.current = step.name;
  }, [step.name]);

  async function check() {
    const files = [step.chosen.items, step.chosen.orders].filter((file) => file !== null);
    const mine = ++attempt.current;
    dispatch({ type: 'check' });
    try {
      const tell = (progress: LongProgress) => {
        if (mine === attempt.current) dispatch({ type: 'progress', progress });
      };
      const result = await engine.checkShop(files, tell, step.chosen.media);
      if (mine === attempt.current) dispatch({ type: 'checked', result });
    } catch (error) {
      if (mine === attempt.current) dispatch({ type: 'failed', problem: sentence(error) });
    }
  }

  async function build(token: string, name: string, skipBadLines: boolean) {
    const mine = ++attempt.current;
    dispatch({ type: 'build' });
    try {
      const tell = (progress: LongProgress) => {
        if (mine === attempt.current) dispatch({ type: 'progress', progress });
      };
      const status = await engine.importShop({ token, name, skipBadLines }, tell, drawSvg);
      if (mine === attempt.current) dispatch({ type: 'built', shop: status.shop });
    } catch (error) {
      if (mine === attempt.current) dispatch({ type: 'failed', problem: sentence(error) });
    }
  }

  async function cancel() {
    attempt.current++;
    dispatch({ type: 'cancelled' });
    await engine.cancelImport();
  }

  return (
    <div ref={place} tabIndex={-1} className={styles.step} aria-live="polite">
      {step.name === 'choose' && (
        <>
          {step.problem && (
            <p className={styles.problem} role="alert">
              <Text text={text} id="own-shop.failed" values={{ problem: step.problem }} components={STRONG} />
            </p>
          )}
          {step.cancelled && <p role="status">{text('own-shop.cancelled')}</p>}
          <Files
            chosen={step.chosen}
            onChange={(chosen) => dispatch({ type: 'chose', chosen })}
            onCheck={check}
          />
        </>
      )}
      {step.name === 'checking' && (
        <Working title={text('own-shop.checking')} progress={step.progress} onCancel={cancel} />
      )}
      {step.name === 'checked' && (
        <div className={styles.sheet}>
          <CheckReport check={step.result} />
          {step.result.usable ? (
            <Build
              check={step.result}
              suggestion={nameFrom(step.chosen.items) || text('own-shop.my-shop')}
              onBuild={(name, skip) => build(step.result.token, name, skip)}
              onBack={() => dispatch({ type: 'back' })}
            />
          ) : (
            <div>
              <Button onClick={() => dispatch({ type: 'back' })}>{text('own-shop.other-files')}</Button>
            </div>
          )}
        </div>
      )}
      {step.name === 'building' && (
        <Working title={text('own-shop.building')} progress={step.progress} onCancel={cancel} />
      )}
      {step.name === 'built' && (
        <div className={`${styles.sheet} ${styles.built}`}>
          <h3 className={styles.title}>{text('own-shop.built', { name: step.shop.name })}</h3>
          <p>{text('own-shop.built-text', { items: step.shop.items })}</p>
          <div className={styles.buttons}>
            <ButtonLink href="/" look="primary">
              {text('own-shop.visit')}
            </ButtonLink>
            <Button onClick={() => dispatch({ type: 'restart' })}>{text('own-shop.another')}</Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Working({
  title,
  progress,
  onCancel,
}: {
  title: string;
  progress: LongProgress | null;
  onCancel: () => void;
}) {
  const text = useText('own-shop');
  const { number } = useFormats();
  const share = progress && progress.total > 0 ? progress.done / progress.total : null;
  const { unit, left } = durationLeft(progress?.remaining ?? null);
  const words = text('own-shop.progress', {
    phase: progress?.phase ?? text('own-shop.starting'),
    counted: share === null ? 'no' : 'yes',
    percent: number(Math.round(100 * (share ?? 0))),
    unit,
    left: number(left),
  });
  return (
    <div className={`${styles.sheet} ${styles.working}`}>
      <h3 className={styles.title}>{title}</h3>
      {/* The bar tells its own value when asked; reading out every step would be noise. */}
      <div aria-live="off">
        <Progress label={title} value={progress?.done ?? 0} max={progress?.total ?? 0} words={words} />
      </div>
      <div>
        <Button size="small" onClick={onCancel}>
          {text('own-shop.cancel')}
        </Button>
      </div>
    </div>
  );
}

/** As coarse as such a guess is: some moments, tens of seconds, minutes. */
function durationLeft(seconds: number | null): { unit: string; left: number } {
  if (seconds === null) return { unit: 'unknown', left: 0 };
  if (seconds < 10) return { unit: 'moments', left: seconds };
  if (seconds < 90) return { unit: 'seconds', left: Math.round(seconds / 10) * 10 };
  return { unit: 'minutes', left: Math.round(seconds / 60) };
}

/** "corner-books_items.csv.gz" suggests "Corner books"; '' where the file's name says nothing. */
function nameFrom(file: File | null): string {
  const base = (file?.name ?? '').split('.')[0];
  const words = base
    .split(/[-_\s]+/)
    .filter((word) => word !== '' && !/^(items?|products?|catalog(ue)?|feed|export|\d+)$/i.test(word));
  const name = words.join(' ').toLowerCase();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
