/**
 * The assistant: a line in, an answer of facts out. A pure function of the conversation so far, the line and the world,
 * so it may be asked again when the world knows more. No sentence is written here; `phrasing.ts` does that, and whatever
 * an item's own texts say is never read as a line.
 */
import { fold } from '../../catalog/words.ts';
import type { NewEvent } from '../../history/event.ts';
import type { Part, Understood } from '../request.ts';
import { LONGEST_TEXT } from '../understand.ts';
import { bestQuestion, type Candidate, candidatesOf, FEW, goodOf } from './ask-back.ts';
import { compareItems, factOf } from './compare.ts';
import { readAct } from './grammar.ts';
import { type Resolved, resolve } from './reference.ts';
import {
  type Act,
  BEGINNING,
  type Button,
  type ButtonKey,
  type Conversation,
  type Fact,
  type PartFact,
  type Reference,
  type Say,
  type SayKey,
  type State,
  type Turn,
  type Wish,
  WORDINGS,
} from './turn.ts';
import { ANYTHING, choose, drop, goesOn, newWish, partOf, refine, said as saidOf, whole } from './wish.ts';
import type { Found, Hit, World } from './world.ts';

/** Things in an answer: a row on a desktop, a swipe on a phone. */
const SHOWN = 4;
const MOST_SHOWN = 8;

/** Candidates that a question is weighed over. */
const POOL = 120;

/** Of all that is somehow like a thing, so many are. */
const ALIKE = 24;

/** Questions without an answer in between: a third would be an interrogation. */
const MOST_IN_A_ROW = 2;

/** Ways out of an empty result. */
const MOST_WAYS_OUT = 3;

/** A rating is worth a word from so many reviews and stars on. */
const WORTH_RATING = { reviews: 2, stars: 4 };

/** Attributes named when one thing is told of. */
const MOST_TOLD = 4;

/**
 * @param said a line as typed, any length, or what a button does
 */
export function answer(conversation: Conversation, said: string | Act, world: World): Turn {
  const utterance =
    typeof said === 'string' ? said.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT).trim() : '';
  const act = typeof said === 'string' ? readAct(utterance) : said;
  return new Reply(conversation, utterance, act, world).turn();
}

/** FNV-1a: spreads wordings over turns, the same way every time. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** One answer while it is being made. */
class Reply {
  readonly #conversation: Conversation;
  readonly #utterance: string;
  readonly #world: World;
  readonly #before: State;
  readonly #turn: Turn;
  #state: State;

  constructor(conversation: Conversation, utterance: string, act: Act, world: World) {
    this.#conversation = conversation;
    this.#utterance = utterance;
    this.#world = world;
    this.#before = conversation.at(-1)?.state ?? BEGINNING;
    // A question or an offer is good for one line.
    this.#state = { ...this.#before, pending: null, offers: [] };
    this.#turn = {
      utterance,
      act,
      say: [],
      items: [],
      table: null,
      question: null,
      chips: [],
      buttons: [],
      events: [],
      open: null,
      undo: null,
      state: this.#state,
    };
  }

  turn(): Turn {
    this.#do(this.#turn.act);
    const question = this.#turn.question;
    const { wish, asked } = this.#state;
    this.#state = {
      ...this.#state,
      pending: question,
      asked: question !== null && question.of !== 'item' ? [...asked, question.about] : asked,
      inARow: question === null ? 0 : this.#before.inARow + 1,
    };
    this.#turn.chips =
      wish === null ? [] : whole(wish, this.#world).parts.map((part) => this.#partFact(part));
    return { ...this.#turn, state: this.#state };
  }

  // Acts

  #do(act: Act): void {
    this.#turn.act = act;
    switch (act.act) {
      case 'wish':
        this.#wish(act.text);
        break;
      case 'cheaper':
      case 'dearer':
        this.#compared(act);
        break;
      case 'like':
        this.#about(act.what, act, (item) => this.#like(item, act.text));
        break;
      case 'why':
        this.#about(act.what, act, (item) => this.#why(item));
        break;
      case 'goes-with':
        this.#about(act.what, act, (item) => this.#goesWith(item));
        break;
      case 'open':
        this.#about(act.what, act, (item) => {
          this.#say('open', { title: this.#title(item) });
          this.#turn.open = this.#id(item);
          this.#focusOn(item);
        });
        break;
      case 'tell':
        this.#about(act.what, act, (item) => this.#tell(item, act.field));
        break;
      case 'save':
      case 'basket':
        this.#about(act.what, act, (item) => this.#keep(item, act.act));
        break;
      case 'less':
      case 'hide':
        this.#about(act.what, act, (item) => this.#decline(item, act.act));
        break;
      case 'compare':
        this.#compare(act.what);
        break;
      case 'more':
        this.#more();
        break;
      case 'choose':
        this.#choose();
        break;
      case 'either':
        this.#either();
        break;
      case 'yes':
        this.#yes();
        break;
      case 'no':
        if (this.#before.pending === null) this.#small('as-you-like');
        else this.#either();
        break;
      case 'undo':
        this.#undo(act.at);
        break;
      case 'start-over':
        this.#state = BEGINNING;
        this.#small('start-over');
        break;
      case 'thanks':
      case 'hello':
      case 'help':
        this.#small(act.act);
        break;
      case 'nothing':
        this.#small('not-understood');
        break;
      case 'change':
        this.#change(act.add, act.drop);
        break;
    }
  }

  #small(key: SayKey): void {
    this.#say(key);
  }

  #wish(line: string): void {
    const text = saidOf(line);
    const world = this.#world;
    const { pending, wish, focus, view } = this.#before;
    const beside = focus ?? (view.length === 1 ? view[0] : null);
    if (pending !== null) {
      const option = this.#optionNamed(text);
      if (option !== null) {
        this.#do(option.act);
        return;
      }
    }
    const now = world.understand(text, { dropped: [], beside });
    if (now.parts.length === 0 && now.wanted === '' && now.sort === null) {
      // "something nice" says nothing to go by, and may be asked back about; later on it is no answer to anything.
      if (wish === null) this.#present(ANYTHING, { fresh: true });
      else this.#small('not-understood');
      return;
    }
    this.#turn.events.push({ type: 'search', query: this.#utterance || line });
    const answering = pending !== null && pending.of !== 'item';
    if (wish !== null && goesOn(line, now, whole(wish, world), answering)) {
      // Of something that goes with a thing, a new kind of thing is looked for in the whole shop.
      this.#present(refine(wish, text, beside, world), { fresh: now.rest !== '' });
      return;
    }
    this.#anew();
    this.#present(newWish(text, beside), { fresh: true });
  }

  /** The option of the waiting question that a line names; of things in view, by whatever names one. */
  #optionNamed(text: string): Button | null {
    const pending = this.#before.pending;
    if (pending === null) return null;
    const plain = (words: string) =>
      words
        .split(/\s+/)
        .flatMap((word) => fold(word) ?? [])
        .join(' ');
    if (pending.of === 'item') {
      const found = resolve(
        { by: 'words', words: text },
        { ...this.#before, view: idsOf(pending.options) },
        this.#world,
      );
      return 'item' in found ? (pending.options.find(({ act }) => idIn(act) === found.item) ?? null) : null;
    }
    const named = pending.options.find(({ label }) => {
      if (label.of !== 'part' || label.part.constraint.of !== 'property') return false;
      return plain(label.part.constraint.value) === plain(text);
    });
    return named ?? null;
  }

  #compared({ act, than, text }: Extract<Act, { act: 'cheaper' | 'dearer' }>): void {
    const world = this.#world;
    let pivot: string | null = null;
    if (than !== null) {
      const found = resolve(than, this.#before, world);
      if ('which' in found) {
        this.#askWhich(found.which, (itemId) => ({ act, than: { by: 'id', itemId }, text }));
        return;
      }
      if ('item' in found) pivot = found.item;
    } else {
      pivot = this.#middleOfView(act);
    }
    if (pivot === null) {
      // Of nothing in view nothing is cheaper: said of something new.
      if (this.#utterance === '') this.#small('none-in-view');
      else this.#wish(this.#utterance);
      return;
    }
    const compared = partOf({ of: 'compared', how: act, itemId: pivot });
    const start = this.#before.wish ?? ANYTHING;
    const refined = text === '' ? start : refine(start, text, pivot, world);
    this.#present(choose(refined, [compared], world), { fresh: false });
  }

  /** Of what is in view, the thing in the middle by price: the lower of two. Cheaper than that is cheaper. */
  #middleOfView(act: 'cheaper' | 'dearer'): string | null {
    const priced = this.#before.view
      .map((id) => ({ id, price: this.#world.items[this.#world.indexOf(id) as number].price }))
      .filter((one): one is { id: string; price: number } => one.price !== null)
      .sort((a, b) => a.price - b.price);
    if (priced.length === 0) return null;
    const middle = (priced.length - 1) / 2;
    return priced[act === 'cheaper' ? Math.floor(middle) : Math.ceil(middle)].id;
  }

  #like(item: number, text: string): void {
    const world = this.#world;
    const like = partOf({ of: 'compared', how: 'like', itemId: this.#id(item) }, false);
    const start = { ...(this.#before.wish ?? ANYTHING), among: { of: 'shop' as const } };
    const refined = text === '' ? start : refine(start, text, this.#id(item), world);
    let wish = choose(refined, [like], world);
    this.#state = { ...this.#state, shown: [...this.#state.shown, this.#id(item)] };
    if (this.#candidates(wish).total === 0) wish = { ...ANYTHING, chosen: [like] };
    const found = this.#candidates(wish);
    if (found.total === 0) {
      this.#say('like-none', { title: this.#title(item) });
      return;
    }
    this.#say('like', { title: this.#title(item) });
    this.#present(wish, { fresh: false, introduced: true, ask: false });
  }

  #goesWith(item: number): void {
    const wish: Wish = { words: [], chosen: [], among: { of: 'together', itemId: this.#id(item) } };
    this.#focusOn(item);
    if (this.#candidates(wish).total === 0) {
      this.#say('goes-with-none', { title: this.#title(item) });
      this.#button('like', { act: 'like', what: { by: 'id', itemId: this.#id(item) }, text: '' });
      return;
    }
    this.#anew();
    this.#say('goes-with', { title: this.#title(item) });
    this.#present(wish, { fresh: false, introduced: true, ask: false });
  }

  #why(item: number): void {
    this.#focusOn(item);
    const said = this.#sayWhy(item);
    if (!said) this.#say('why-nothing', { title: this.#title(item) });
    this.#turn.items = [this.#id(item)];
    this.#nextFor(item);
  }

  /** @returns whether there was anything to say */
  #sayWhy(item: number): boolean {
    const world = this.#world;
    const { wish } = this.#before;
    const asked = wish === null ? null : whole(wish, world);
    const met = (asked?.parts ?? []).filter(
      (part) =>
        part.constraint.of !== 'count' && world.meets(item, part) && speaksFor(part, world.items[item].tags),
    );
    const before = this.#turn.say.length;
    if (met.length > 0) {
      const parts = met.map((part) => this.#partFact(part));
      this.#say('why-asked', { title: this.#title(item), parts: { of: 'list', facts: parts, join: 'and' } });
    } else if (asked !== null && asked.rest !== '' && this.#found(item)) {
      this.#say('why-words', { title: this.#title(item), words: { of: 'words', text: asked.rest } });
    }
    this.#sayRating(item, 'why-rated');
    for (const text of world.reasons(item).slice(0, 2)) {
      this.#say('why-own', { sentence: { of: 'sentence', itemId: this.#id(item), text } });
    }
    return this.#turn.say.length > before;
  }

  /** Whether the wish brought it up. */
  #found(item: number): boolean {
    return this.#before.shown.includes(this.#id(item));
  }

  #sayRating(item: number, key: 'why-rated' | 'lead-rated'): void {
    const rating = this.#world.rating(item);
    if (rating === null || rating.count < WORTH_RATING.reviews || rating.mean < WORTH_RATING.stars) return;
    this.#say(key, this.#rating(item));
  }

  #rating(item: number): Record<string, Fact> {
    return {
      title: this.#title(item),
      stars: factOf(this.#world, item, 'stars') as Fact,
      reviews: factOf(this.#world, item, 'reviews') as Fact,
    };
  }

  #tell(item: number, field: string): void {
    this.#focusOn(item);
    this.#turn.items = [this.#id(item)];
    this.#nextFor(item);
    const title = this.#title(item);
    if (field === '') {
      this.#tellOf(item, title);
      const names = Object.keys(this.#world.items[item].attributes).slice(0, MOST_TOLD);
      const facts = names.flatMap((name) => factOf(this.#world, item, name) ?? []);
      if (facts.length > 0) this.#say('tell-has', { facts: { of: 'list', facts, join: 'and' } });
      return;
    }
    if (field === 'reviews') {
      this.#tellReviews(item);
      return;
    }
    const fact = this.#fieldOf(item, field);
    if (fact === null) this.#say('not-said', { title, field: { of: 'words', text: field } });
    else if (fact.of === 'item' && fact.field === 'price') this.#tellOf(item, title);
    else {
      const name = fact.of === 'item' ? fact.field : field;
      this.#say('tell-field', { title, name: { of: 'name', text: name }, value: fact });
    }
  }

  #tellOf(item: number, title: Fact): void {
    const price = factOf(this.#world, item, 'price');
    if (price === null) this.#say('tell-unpriced', { title });
    else this.#say('tell', { title, price });
  }

  #tellReviews(item: number): void {
    const title = this.#title(item);
    if (this.#world.rating(item) === null) {
      this.#say('not-said', { title, field: { of: 'words', text: 'reviews' } });
      return;
    }
    this.#say('tell-rating', this.#rating(item));
    const id = this.#id(item);
    const aspects = this.#world.aspects(item).slice(0, MOST_TOLD);
    const facts = aspects.map((one): Fact => ({ of: 'aspect', itemId: id, ...one }));
    if (facts.length > 0) this.#say('tell-aspects', { facts: { of: 'list', facts, join: 'and' } });
  }

  /** By the attribute's name, or by a value that has the word: "waterproof", "wool". */
  #fieldOf(item: number, field: string): Fact | null {
    const { attributes, tags, id } = this.#world.items[item];
    const word = fold(field.replace(/^color$/, 'colour').trim()) ?? '';
    const has = (text: string) => text.split(/[^\p{L}\p{N}]+/u).some((one) => fold(one) === word);
    if (['price', 'cost'].includes(word)) return factOf(this.#world, item, 'price');
    if (['brand', 'make', 'maker'].includes(word)) return factOf(this.#world, item, 'brand');
    if (['kind', 'type', 'sort'].includes(word) && attributes.type === undefined)
      return factOf(this.#world, item, 'kind');
    const name =
      Object.keys(attributes).find((one) => fold(one) === word) ??
      Object.keys(attributes).find((one) => has(one)) ??
      Object.keys(attributes).find((one) => has(attributes[one]));
    if (name !== undefined) return factOf(this.#world, item, name);
    const tag = tags.find((one) => has(one));
    return tag === undefined ? null : { of: 'item', itemId: id, field: 'tag', value: tag };
  }

  #keep(item: number, how: 'save' | 'basket'): void {
    const itemId = this.#id(item);
    const { price } = this.#world.items[item];
    const event: NewEvent =
      how === 'save'
        ? { type: 'add_to_wishlist', itemId }
        : { type: 'add_to_cart', itemId, quantity: 1, ...(price !== null && { price }) };
    this.#turn.events.push(event);
    this.#focusOn(item);
    this.#say(how === 'save' ? 'saved' : 'basket', { title: this.#title(item) });
    this.#button('goes-with', { act: 'goes-with', what: { by: 'id', itemId } });
  }

  #decline(item: number, how: 'less' | 'hide'): void {
    const itemId = this.#id(item);
    this.#turn.events.push({ type: how === 'less' ? 'less_like_this' : 'hide', itemId });
    this.#say(how === 'less' ? 'less' : 'hidden', { title: this.#title(item) });
    const { view, declined, focus } = this.#state;
    this.#state = {
      ...this.#state,
      declined: [...declined, itemId],
      view: view.filter((id) => id !== itemId),
      focus: focus === itemId ? null : focus,
    };
    this.#fillView();
  }

  /** What is left in view, and the next best in place of what went. */
  #fillView(): void {
    const { wish, view, shown } = this.#state;
    const next = wish === null ? [] : this.#candidates(wish).hits.map(({ item }) => this.#id(item));
    const fresh = next.filter((id) => !shown.includes(id)).slice(0, Math.max(0, SHOWN - view.length));
    const ids = [...view, ...fresh];
    this.#turn.items = ids;
    this.#state = { ...this.#state, view: ids, shown: [...shown, ...fresh] };
    if (ids.length > 0) this.#button('more', { act: 'more' });
  }

  #compare(what: readonly Reference[]): void {
    const { view } = this.#before;
    const listed: Reference[] =
      what.length > 0 ? [...what] : view.slice(0, 3).map((itemId) => ({ by: 'id', itemId }));
    const items: number[] = [];
    for (const one of listed) {
      const found = resolve(one, this.#before, this.#world);
      // "the first three" of two are two.
      if ('missing' in found && found.missing === 'place' && items.length >= 2) continue;
      if (!('item' in found)) {
        this.#unresolved(found);
        return;
      }
      const index = this.#world.indexOf(found.item) as number;
      if (!items.includes(index)) items.push(index);
    }
    if (items.length < 2) {
      this.#say('compare-few');
      return;
    }
    const table = compareItems(items, this.#world);
    this.#turn.table = table;
    const titles = items.map((item) => this.#title(item));
    this.#say('compare', { titles: { of: 'list', facts: titles, join: 'and' } });
    const extreme = (key: 'compare-cheapest' | 'compare-best', value: (item: number) => number | null) => {
      const values = items.map(value);
      if (values.some((one) => one === null)) return;
      const best = Math.max(...(values as number[]));
      if (values.filter((one) => one === best).length > 1) return;
      const item = items[values.indexOf(best)];
      const facts =
        key === 'compare-best' ? this.#rating(item) : { price: factOf(this.#world, item, 'price') as Fact };
      this.#say(key, { title: this.#title(item), ...facts });
    };
    extreme('compare-cheapest', (item) => {
      const { price } = this.#world.items[item];
      return price === null ? null : -price;
    });
    extreme('compare-best', (item) => this.#world.rating(item)?.mean ?? null);
    this.#state = { ...this.#state, view: table.itemIds, focus: null };
    this.#button('choose', { act: 'choose' });
  }

  #more(): void {
    const wish = this.#before.wish ?? ANYTHING;
    this.#present(wish, { fresh: false, more: true, ask: false });
  }

  /** What comes first, of what is in view or in the shop. */
  #choose(): void {
    const { view, wish } = this.#before;
    const id = view[0] ?? this.#candidates(wish ?? ANYTHING).hits.map(({ item }) => this.#id(item))[0];
    const item = id === undefined ? undefined : this.#world.indexOf(id);
    if (item === undefined) {
      this.#say('nothing-at-all');
      return;
    }
    this.#focusOn(item);
    this.#turn.items = [this.#id(item)];
    this.#say('choose', this.#priced(item));
    this.#sayWhy(item);
    this.#nextFor(item);
  }

  #either(): void {
    const { pending, wish } = this.#before;
    if (pending?.of === 'item') {
      this.#do(pending.options[0].act);
      return;
    }
    if (pending === null) {
      this.#choose();
      return;
    }
    this.#say('as-you-like');
    this.#present(wish ?? ANYTHING, { fresh: false, introduced: true });
  }

  #yes(): void {
    const [offer] = this.#before.offers;
    if (offer !== undefined) {
      this.#do(offer.act);
      return;
    }
    if (this.#before.pending !== null) {
      this.#either();
      return;
    }
    this.#small('as-you-like');
  }

  #undo(which: number | null): void {
    const undone = new Set(this.#conversation.map(({ undo }) => undo));
    const canBe = ({ events }: Turn, place: number) =>
      !undone.has(place) && events.some(({ type }) => type !== 'search');
    const at = this.#conversation.findLastIndex(
      (turn, place) => canBe(turn, place) && (which === null || which === place),
    );
    if (at < 0) {
      this.#say('nothing-to-undo');
      return;
    }
    const gone = this.#conversation[at].events.flatMap(({ itemId }) => itemId ?? []);
    this.#turn.undo = at;
    this.#state = { ...this.#state, declined: this.#state.declined.filter((id) => !gone.includes(id)) };
    this.#say('undone');
  }

  #change(add: readonly Part[], gone: readonly string[]): void {
    const start = drop(this.#before.wish ?? ANYTHING, gone);
    this.#present(choose(start, add, this.#world), { fresh: true });
  }

  // Which one

  /** Does something with the one thing that is meant, or asks which. */
  #about(reference: Reference, act: Act, what: (item: number) => void): void {
    const { pending } = this.#before;
    if (act.act === 'tell' && act.field === '' && pending?.of === 'item') {
      // "the second" answers which one was meant.
      const found = resolve(reference, { ...this.#before, view: idsOf(pending.options) }, this.#world);
      const option =
        'item' in found ? pending.options.find(({ act }) => idIn(act) === found.item) : undefined;
      if (option !== undefined) {
        this.#do(option.act);
        return;
      }
    }
    const found = resolve(reference, this.#before, this.#world);
    if ('item' in found) {
      const item = this.#world.indexOf(found.item);
      if (item === undefined) this.#small('none-in-view');
      else what(item);
      return;
    }
    if ('which' in found && 'what' in act) {
      this.#askWhich(found.which, (itemId) => ({ ...act, what: { by: 'id', itemId } }) as Act);
      return;
    }
    // A template that caught words about nothing in view was none.
    const wordless = reference.by === 'focus' || reference.by === 'place' || reference.by === 'extreme';
    if (!wordless && this.#utterance !== '') {
      this.#do({ act: 'wish', text: this.#utterance });
      return;
    }
    this.#unresolved(found);
  }

  #unresolved(found: Resolved): void {
    if ('which' in found) {
      this.#say('which');
      return;
    }
    this.#say('missing' in found && found.missing === 'place' ? 'no-such-place' : 'none-in-view');
  }

  #askWhich(ids: readonly string[], act: (itemId: string) => Act): void {
    this.#say('which');
    const options = ids.slice(0, MOST_SHOWN).map((itemId): Button => {
      const item = this.#world.indexOf(itemId) as number;
      return { label: this.#title(item), act: act(itemId) };
    });
    this.#turn.question = { of: 'item', options };
  }

  // Showing things

  /**
   * @param how.fresh a new say on what is wanted: shows from the best on
   * @param how.more goes on after what was shown
   * @param how.introduced something was said before the things
   * @param how.ask whether a question may come with them
   */
  #present(
    wished: Wish,
    {
      fresh,
      more = false,
      introduced = false,
      ask = true,
    }: { fresh: boolean; more?: boolean; introduced?: boolean; ask?: boolean },
  ): void {
    const wish = this.#withoutConflict(wished);
    const asked = whole(wish, this.#world);
    this.#state = { ...this.#state, wish, focus: null };
    const { hits, total, unknown } = this.#candidates(wish);
    if (total === 0) {
      this.#nothing(wish, asked);
      return;
    }
    const shownBefore = more ? new Set(this.#state.shown) : new Set<string>();
    const left = hits.filter(({ item }) => !shownBefore.has(this.#id(item)));
    if (left.length === 0) {
      this.#noMore();
      return;
    }
    const candidates = this.#likely(asked, left);
    const wide = goodOf(candidates) > FEW && this.#before.inARow < MOST_IN_A_ROW;
    const { asked: before } = this.#state;
    const question =
      ask && wide ? bestQuestion(candidates, this.#world, { said: saidIn(asked), asked: before }) : null;
    const count = countIn(asked) ?? SHOWN;
    const items = left.slice(0, count).map(({ item }) => item);
    const ids = items.map((item) => this.#id(item));
    this.#turn.items = ids;
    this.#state = {
      ...this.#state,
      view: ids,
      shown: [...new Set([...(fresh ? [] : this.#state.shown), ...ids])],
      focus: ids.length === 1 ? ids[0] : null,
    };
    if (unknown.length > 0 && !more)
      this.#say('unknown', { words: { of: 'words', text: unknown.join(' ') } });
    if (more && !introduced) this.#say('more', { shown: counted(items.length) });
    else if (!introduced) this.#introduce(asked, items, total);
    if (!more && !introduced && ids.length > 1) {
      this.#lead(items[0]);
      // It was spoken of: "save it" is about it.
      this.#focusOn(items[0]);
    }
    if (question !== null) {
      const key: SayKey = `ask-${question.of}`;
      this.#say(key, { name: { of: 'name', text: question.about } });
      this.#turn.question = question;
      this.#button('either', { act: 'either' });
      return;
    }
    if (left.length > items.length) this.#button('more', { act: 'more' });
    if (items.length > 1) this.#button('compare', { act: 'compare', what: refsTo(ids.slice(0, 3)) });
    if (items.length > 1 && this.#comparable(items))
      this.#button('cheaper', { act: 'cheaper', than: null, text: '' });
    if (items.length === 1) this.#nextFor(items[0]);
  }

  #introduce(asked: Understood, items: readonly number[], total: number): void {
    const parts = asked.parts.filter(({ constraint }) => constraint.of !== 'count');
    const facts = { shown: counted(items.length), total: counted(total) };
    if (asked.wanted === '' && parts.length === 0) {
      this.#say('anything', facts);
      return;
    }
    // Only conditions can be counted: how near something is to the rest is a matter of degree.
    if (asked.rest !== '' || parts.every(({ must }) => !must)) {
      this.#say('closest', facts);
      return;
    }
    if (total === 1) {
      this.#say('found-one', this.#priced(items[0]));
      return;
    }
    this.#say(total === items.length ? 'found-all' : 'found', facts);
  }

  #lead(item: number): void {
    const title = this.#title(item);
    const price = factOf(this.#world, item, 'price');
    if (price === null) this.#say('lead-unpriced', { title });
    else this.#say('lead', { title, price });
    this.#sayRating(item, 'lead-rated');
  }

  #noMore(): void {
    this.#say('no-more');
    const priced = this.#before.view.length > 1;
    if (priced) this.#button('choose', { act: 'choose' });
  }

  /** Says what is at odds and goes on without it, with what comes nearest. */
  #withoutConflict(wish: Wish): Wish {
    const asked = whole(wish, this.#world);
    if (asked.conflict === null) return wish;
    const { parts: ids, nearest } = asked.conflict;
    const odd = asked.parts.filter(({ id }) => ids.includes(id));
    const facts: Fact[] = odd.map((part) => this.#partFact(part));
    this.#say('conflict', { parts: { of: 'list', facts, join: 'and' } });
    const kept = drop(wish, ids);
    for (const part of odd) {
      this.#turn.buttons.push({
        label: this.#partFact(part),
        act: { act: 'change', add: [{ ...part, start: 0, end: 0 }], drop: odd.map(({ id }) => id) },
      });
    }
    if (nearest === null) {
      this.#say('conflict-without');
      return kept;
    }
    const price = partOf({ of: 'price', ...nearest });
    this.#say('conflict-nearest', { part: this.#partFact(price) });
    return { ...kept, chosen: [...kept.chosen, price] };
  }

  /** Says which part to give up, with what that brings, and shows the first of it. */
  #nothing(wish: Wish, asked: Understood): void {
    const ways = this.#waysOut(
      wish,
      asked.parts.filter(({ must }) => must),
    );
    if (ways.length === 0) {
      this.#say('nothing-at-all');
      this.#button('start-over', { act: 'start-over' });
      this.#state = { ...this.#state, view: [] };
      return;
    }
    const parts = asked.parts.filter(({ must }) => must).map((part): Fact => this.#partFact(part));
    this.#say('nothing', { parts: { of: 'list', facts: parts, join: 'and' } });
    const list = (gone: readonly Part[]): Fact => ({
      of: 'list',
      facts: gone.map((part) => this.#partFact(part)),
      join: 'and',
    });
    const [best] = ways;
    this.#say('loosen', { parts: list(best.gone), count: counted(best.found.total) });
    const ids = best.found.hits.slice(0, SHOWN).map(({ item }) => this.#id(item));
    this.#turn.items = ids;
    this.#state = { ...this.#state, view: ids };
    for (const { gone, found } of ways) {
      this.#turn.buttons.push({
        label: { of: 'label', key: 'without', facts: { parts: list(gone), count: counted(found.total) } },
        act: { act: 'change', add: [], drop: gone.map(({ id }) => id) },
      });
    }
    this.#state = { ...this.#state, offers: [...this.#turn.buttons] };
  }

  /** Parts to give up, one or else two, that leave something: most first. */
  #waysOut(wish: Wish, musts: readonly Part[]): { gone: Part[]; found: Found }[] {
    const tried = (sets: Part[][]) =>
      sets
        .map((gone) => ({
          gone,
          found: this.#candidates(
            drop(
              wish,
              gone.map(({ id }) => id),
            ),
          ),
        }))
        .filter(({ found }) => found.total > 0)
        // What kind of thing it is was meant most.
        .sort((a, b) => kindsIn(a.gone) - kindsIn(b.gone) || b.found.total - a.found.total)
        .slice(0, MOST_WAYS_OUT);
    const one = tried(musts.map((part) => [part]));
    if (one.length > 0) return one;
    const two = tried(musts.flatMap((a, at) => musts.slice(at + 1).map((b) => [a, b])));
    return two.length > 0 || musts.length < 2 ? two : tried([[...musts]]);
  }

  #candidates(wish: Wish): Found {
    const world = this.#world;
    const asked = whole(wish, world);
    const { declined } = this.#state;
    const allowed = (item: number) => !declined.includes(this.#id(item));
    const like = asked.parts.find(
      ({ constraint }) => constraint.of === 'compared' && constraint.how === 'like',
    );
    const from =
      like !== undefined
        ? world.similar(this.#indexIn(like), ALIKE)
        : wish.among.of === 'together'
          ? world.together(world.indexOf(wish.among.itemId) as number, POOL)
          : null;
    if (from === null) {
      const { hits, total, unknown } = this.#search(wish, asked, POOL + declined.length);
      const kept = hits.filter(({ item }) => allowed(item));
      return { hits: kept.slice(0, POOL), total: total - (hits.length - kept.length), unknown };
    }
    const musts = asked.parts.filter(({ must, id }) => must && id !== like?.id);
    const kept = from.filter(({ item }) => allowed(item) && musts.every((part) => world.meets(item, part)));
    return { hits: kept, total: kept.length, unknown: [] };
  }

  /** What may be meant. Where conditions say it all, what meets them is as likely, whichever words it has. */
  #likely(asked: Understood, hits: readonly Hit[]): Candidate[] {
    if (asked.rest !== '') return candidatesOf(hits);
    const fit = hits.filter(({ item }) => asked.parts.every((part) => this.#world.meets(item, part)));
    return candidatesOf((fit.length > 0 ? fit : hits).map(({ item }) => ({ item, score: 0 })));
  }

  /** Where next to nothing has all the words of several lines, what was said last counts most. */
  #search(wish: Wish, asked: Understood, limit: number): Found {
    const all = this.#world.find(asked, limit);
    if (all.total >= SHOWN || wish.words.length < 2) return all;
    const last = whole({ ...wish, words: wish.words.slice(-1), chosen: [] }, this.#world);
    if (last.wanted === '' || last.wanted === asked.wanted) return all;
    const { hits } = this.#world.find({ ...asked, wanted: last.wanted, rest: last.rest }, limit);
    const lowest = Math.min(0, ...all.hits.map(({ score }) => score));
    const top = Math.max(0, ...hits.map(({ score }) => score));
    const more = hits
      .filter(({ item }) => !all.hits.some((hit) => hit.item === item))
      .map(({ item, score }) => ({ item, score: lowest - 1 + score - top }));
    const joined = [...all.hits, ...more].slice(0, limit);
    return { hits: joined, total: joined.length, unknown: all.unknown };
  }

  #indexIn({ constraint }: Part): number {
    return constraint.of === 'compared' ? (this.#world.indexOf(constraint.itemId) as number) : -1;
  }

  // Words and buttons

  #say(key: SayKey, facts: Record<string, Fact> = {}): void {
    const wordings = WORDINGS[key];
    let variant = hashOf(`${this.#conversation.length} ${key} ${this.#utterance}`) % wordings;
    // The same words twice running would sound like a machine.
    const last = this.#conversation.at(-1)?.say.find((say) => say.key === key);
    if (last?.variant === variant) variant = (variant + 1) % wordings;
    const say: Say = { key, variant, facts };
    this.#turn.say.push(say);
  }

  #button(key: ButtonKey, act: Act): void {
    this.#turn.buttons.push({ label: { of: 'label', key, facts: {} }, act });
  }

  #nextFor(item: number): void {
    const what: Reference = { by: 'id', itemId: this.#id(item) };
    this.#button('open', { act: 'open', what });
    this.#button('basket', { act: 'basket', what });
    this.#button('goes-with', { act: 'goes-with', what });
    this.#button('like', { act: 'like', what, text: '' });
  }

  /** With its price, where it has one. */
  #priced(item: number): Record<string, Fact> {
    const price = factOf(this.#world, item, 'price');
    const title = this.#title(item);
    return { title, priced: { of: 'flag', on: price !== null }, price: price ?? title };
  }

  #comparable(items: readonly number[]): boolean {
    return items.filter((item) => this.#world.items[item].price !== null).length > 1;
  }

  /** Another wish: what was shown and asked for the last one is over. */
  #anew(): void {
    this.#state = { ...this.#state, shown: [], asked: [] };
  }

  #focusOn(item: number): void {
    this.#state = { ...this.#state, focus: this.#id(item) };
  }

  #id(item: number): string {
    return this.#world.items[item].id;
  }

  #title(item: number): Fact {
    return { of: 'item', itemId: this.#id(item), field: 'title', value: this.#world.items[item].title };
  }

  #partFact(part: Part): PartFact {
    const item = this.#indexIn(part);
    return { of: 'part', part, title: this.#world.items[item]?.title ?? null };
  }
}

const counted = (value: number): Fact => ({ of: 'count', value });

const refsTo = (ids: readonly string[]): Reference[] => ids.map((itemId) => ({ by: 'id', itemId }));

/** The thing that an option of "which one" is about. */
function idIn(act: Act): string | null {
  const reference = 'what' in act && !Array.isArray(act.what) ? act.what : 'than' in act ? act.than : null;
  return reference?.by === 'id' ? reference.itemId : null;
}

const idsOf = (options: readonly Button[]): string[] => options.flatMap(({ act }) => idIn(act) ?? []);

/** Recipient and occasion are no bars; they are a reason only where a tag of the thing speaks for them. */
function speaksFor({ constraint }: Part, tags: readonly string[]): boolean {
  if (constraint.of !== 'recipient' && constraint.of !== 'occasion') return true;
  return constraint.tags.some((tag) => tags.includes(tag));
}

function countIn({ parts }: Understood): number | null {
  for (const { constraint } of parts) {
    if (constraint.of === 'count') return Math.max(1, Math.min(MOST_SHOWN, constraint.count));
  }
  return null;
}

const kindsIn = (parts: readonly Part[]): number =>
  parts.filter(
    ({ constraint }) => constraint.of === 'property' && !constraint.not && constraint.name === 'kind',
  ).length;

/** Names that a wish has a word on: these are not asked. */
function saidIn({ parts }: Understood): Set<string> {
  const said = new Set<string>();
  for (const { constraint } of parts) {
    if (constraint.of === 'property' && !constraint.not) said.add(constraint.name);
    else if (constraint.of === 'occasion') said.add('occasion').add('tag');
    else if (constraint.of === 'price' || constraint.of === 'compared') said.add('price');
  }
  return said;
}
