/** What is held in memory: the page and its workers as the browser counts, the pack, the tensors. */
import { useEffect, useState } from 'react';
import { useAsk, useStatus } from '../../engine.tsx';
import { Experiment } from './Experiment.tsx';
import { type PageMemory, pageMemory } from './memory.ts';
import state from './State.module.css';
import { bytesInWords } from './words.ts';

export function Memory() {
  const status = useStatus();
  const { data: vitals } = useAsk(`vitals:${status?.backend ?? ''}`, (engine) => engine.vitals());
  const [page, setPage] = useState<PageMemory | null | undefined>(undefined);
  useEffect(() => {
    let over = false;
    void pageMemory().then((memory) => over || setPage(memory));
    return () => {
      over = true;
    };
  }, []);
  const { packFiles, packArrays, tensors } = vitals?.memory ?? { packFiles: 0, packArrays: 0, tensors: null };
  return (
    <Experiment title="Memory">
      <dl className={state.state}>
        <div>
          <dt data-good={page !== null}>This tab</dt>
          <dd>
            {page === undefined
              ? 'The browser is measuring; that can take some seconds.'
              : page === null
                ? 'This browser doesn’t say.'
                : `${bytesInWords(page.bytes)}${page.whole ? ', workers and models included' : ' of JavaScript in the page alone'}`}
          </dd>
        </div>
        {vitals && (
          <>
            <div>
              <dt data-good>The pack</dt>
              <dd>
                {bytesInWords(packFiles)} of files, {bytesInWords(packArrays)} of numbers once opened
              </dd>
            </div>
            <div>
              <dt data-good={tensors !== null}>Tensors</dt>
              <dd>
                {tensors === null
                  ? 'None: no tensor backend was started'
                  : tensors.tensors === 0
                    ? 'None held between two rankings'
                    : `${tensors.tensors.toLocaleString()} held between two rankings, ${bytesInWords(tensors.bytes)}`}
              </dd>
            </div>
          </>
        )}
      </dl>
    </Experiment>
  );
}
