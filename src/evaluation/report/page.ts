/**
 * A report as one file that needs nothing else: no script, no font, no address, its styles inside, both
 * themes, for a phone and for paper. Strings in, a string out.
 */
import { type Content, escapeHtml, type Html, html } from './html.ts';

export interface Section {
  heading: string;
  body: Content;
}

export interface PageOptions {
  title: string;
  /** Below the title: of what this is, and from when. */
  lead?: Content;
  sections: readonly Section[];
}

/** The whole document. */
export function page({ title, lead = null, sections }: PageOptions): string {
  const anchor = (i: number) => `section-${i + 1}`;
  const body = html`<main>
<header><h1>${title}</h1>
${lead !== null && html`<p class="lead">${lead}</p>`}</header>
${sections.length > 3 && contents(sections, anchor)}
${sections.map(
  ({ heading, body }, i) => html`<section id="${anchor(i)}" aria-labelledby="${anchor(i)}-heading">
<h2 id="${anchor(i)}-heading">${heading}</h2>
${body}
</section>
`,
)}</main>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body.markup}
</body>
</html>
`;
}

function contents(sections: readonly Section[], anchor: (i: number) => string): Html {
  return html`<nav aria-label="Contents"><ul>${sections.map(
    ({ heading }, i) => html`<li><a href="#${anchor(i)}">${heading}</a></li>`,
  )}</ul></nav>`;
}

/** A cell: numbers stand at the right. */
export type Cell = string | number | Html;

export interface TableOptions {
  caption?: string;
  columns: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly Cell[])[];
  /** Of numbers; as in English, with at most three decimals, if absent. */
  format?: (value: number) => string;
}

/** A table that scrolls by itself where it is wider than the screen. */
export function table({ caption, columns, rows, format = plainNumber }: TableOptions): Html {
  const numeric = columns.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  const cell = (content: Cell, i: number) => {
    const shown = typeof content === 'number' ? (Number.isFinite(content) ? format(content) : '–') : content;
    const place = numeric[i] && html` class="number"`;
    return i === 0 ? html`<th scope="row"${place}>${shown}</th>` : html`<td${place}>${shown}</td>`;
  };
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption ?? columns.join(', ')}"><table>
${caption !== undefined && html`<caption>${caption}</caption>`}
<thead><tr>${columns.map(
    (name, i) => html`<th scope="col"${numeric[i] && html` class="number"`}>${name}</th>`,
  )}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table></div>
`;
}

/** A few figures that matter, large, each with what it is. */
export function figures(entries: readonly { value: string; name: string }[]): Html {
  return html`<dl class="figures">${entries.map(
    ({ value, name }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>
`;
}

/** Sentences that a reader must not miss. */
export function warnings(sentences: readonly Content[]): Html {
  return html`<ul class="warnings">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
`;
}

export function list(sentences: readonly Content[]): Html {
  return html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
`;
}

export function paragraphs(sentences: readonly Content[]): Html {
  return html`${sentences.map((sentence) => html`<p>${sentence}</p>\n`)}`;
}

function plainNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 });
}

/** The shop's colours, and fonts that every system has. */
const STYLE = `
:root { color-scheme: light dark; --paper: #faf8f4; --raised: #fffefb; --sunk: #f0ece4; --ink: #1f2421; --soft: #5a615c;
  --line: #e0dacf; --green: #2b5f49; --c0: #2b5f49; --c1: #b0562f; --c2: #3b6ea5; --c3: #8a5a9e; --c4: #8a6d1d; --c5: #5a615c;
  --warn: #f6e6e1; --warn-edge: #a2392d; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #151715; --raised: #1c1f1c; --sunk: #2a2e2a; --ink: #eceae4; --soft: #a6aba4; --line: #343934;
    --green: #8cc7a5; --c0: #8cc7a5; --c1: #e8a27c; --c2: #8fb8e6; --c3: #c9a2db; --c4: #d9bd6b; --c5: #a6aba4;
    --warn: #36211d; --warn-edge: #ee9b8c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3rem) clamp(1rem, 4vw, 2rem) 4rem; }
h1, h2 { font-family: Georgia, serif; font-weight: 500; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.75rem, 1.4rem + 2vw, 2.5rem); margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.4rem; margin: 0 0 .75rem; }
section { margin-top: 3rem; }
p { margin: 0 0 .75rem; max-width: 44rem; }
.lead, small { color: var(--soft); }
small { display: block; font-size: .8125rem; font-weight: 400; line-height: 1.4; }
a { color: var(--green); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: 1.25rem 0 0; }
li { margin-bottom: .35rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .75rem; margin: 0 0 1.25rem; }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; background: var(--raised);
  border: 1px solid var(--line); border-radius: 12px; padding: .75rem 1rem; }
.figures dt { color: var(--soft); font-size: .875rem; }
.figures dd { margin: 0; font: 1.5rem/1.3 Georgia, serif; }
.warnings { list-style: none; padding: 0; }
.warnings li { background: var(--warn); border-left: 3px solid var(--warn-edge); border-radius: 0 8px 8px 0; padding: .6rem 1rem; }
figure { margin: 1.25rem 0 1.75rem; }
figcaption { font-weight: 600; margin-bottom: .6rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; margin-bottom: 1.25rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { text-align: left; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
thead th { color: var(--soft); font-size: .8125rem; vertical-align: bottom; }
.number { text-align: right; white-space: nowrap; }
.bars { table-layout: fixed; }
.bars th { width: 34%; overflow-wrap: anywhere; }
.bars .number { width: 7.5rem; padding-right: 0; }
.bars .track { position: relative; border-left: 0; }
.bars th, .bars td { border: 0; padding-block: .25rem; }
.bar, .whisker { position: absolute; top: .4rem; height: 1.05rem; }
.bar { background: var(--soft); opacity: .55; border-radius: 0 3px 3px 0; min-width: 1px; }
.strong .bar { background: var(--green); opacity: 1; }
.strong th, .strong .number { font-weight: 600; }
.whisker { top: .9rem; height: 1px; background: var(--ink); min-width: 2px; }
.whisker::before, .whisker::after { content: ""; position: absolute; top: -4px; height: 9px; width: 1px; background: var(--ink); }
.whisker::after { right: 0; }
.plot { position: relative; margin: 0 .5rem 1.6rem 3.25rem; height: clamp(11rem, 42vw, 17rem); }
.plot svg { display: block; width: 100%; height: 100%; overflow: visible; }
.plot path { fill: none; vector-effect: non-scaling-stroke; }
.grid { stroke: var(--line); stroke-width: 1; }
.line { stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.dots { stroke-width: 6; stroke-linecap: round; }
path.c0 { stroke: var(--c0); } path.c1 { stroke: var(--c1); } path.c2 { stroke: var(--c2); }
path.c3 { stroke: var(--c3); } path.c4 { stroke: var(--c4); } path.c5 { stroke: var(--c5); }
.up span, .across span, .axis { color: var(--soft); font-size: .75rem; white-space: nowrap; }
.up span { position: absolute; right: 100%; padding-right: .5rem; transform: translateY(50%); }
.across span { position: absolute; top: 100%; padding-top: .35rem; transform: translateX(-50%); }
.across .first { transform: none; }
.across .last { transform: translateX(-100%); }
.axis { margin: 0 0 .35rem; max-width: none; }
.across-label { text-align: right; margin-right: .5rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; margin: 0 0 .5rem; font-size: .8125rem; }
.legend li::before { content: ""; display: inline-block; width: .8rem; height: .8rem; border-radius: 3px; margin-right: .4rem; vertical-align: -.1rem; background: currentColor; }
li.c0::before { color: var(--c0); } li.c1::before { color: var(--c1); } li.c2::before { color: var(--c2); }
li.c3::before { color: var(--c3); } li.c4::before { color: var(--c4); } li.c5::before { color: var(--c5); }
code { font-size: .9em; white-space: nowrap; }
@media (max-width: 30rem) { .across span:nth-child(even) { display: none; } .bars th { width: 40%; } .bars .number { width: 5.5rem; } body { font-size: .9375rem; } }
@media print { body { background: none; } section { break-inside: avoid; } nav { display: none; } }
`;
