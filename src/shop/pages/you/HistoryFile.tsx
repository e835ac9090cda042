/** The history as a file: to keep, to carry to another browser, to bring back. */
import { useRef, useState } from 'react';
import type { KnownEvent } from '../../../engine/recommender.ts';
import { Button } from '../../components/Button.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useEngine } from '../../engine.tsx';
import { Text, useText } from '../../language.tsx';
import { saveFile } from '../../save-file.ts';
import { Choice } from './Choice.tsx';
import styles from './HistoryFile.module.css';

export function HistoryFile({ events }: { events: KnownEvent[] }) {
  const text = useText('you');
  const engine = useEngine();
  const toast = useToast();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  async function save() {
    setProblem('');
    try {
      const today = new Date().toISOString().slice(0, 10);
      saveFile(await engine.exportHistory(), `inkling-history-${today}.json`);
    } catch (error) {
      setProblem(sentence(error));
    }
  }

  async function load(file: File) {
    setBusy(true);
    setProblem('');
    try {
      const before = new Set(events.map(({ event }) => event.id));
      const { added, known } = await engine.importHistory(file);
      const brought = (await engine.known()).events
        .map(({ event }) => event.id)
        .filter((id) => !before.has(id));
      toast({
        message: text('file.added', { added, known }),
        action: added > 0 ? { label: text('undo'), run: () => engine.forget(brought) } : undefined,
      });
    } catch (error) {
      setProblem(sentence(error));
    }
    setBusy(false);
  }

  return (
    <Choice title={text('file')}>
      <p>{text('file.note')}</p>
      <div className={styles.buttons}>
        <Button size="small" icon="download" onClick={save}>
          {text('file.export')}
        </Button>
        <Button size="small" icon="upload" disabled={busy} onClick={() => picker.current?.click()}>
          {text('file.import')}
        </Button>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={text('file.label')}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // Emptied, so that the same file can be chosen again after an error.
          target.value = '';
          if (file) load(file);
        }}
      />
      <div role="alert">
        {problem && (
          <p className={styles.problem}>
            <Text
              text={text}
              id="file.failed"
              values={{ problem }}
              components={{ strong: (words) => <strong>{words}</strong> }}
            />
          </p>
        )}
      </div>
    </Choice>
  );
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
