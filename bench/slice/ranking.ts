/** Ranking a whole shop by its steps, at several sizes and on every backend. */
import { asNewVisitor, inBrowser } from './browser.ts';
import type { Ranking, RankingRequest, RankStep } from './rank-worker.ts';
import type { Figure, Section } from './report.ts';
import type { Setting } from './setting.ts';
import { ENGINE_PAGE } from './site.ts';
import { spread } from './statistics.ts';

type Backend = RankingRequest['backend'];

/** `javascript` first: the others' shelves are compared with its own. */
const BACKENDS: readonly Backend[] = ['javascript', 'wasm', 'cpu', 'webgpu'];

const STEPS: Record<RankStep, string> = {
  profile: 'of the signals: profile',
  signals: 'profile, signals',
  fusion: 'fusion',
  shelves: 'shelves of home',
  explanation: 'one explanation',
  whole: 'whole',
};

const NAMES: Record<Backend, string> = {
  javascript: 'plain JavaScript',
  wasm: 'WASM',
  cpu: 'TensorFlow.js on the processor',
  webgpu: 'software WebGPU, for correctness only',
};

export async function measureRanking(setting: Setting): Promise<Section[]> {
  const sections: Section[] = [];
  for (const items of setting.sizes) {
    const figures: Figure[] = [];
    let exact: Ranking | null = null;
    for (const backend of BACKENDS) {
      // On the processor WebGPU is too slow to be repeated often.
      const runs = backend === 'webgpu' ? 2 : setting.rankings;
      const ranking = await rankAll(setting, { items, backend, runs });
      exact ??= ranking;
      const same = JSON.stringify(ranking.shelves) === JSON.stringify(exact.shelves);
      const found = `${same ? 'same shelves' : 'OTHER SHELVES'}, scores off by ${ranking.off.toExponential(1)}`;
      figures.push(...figuresOf(backend, ranking, backend === 'javascript' ? undefined : found));
    }
    sections.push({
      title: `Ranking ${items.toLocaleString('en-GB')} items`,
      about:
        'Every item of a made-up shop with vectors of 512 numbers, for a visitor of 80 events, in a worker; ' +
        `${setting.rankings} runs after two that warm up. The engine takes the fastest backend by itself.`,
      figures,
    });
  }
  return sections;
}

async function rankAll({ workspace, bench }: Setting, request: RankingRequest): Promise<Ranking> {
  return asNewVisitor(workspace, (profile) =>
    inBrowser(profile, { softwareGpu: request.backend === 'webgpu' }, async (page) => {
      await page.goto(bench.origin + ENGINE_PAGE);
      return page.evaluate((wanted) => window.enginePage.rankAll(wanted), request);
    }),
  );
}

function figuresOf(backend: Backend, { times }: Ranking, note: string | undefined): Figure[] {
  // What fusion runs on changes nothing about the steps before it.
  const steps: RankStep[] =
    backend === 'javascript'
      ? ['signals', 'profile', 'fusion', 'shelves', 'explanation', 'whole']
      : ['fusion', 'whole'];
  return steps.map((step) => ({
    name: `${NAMES[backend]}: ${STEPS[step]}`,
    unit: 'ms',
    values: spread(times[step]),
    note: step === 'whole' ? note : undefined,
  }));
}
