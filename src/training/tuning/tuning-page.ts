/**
 * The report of a search as one page for people: how it went, what was found, and which parameters mattered. Trials in,
 * HTML out.
 */
import type { Scope } from '../../evaluation/protocol.ts';
import { type Html, html } from '../../evaluation/report/html.ts';
import { figures, list, page, type Section, table } from '../../evaluation/report/page.ts';
import { barChart, lineChart } from '../../evaluation/report/plots.ts';
import { compact } from '../../evaluation/report/scale.ts';
import { importance } from './importance.ts';
import type { Parameter, Scale, Settings, Value } from './space.ts';
import { spaceOf } from './targets.ts';
import type { SearchStamp, Trial } from './trials.ts';
import type { Study } from './tune.ts';

export interface TuningReport {
  /** Names of the files. */
  files: readonly string[];
  stamp: SearchStamp;
  /** People whose next-to-last orders had to be foreseen. */
  people: number;
  studies: readonly Study[];
}

/** Fewer trials tell little about what mattered. */
const ENOUGH = 30;

/** Trials in the table. */
const SHOWN = 10;

const METHOD_WORDS: Record<SearchStamp['method'], string> = {
  grid: 'grid search',
  random: 'random search',
  bayesian: 'Bayesian optimisation',
  evolutionary: 'differential evolution',
};

export function tuningPage(report: TuningReport): string {
  const { files, stamp, studies, people } = report;
  const what = stamp.protocol === 'last-order' ? 'next-to-last order' : 'next-to-last event';
  const last = stamp.protocol === 'last-order' ? 'last orders' : 'last events';
  return page({
    title: 'Which settings fit this shop',
    lead:
      `${files.join(' and ')}, ${METHOD_WORDS[stamp.method]} with seed ${stamp.seed}. Each trial had to foresee the ` +
      `${what} of ${people.toLocaleString('en')} people from all before it.`,
    sections: [
      ...studies.map((study) => sectionOf(study, stamp)),
      {
        heading: 'How to read this',
        body: list([
          `NDCG@10 is 1 where all that a person took stands in the first places of ten, and 0 where none of it does. ${scopesInWords(stamp.scopes)}`,
          'The best of many trials is a little lucky: on other orders expect less of its lead over the usual settings.',
          `People’s ${last} were not looked at, so npm run evaluate can still report on them honestly.`,
          html`<code>npm run train -- --settings best.json</code> trains a pack with what was found.`,
        ]),
      },
    ],
  });
}

function scopesInWords(scopes: readonly Scope[]): string {
  if (scopes.length > 1) {
    return 'It is the mean of two figures: over all items, and over those new to the person.';
  }
  return scopes[0] === 'new' ? 'Only items new to the person count.' : 'All items count, repeats too.';
}

function sectionOf(study: Study, stamp: SearchStamp): Section {
  const { target, trials, best } = study;
  if (best === null) {
    return { heading: target, body: html`<p>No model came about in any of ${trials.length} trials.</p>` };
  }
  return {
    heading: target,
    body: [
      figures(headlines(study)),
      settingsTable(study, best),
      spaceOf(target).parameters.some(({ name, scale }) => atEnd(scale, best.settings[name])) &&
        html`<p>(end): the end of what was searched. Beyond it there may be better.</p>`,
      courseOf(study),
      importanceOf(study, stamp.seed),
      ...spaceOf(target).parameters.map((parameter) => scatterOf(study, parameter)),
      bestTrials(study, stamp.scopes),
    ],
  };
}

const measured = (trials: readonly Trial[]): (Trial & { value: number })[] =>
  trials.filter((trial): trial is Trial & { value: number } => trial.value !== null);

const shown = (value: Value): string => (typeof value === 'number' ? compact(value) : value);

function atEnd(scale: Scale, value: Value): boolean {
  return scale.kind !== 'choice' && (value === scale.from || value === scale.to);
}

function headlines({ trials, best }: Study): { value: string; name: string }[] {
  const usual = trials[0].value;
  const value = best?.value ?? Number.NaN;
  return [
    { value: value.toFixed(4), name: 'NDCG@10 of the best settings' },
    { value: usual === null ? '–' : usual.toFixed(4), name: 'of the usual ones' },
    ...(usual !== null && usual > 0
      ? [{ value: `${(100 * (value / usual - 1)).toFixed(1)} %`, name: 'more' }]
      : []),
    { value: String(trials.length), name: 'trials' },
  ];
}

function settingsTable({ target, trials }: Study, best: Trial): Html {
  return table({
    caption: 'Settings',
    columns: ['', 'best', 'usual', 'searched'],
    rows: spaceOf(target).parameters.map(({ name, scale }) => [
      name,
      atEnd(scale, best.settings[name]) ? `${shown(best.settings[name])} (end)` : shown(best.settings[name]),
      shown(trials[0].settings[name]),
      scale.kind === 'choice' ? scale.of.join(', ') : `${compact(scale.from)} to ${compact(scale.to)}`,
    ]),
  });
}

const QUALITY = { label: 'NDCG@10', zero: false };

function courseOf({ trials }: Study): Html {
  const values = measured(trials);
  let most = Number.NEGATIVE_INFINITY;
  return lineChart(
    [
      {
        name: 'best so far',
        points: values.map(({ trial, value }) => {
          most = Math.max(most, value);
          return { x: trial + 1, y: most };
        }),
      },
      {
        name: 'trial',
        kind: 'points',
        points: values.map(({ trial, value }) => ({ x: trial + 1, y: value })),
      },
    ],
    {
      title: 'How the search went',
      about: 'The first trial has the usual settings.',
      x: { label: 'trial', format: wholeOnly },
      y: QUALITY,
    },
  );
}

const wholeOnly = (value: number) => (Number.isInteger(value) ? compact(value) : '');

function importanceOf({ target, trials }: Study, seed: number): Html {
  const space = spaceOf(target);
  const observations = measured(trials).map(({ settings, value }) => ({
    point: space.pointOf(settings),
    value,
  }));
  const shares = importance(observations, space.dimensions, seed);
  const few = observations.length < ENOUGH ? ` With ${observations.length} trials a hint, no more.` : '';
  return barChart(
    space.parameters.map(({ name }, side) => ({ name, value: 100 * shares[side] })),
    {
      title: 'What mattered',
      about:
        'Share of the variance over the whole range that each parameter explains by itself (functional analysis of ' +
        `variance on a random forest: Hutter, Hoos & Leyton-Brown 2014).${few}`,
      format: (value) => `${value.toFixed(0)} %`,
    },
  );
}

function scatterOf({ trials }: Study, { name, scale }: Parameter): Html {
  const place = (settings: Settings) =>
    scale.kind === 'choice' ? scale.of.indexOf(String(settings[name])) : Number(settings[name]);
  const log = scale.kind === 'log' || (scale.kind === 'integer' && scale.log === true);
  return lineChart(
    [
      {
        name: 'trials',
        kind: 'points',
        points: measured(trials).map(({ settings, value }) => ({ x: place(settings), y: value })),
      },
    ],
    {
      title: name,
      x: {
        label: name,
        scale: log ? 'log' : 'linear',
        ...(scale.kind === 'choice' && { format: (index: number) => scale.of[index] ?? '' }),
      },
      y: QUALITY,
    },
  );
}

function bestTrials({ target, trials }: Study, scopes: readonly Scope[]): Html {
  const names = spaceOf(target).parameters.map(({ name }) => name);
  const sorted = measured(trials).sort((a, b) => b.value - a.value || a.trial - b.trial);
  return table({
    caption: 'The best trials',
    columns: ['trial', ...names, ...scopes.map((scope) => `NDCG@10 ${scope}`), 's'],
    rows: sorted
      .slice(0, SHOWN)
      .map(({ trial, settings, ndcg, seconds }) => [
        String(trial + 1),
        ...names.map((name) => shown(settings[name])),
        ...scopes.map((scope) => (ndcg[scope] ?? Number.NaN).toFixed(4)),
        compact(seconds),
      ]),
  });
}
