/**
 * The report of a training as one HTML file for the owner of the shop. Data in, a string out.
 */
import { type Content, html } from '../evaluation/report/html.ts';
import { figures, list, page, paragraphs, type Section, table, warnings } from '../evaluation/report/page.ts';
import { barChart, lineChart } from '../evaluation/report/plots.ts';
import { type LearnedRow, megabytes, percent, type TrainingReport } from './training-report.ts';

/** Rows of a plot of signals; the rest stand in the table. */
const BARS = 14;

const SCOPES = {
  all: 'All things count, also those bought before',
  new: 'Only things count that the person had not had before',
} as const;

export function trainingPage(report: TrainingReport): string {
  const { shop, made, seed, files } = report;
  const sections: Section[] = [
    { heading: 'What it means', body: meaning(report) },
    { heading: 'What was read', body: wasRead(report) },
    { heading: 'What was cleaned', body: wasCleaned(report) },
    ...(report.orders === null ? [] : [{ heading: 'The orders', body: orders(report.orders) }]),
    ...(report.learned === null ? [] : [{ heading: 'What was learned', body: learned(report.learned) }]),
    ...(report.brought === null ? [] : [{ heading: 'What was brought', body: brought(report.brought) }]),
    { heading: 'The pack', body: pack(report) },
    ...(report.compression === null
      ? []
      : [{ heading: 'How small it was made', body: compression(report.compression) }]),
  ];
  const from = files.orders === null ? files.items : `${files.items} and ${files.orders}`;
  return page({
    title: `${shop}: training report`,
    lead: `Trained on ${made.slice(0, 10)} from ${from}, seed ${seed}. Everything here is also in report.json.`,
    sections,
  });
}

function meaning({ meaning, warnings: what, catalog, orders }: TrainingReport): Content {
  const count = (value: number) => value.toLocaleString('en');
  return [
    figures([
      { name: 'things', value: count(catalog.items) },
      ...(orders === null
        ? []
        : [
            { name: 'people', value: count(orders.users) },
            { name: 'orders', value: count(orders.orders) },
            { name: 'events', value: count(orders.events) },
          ]),
    ]),
    paragraphs(meaning),
    what.length > 0 && warnings(what),
  ];
}

function wasRead({ catalog, notes, problems, files, orders }: TrainingReport): Content {
  const { items, currency, departments, withoutPrice, withoutDescription } = catalog;
  const count = (value: number) => value.toLocaleString('en');
  const facts = [
    `${files.items}: ${count(items)} things in ${count(departments)} departments, prices in ${currency}; ${count(withoutPrice)} without a price, ${count(withoutDescription)} without a description.`,
    orders !== null &&
      `${files.orders}: ${count(orders.events)} events from ${day(orders.from)} to ${day(orders.to)}, ${percent(orders.shareOfPurchases)} of them purchases.`,
    orders?.ratings !== undefined &&
      `${count(orders.ratings.events)} events carry a rating, from ${orders.ratings.lowest} to ${orders.ratings.highest}.`,
    ...notes,
  ];
  const shown = problems.first.slice(0, 20);
  return [
    list(facts.filter((fact) => fact !== false)),
    shown.length > 0 &&
      table({
        caption: `Lines with problems: ${shown.length < problems.count ? `the first ${shown.length} of ${count(problems.count)}` : 'all of them'}`,
        columns: ['Where', 'What is wrong', 'What to do'],
        rows: shown.map(({ file, line, field, message, fix }) => [
          [file, line !== null && `line ${line}`, field].filter((part) => part).join(', '),
          message,
          fix,
        ]),
      }),
  ];
}

function wasCleaned({ cleaning, orders }: TrainingReport): Content {
  if (orders === null) return paragraphs(['There were no orders to clean.']);
  if (cleaning.length === 0) return paragraphs(['Nothing had to be cleaned.']);
  return list(
    cleaning.map(({ what, users, why, change }) => {
      const of =
        users === null ? null : ` Of ${users.toLocaleString('en')} ${users === 1 ? 'person' : 'people'}.`;
      return html`${what}${of}<small>${why} ${withOptions(change)}</small>`;
    }),
  );
}

/** Options of the command line as code, which doesn't break across lines. */
function withOptions(sentence: string): Content {
  return sentence
    .split(/(--[a-z-]+(?: N)?)/)
    .map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}

const STEPS = { 1: 'day', 7: 'week', 28: 'four weeks' } as const;

function orders(facts: NonNullable<TrainingReport['orders']>): Content {
  const { over, perUser, perItem, orders } = facts;
  const step = STEPS[over.days];
  const hasOrders = orders > 0;
  const points = over.steps.map(({ at, events, orders }) => ({ x: at, y: hasOrders ? orders : events }));
  const ranks = (spread: typeof perUser) => spread.ranks.map(({ rank, count }) => ({ x: rank, y: count }));
  return [
    lineChart([{ name: hasOrders ? 'Orders' : 'Events', points }], {
      title: `${hasOrders ? 'Orders' : 'Events'} per ${step}`,
      x: { label: over.days === 1 ? 'day' : `first day of the ${step}`, scale: 'time' },
      y: { label: hasOrders ? 'orders' : 'events' },
    }),
    lineChart([{ name: 'People', points: ranks(perUser) }], {
      title: 'Events of each person',
      about: `Half of them have ${perUser.median.toLocaleString('en')} or fewer, one has ${perUser.most.toLocaleString('en')}; the busier fifth has ${percent(perUser.topFifth)} of all events.`,
      x: { label: 'people, busiest first', scale: 'log' },
      y: { label: 'events', scale: 'log' },
    }),
    lineChart([{ name: 'Things', points: ranks(perItem) }], {
      title: 'People who wanted each thing',
      about: `The long tail: the more wanted fifth draws ${percent(perItem.topFifth)} of all interest.`,
      x: { label: 'things, most wanted first', scale: 'log' },
      y: { label: 'people', scale: 'log' },
    }),
  ];
}

function learned({ shipped, rows }: NonNullable<TrainingReport['learned']>): Content {
  const scopes = (['all', 'new'] as const).filter((scope) => rows.some((row) => row.scope === scope));
  const metrics = ['ndcg@10', 'hit@10', 'recall@10', 'mrr', 'coverage@10'].filter((metric) =>
    rows.some((row) => row.metrics[metric] !== undefined),
  );
  return [
    paragraphs([
      'The last order of some people was kept aside. Each signal alone, and fusions of all, ranked the whole catalog for them as their device would; NDCG@10 is 1 where everything they then bought stands on top of the first ten, and 0 where nothing of it is among them. Lines are 95 % bootstrap intervals over people.',
      html`The pack ships <strong>${shipped}</strong>, the best of the fusions by these figures, which for that reason are a little kind to it. For figures on orders that chose nothing, run <code>npm run evaluate</code>.`,
    ]),
    scopes.map((scope) => {
      const ofScope = rows.filter((row) => row.scope === scope);
      return barChart(barsOf(ofScope, shipped), {
        title: `NDCG@10, ${Math.max(...ofScope.map(({ n }) => n)).toLocaleString('en')} people`,
        about: `${SCOPES[scope]}.`,
      });
    }),
    table({
      caption: 'All figures',
      columns: ['Model', 'Scope', 'People', ...metrics],
      rows: rows.map((row) => [
        row.model,
        row.scope,
        row.n,
        ...metrics.map((metric) => row.metrics[metric] ?? Number.NaN),
      ]),
    }),
  ];
}

/** The best ones, and the fusion that ships in any case. */
function barsOf(rows: readonly LearnedRow[], shipped: string) {
  return rows
    .filter(({ model }, place) => place < BARS || model === shipped)
    .map(({ model, metrics, interval }) => ({
      name: model,
      value: metrics['ndcg@10'],
      ...interval,
      strong: model === shipped,
      ...(model === shipped && { note: 'ships' }),
    }));
}

function pack({ pack, seconds, peakMegabytes, catalog }: TrainingReport): Content {
  const total = Object.values(seconds).reduce((sum, value) => sum + value, 0);
  const duration = (value: number) =>
    value < 90 ? `${value.toFixed(1)} s` : `${(value / 60).toFixed(1)} min`;
  return [
    paragraphs([
      `The pack has ${megabytes(pack.bytes)}; without the vectors of texts, ${megabytes(pack.bytesWithoutVectors)} for ${catalog.items.toLocaleString('en')} things. Texts are read by ${pack.encoder} (${pack.dimensions} numbers each).`,
    ]),
    barChart(
      Object.entries(pack.files).map(([name, bytes]) => ({ name, value: bytes })),
      { title: 'Files', format: megabytes },
    ),
    barChart(
      Object.entries(seconds).map(([name, value]) => ({ name, value })),
      {
        title: `Time: ${duration(total)}`,
        ...(peakMegabytes !== null && {
          about: `At most ${peakMegabytes.toLocaleString('en')} MB of memory.`,
        }),
        format: duration,
      },
    ),
  ];
}

function brought({ factors, itemCounts, statistics }: NonNullable<TrainingReport['brought']>): Content {
  const count = (value: number) => value.toLocaleString('en');
  const some = (what: { count: number; ids: string[] }) =>
    what.count === 0 ? '' : ` (${what.ids.join(', ')}${what.count > what.ids.length ? ', …' : ''})`;
  const facts = [
    factors !== undefined &&
      `Item factors (${factors.system}): ${factors.rank} numbers each for ${count(factors.matched)} things; folded in with alpha ${factors.alpha} and regularisation ${factors.regularisation}. ${count(factors.missing.count)} things have none and borrow from those with the nearest texts${some(factors.missing)}. ${count(factors.unknown.count)} rows belong to no thing here${some(factors.unknown)}.`,
    itemCounts !== undefined &&
      `Counts of pairs: ${count(itemCounts.pairs)} of ${count(itemCounts.items)} things, ${itemCounts.method === 'ease' ? 'turned into weights by EASE' : 'too incomplete for EASE, so that cosines take its place'}; ${count(itemCounts.unknown)} belong to things that are not here.`,
    statistics !== undefined &&
      `Statistics of ${count(statistics.matched)} things; ${count(statistics.unknown)} rows belong to no thing here.`,
  ];
  return list(facts.filter((fact) => fact !== false));
}

function compression({ budget, plan, loss, tried }: NonNullable<TrainingReport['compression']>): Content {
  const cost =
    loss === null
      ? 'what it costs could not be measured'
      : loss <= 0
        ? 'at no loss on orders kept aside'
        : `at a loss of ${percent(loss)} on orders kept aside`;
  return [
    paragraphs([
      `The budget is ${megabytes(budget)} without the vectors of texts. Of the plans that fit, “${plan}” is the best, ${cost}.`,
    ]),
    table({
      columns: ['Plan', 'Size', 'Vectors of texts', 'NDCG@10, mean of new and all'],
      rows: tried.map((row) => [
        row.plan,
        megabytes(row.bytes),
        megabytes(row.vectors),
        row.quality ?? (row.bytes > budget ? 'too large' : 'not measured'),
      ]),
    }),
  ];
}

/** ISO date of an epoch ms. */
function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
