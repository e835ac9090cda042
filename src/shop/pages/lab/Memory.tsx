/** What is held in memory: the page and its workers as the browser counts, the pack, the tensors. */
import { useEffect, useState } from 'react';
import { useAsk, useStatus } from '../../engine.tsx';
import { useFormats, useText } from '../../language.tsx';
import { Experiment } from './Experiment.tsx';
import { type PageMemory, pageMemory } from './memory.ts';
import state from './State.module.css';
import { bytesInWords } from './words.ts';

export function Memory() {
  const text = useText('lab');
  const formats = useFormats();
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
    <Experiment title={text('memory')}>
      <dl className={state.state}>
        <div>
          <dt data-good={page !== null}>{text('memory.tab')}</dt>
          <dd>
            {page === undefined
              ? text('memory.measuring')
              : page === null
                ? text('memory.untold')
                : text(page.whole ? 'memory.whole' : 'memory.page', {
                    size: bytesInWords(formats, page.bytes),
                  })}
          </dd>
        </div>
        {vitals && (
          <>
            <div>
              <dt data-good>{text('memory.pack')}</dt>
              <dd>
                {text('memory.pack-size', {
                  files: bytesInWords(formats, packFiles),
                  arrays: bytesInWords(formats, packArrays),
                })}
              </dd>
            </div>
            <div>
              <dt data-good={tensors !== null}>{text('memory.tensors')}</dt>
              <dd>
                {tensors === null
                  ? text('memory.no-tensors')
                  : text('memory.held', {
                      tensors: tensors.tensors,
                      size: bytesInWords(formats, tensors.bytes),
                    })}
              </dd>
            </div>
          </>
        )}
      </dl>
    </Experiment>
  );
}
