/**
 * The glass engine: everything that went into the scores of some items or of the first shelf, how the shelf would
 * look without some signals, and what each of the pack's fusions would put there. Reads what was ranked, and
 * changes nothing.
 */
import { featuresOf } from '../fusion/context.ts';
import { CLASSES, gateWeights, SQUARE_SCALE, TERMS } from '../fusion/gate.ts';
import { groupOf, groupsAmong } from '../fusion/shapley.ts';
import { SIGNAL_GROUPS } from '../profile/preferences.ts';
import { scoredOtherwise } from '../ranking/alternatives.ts';
import { signalsOf } from '../signals/index.ts';
import { Ranked } from './ranker.ts';
import type { Card, Entry, FusionView, GateWeight, Inspected, Inspection } from './recommender.ts';
import { fusionsOf } from './rivals.ts';
import { homeShelves } from './shelves.ts';
import type { Shop } from './shop.ts';

/** Items side by side, at most: as many as a table can show and a person compare. */
const MOST_ITEMS = 24;

const TOP = 10;

/**
 * @param silent Names of signals that may not speak.
 */
export function inspect(shop: Shop, ranked: Ranked, what: Inspected, silent: readonly string[]): Inspection {
  const { request, scored } = ranked.inside;
  const heard =
    silent.length === 0 ? ranked : new Ranked(request, scoredOtherwise(request, scored, { silent }), null);
  const { signals, context, extras, adapted } = heard.inside.scored;
  const { preferences } = ranked;
  const order = heard.order();
  const place = new Map(order.map((item, p) => [item, p + 1]));
  const entries = firstShelf(shop, heard);
  const shelf = itemsOn(entries, shop);
  const card = cardOf(shop, ranked);
  const asked =
    'shelf' in what ? shelf : what.itemIds.slice(0, MOST_ITEMS).flatMap((id) => shop.indexOf.get(id) ?? []);
  const weight = weightsAt(gateWeights(request.pack.fusion, context), signals.names.length);
  const meanings = signalsOf(request.pack);
  const off = new Set(preferences.contextOff.flatMap(featuresOf));
  return {
    level: request.pack.fusion.level,
    signals: signals.names.map((name, s) => ({
      name,
      meaning: meanings[s].meaning,
      group: groupOf(name),
      speaks: signals.active[s],
      silenced: silent.includes(name),
      volume: signals.volumes?.[s] ?? 1,
      weights: { new: weight(s, 0), known: weight(s, 1) },
    })),
    extras: extras.map(({ name, meaning }) => ({ name, meaning })),
    items: asked.map((item) => ({
      card: card(item),
      known: signals.known[item] === 1,
      values: signals.names.map((_, s) => signals.matrix[s * signals.n + item]),
      contributions: [...heard.contributions(item)],
      score: heard.score(item),
      before: place.get(item) ?? null,
      after: shelf.indexOf(item) + 1 || null,
    })),
    context: request.pack.fusion.context.map((name, c) => ({
      name,
      value: context[c],
      switchedOff: off.has(name),
    })),
    volumes: groupsAmong(signals.names).map((group) => ({
      group,
      set: preferences.volumes[group],
      adapted: preferences.adapt ? adapted[SIGNAL_GROUPS.indexOf(group)] : 1,
    })),
    candidates: order.length,
    best: order.slice(0, TOP).map(card),
    shelf: shelf.map(card),
    shared: entries.some(({ team }) => team !== undefined),
    withAll: heard === ranked ? null : itemsOn(firstShelf(shop, ranked), shop).map(card),
  };
}

/** The pack's fusions on the same signals and volumes, the one in use first. */
export function fusionViews(shop: Shop, ranked: Ranked): FusionView[] {
  const { request, scored } = ranked.inside;
  const card = cardOf(shop, ranked);
  const views = Object.entries(fusionsOf(shop.pack)).map(([name, fusion]) => {
    const inUse = fusion.level === request.pack.fusion.level;
    const other = inUse ? ranked : new Ranked(request, scoredOtherwise(request, scored, { fusion }), null);
    return { name, level: fusion.level, inUse, other, order: other.order() };
  });
  const shown = new Set(views.flatMap(({ order }) => order.slice(0, TOP)));
  return views.map(({ name, level, inUse, other, order }) => ({
    name,
    level,
    inUse,
    top: order.slice(0, TOP).map((item) => ({ card: card(item), score: other.score(item) })),
    places: Object.fromEntries([...shown].map((item) => [shop.item(item).id, order.indexOf(item) + 1])),
  }));
}

/** What stands on "For you"; nothing for a stranger. */
function firstShelf(shop: Shop, ranked: Ranked): Entry[] {
  return homeShelves(shop, ranked).find(({ id }) => id === 'for-you')?.entries ?? [];
}

function itemsOn(entries: readonly Entry[], shop: Shop): number[] {
  return entries.map(({ card }) => shop.indexOf.get(card.id) as number);
}

function cardOf(shop: Shop, { profile }: Ranked): (item: number) => Card {
  const saved = new Set(profile.saved);
  return (item) => shop.card(item, saved);
}

/** Reads a gate, TERMS x signals x CLASSES. */
function weightsAt(gate: Float64Array, signals: number): (signal: number, known: 0 | 1) => GateWeight {
  const half = gate.length / TERMS;
  if (half !== signals * CLASSES) throw new RangeError(`A gate of ${half} weights for ${signals} signals.`);
  return (s, known) => ({
    linear: gate[s * CLASSES + known],
    curved: gate[half + s * CLASSES + known] * SQUARE_SCALE,
  });
}
