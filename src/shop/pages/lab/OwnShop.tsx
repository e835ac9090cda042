/**
 * "Bring your own shop": files are chosen, checked, and turned into a shop that replaces the demo in this
 * browser. Until the last step succeeds nothing changes.
 */
import { useEffect, useReducer, useRef } from 'react';
import { useLocation } from 'wouter';
import type { LongProgress } from '../../../engine/recommender.ts';
import { Button, ButtonLink } from '../../components/Button.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine, useStatus } from '../../engine.tsx';
import { isBrought } from '../../last-shop.ts';
import { Build } from './Build.tsx';
import { CheckReport } from './CheckReport.tsx';
import { Experiment } from './Experiment.tsx';
import { FileFormats } from './FileFormats.tsx';
import { Files } from './Files.tsx';
import styles from './OwnShop.module.css';
import { atStart, next } from './own-shop-steps.ts';

export function OwnShop() {
  const status = useStatus();
  return (
    <Experiment
      title="Bring your own shop"
      about="Give it a list of items, and past orders if you have them. They are read, checked and learned from on this device; no file leaves it."
    >
      {status && isBrought(status.shop) && <OwnIsOpen name={status.shop.name} />}
      <Steps />
      <FileFormats />
    </Experiment>
  );
}

function OwnIsOpen({ name }: { name: string }) {
  const engine = useEngine();
  const toast = useToast();
  const [, navigate] = useLocation();

  async function back() {
    try {
      const { shop } = await engine.returnToDemo();
      toast({ message: `This is ${shop.name} again, the demo shop.` });
      navigate('/');
    } catch (error) {
      toast({ message: sentence(error), stays: true });
    }
  }

  return (
    <div className={styles.open}>
      <p>
        <strong>{name}</strong> is open in this browser. Returning to the demo closes it; bring the files
        again to reopen it.
      </p>
      <Button size="small" onClick={back}>
        Return to the demo shop
      </Button>
    </div>
  );
}

function Steps() {
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
      const result = await engine.checkShop(files, (progress) => {
        if (mine === attempt.current) dispatch({ type: 'progress', progress });
      });
      if (mine === attempt.current) dispatch({ type: 'checked', result });
    } catch (error) {
      if (mine === attempt.current) dispatch({ type: 'failed', problem: sentence(error) });
    }
  }

  async function build(token: string, name: string, skipBadLines: boolean) {
    const mine = ++attempt.current;
    dispatch({ type: 'build' });
    try {
      const status = await engine.importShop({ token, name, skipBadLines }, (progress) => {
        if (mine === attempt.current) dispatch({ type: 'progress', progress });
      });
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
              <strong>Nothing was changed.</strong> {step.problem}
            </p>
          )}
          {step.cancelled && <p role="status">Cancelled. Nothing was changed.</p>}
          <Files
            chosen={step.chosen}
            onChange={(chosen) => dispatch({ type: 'chose', chosen })}
            onCheck={check}
          />
        </>
      )}
      {step.name === 'checking' && (
        <Working title="Checking your files" progress={step.progress} onCancel={cancel} />
      )}
      {step.name === 'checked' && (
        <div className={styles.sheet}>
          <CheckReport check={step.result} />
          {step.result.usable ? (
            <Build
              check={step.result}
              suggestion={nameFrom(step.chosen.items)}
              onBuild={(name, skip) => build(step.result.token, name, skip)}
              onBack={() => dispatch({ type: 'back' })}
            />
          ) : (
            <div>
              <Button onClick={() => dispatch({ type: 'back' })}>Choose other files</Button>
            </div>
          )}
        </div>
      )}
      {step.name === 'building' && (
        <Working title="Building your shop" progress={step.progress} onCancel={cancel} />
      )}
      {step.name === 'built' && (
        <div className={`${styles.sheet} ${styles.built}`}>
          <h3 className={styles.title}>{step.shop.name} is open</h3>
          <p>
            {step.shop.items.toLocaleString()} items, ranked on this device. Its history starts empty: look
            around, and it gets to know you.
          </p>
          <div className={styles.buttons}>
            <ButtonLink href="/" look="primary">
              Visit the shop
            </ButtonLink>
            <Button onClick={() => dispatch({ type: 'restart' })}>Bring another</Button>
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
  const left = progress?.remaining;
  const words = [
    progress?.phase ?? 'Starting',
    progress && progress.total > 0 ? `${Math.round((100 * progress.done) / progress.total)} %` : '',
    left === null || left === undefined ? '' : `${duration(left)} left`,
  ];
  return (
    <div className={`${styles.sheet} ${styles.working}`}>
      <h3 className={styles.title}>{title}</h3>
      {/* The bar tells its own value when asked; reading out every step would be noise. */}
      <div aria-live="off">
        <Progress
          label={title}
          value={progress?.done ?? 0}
          max={progress?.total ?? 0}
          words={words.filter(Boolean).join(', ')}
        />
      </div>
      <div>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** "about 20 seconds", "about 3 minutes". */
function duration(seconds: number): string {
  if (seconds < 10) return 'a few seconds';
  if (seconds < 90) return `about ${Math.round(seconds / 10) * 10} seconds`;
  return `about ${Math.round(seconds / 60)} minutes`;
}

/** "corner-books_items.csv.gz" suggests "Corner books". */
function nameFrom(file: File | null): string {
  const base = (file?.name ?? '').split('.')[0];
  const words = base
    .split(/[-_\s]+/)
    .filter((word) => word !== '' && !/^(items?|products?|catalog(ue)?|feed|export|\d+)$/i.test(word));
  const name = words.join(' ').toLowerCase();
  return name === '' ? 'My shop' : name.charAt(0).toUpperCase() + name.slice(1);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
