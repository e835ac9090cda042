/**
 * Bringing a shop: files are read and checked, then items are embedded, a pack is trained, and both are
 * stored. Nothing of the shop that is open changes; ending the worker it runs in cancels it at any point.
 */

import { isOrdersFile } from '../catalog/field-names.ts';
import { type Catalog, itemText } from '../catalog/item.ts';
import { nameDepartments } from '../catalog/name-departments.ts';
import { counted, UnreadableFileError } from '../catalog/problem.ts';
import { ORDER_LIMITS, readColumns } from '../catalog/read-file.ts';
import type { ItemsRead } from '../catalog/read-items.ts';
import type { Encoder } from '../encoders/encoder.ts';
import { savePack } from '../packs/save-pack.ts';
import type { StoredPicture, StoredShop } from '../packs/shop-store.ts';
import { emptyOrders, type OrdersRead } from '../training/read-orders.ts';
import { readShop } from '../training/read-shop.ts';
import { fitAhead, train } from '../training/train.ts';
import {
  type DrawSvg,
  describeMedia,
  type MatchedFiles,
  type MediaTools,
  matchFiles,
} from './media-import.ts';
import type { ImportCheck, ImportRequest, LongProgress } from './recommender.ts';

/** What the session needs of the world. */
export interface ImportTools {
  openEncoder(): Promise<Encoder>;
  /** Opened only where items have pictures or recordings. */
  openMedia(drawSvg?: DrawSvg): Promise<MediaTools>;
  saveShop(shop: StoredShop, pictures?: readonly StoredPicture[]): Promise<void>;
  /** Where TensorFlow.js finds its files; undefined in Node. */
  wasmPath: string | undefined;
  /** Epoch ms. */
  now(): number;
  /** The site's own origin, for pictures given with a full address. */
  origin: string;
}

type Report = (progress: LongProgress) => void;

/** The files were checked in another session, or have problems that nobody agreed to skip. */
export class ImportRefused extends Error {
  override name = 'ImportRefused';
}

/** The same files give the same pack. */
const SEED = 1;

/** Shares of the whole that embedding and training take, with 3,659 items and 344,699 lines. */
const EMBEDDING = 0.3;
const TRAINING = 0.67;

/** Share that describing takes where there is something to describe: a picture takes about as long as a text. */
const DESCRIBING = 0.25;

/** An estimate made earlier than this, s, would jump about. */
const FIRST_ESTIMATE = 3;

export class ImportSession {
  readonly #tools: ImportTools;
  #checked: {
    token: string;
    items: ItemsRead;
    catalog: Catalog;
    orders: OrdersRead | null;
    media: MatchedFiles;
  } | null = null;

  constructor(tools: ImportTools) {
    this.#tools = tools;
  }

  /**
   * @param files items, then orders if there are any; the other way round is understood too.
   * @param brought pictures and recordings of the items, also in zips
   */
  async check(files: File[], onProgress: Report, brought: File[] = []): Promise<ImportCheck> {
    const [itemsFile, ordersFile] = await itemsFirst(files);
    const { items, orders } = await readShop(itemsFile, ordersFile, {
      origin: this.#tools.origin,
      now: this.#tools.now(),
      onProgress: (phase, done, total) => onProgress({ phase, done, total, remaining: null }),
    });
    const { catalog } = items;
    const token = crypto.randomUUID();
    const things = catalog?.items ?? [];
    const media = await matchFiles(brought, things, items.linkedNames, (share) =>
      onProgress({
        phase: 'Looking through pictures',
        done: Math.round(1000 * share),
        total: 1000,
        remaining: null,
      }),
    );
    this.#checked = catalog === null ? null : { token, items, catalog, orders, media };
    return report(token, items, orders, media);
  }

  /**
   * @returns the shop's id
   * @throws ImportRefused, ShopNotSaved, EncoderFailure
   */
  async run(
    { token, name, skipBadLines }: ImportRequest,
    onProgress: Report,
    drawSvg?: DrawSvg,
  ): Promise<string> {
    const checked = this.#checked;
    if (checked?.token !== token)
      throw new ImportRefused('Choose the files again: they were checked before a restart.');
    const { items, orders, media } = checked;
    if (!skipBadLines && items.skippable + (orders?.skippable ?? 0) > 0) {
      throw new ImportRefused('Some lines have problems: mend the file, or agree to leave those lines out.');
    }
    const has = mediaOf(checked.catalog, media);
    const describing = has.pictures + has.recordings > 0 ? DESCRIBING : 0;
    const clock = new Estimate(() => this.#tools.now(), onProgress, 1 - describing);
    const log = orders?.log ?? emptyOrders();
    const encoder = await this.#tools.openEncoder();
    // The encoder has a worker of its own: what can be learned without texts is learned meanwhile, in this one.
    const stop = new AbortController();
    const both = Promise.all([
      encoder.encode(checked.catalog.items.map(itemText), (done, total) =>
        clock.tell(`Reading ${total} descriptions`, (EMBEDDING * done) / total),
      ),
      fitAhead({ log, items: checked.catalog.items.length, seed: SEED, signal: stop.signal }),
    ]);
    both.catch((error: unknown) => stop.abort(error));
    const [vectors, ahead] = await both;
    const { stamp } = encoder;
    await encoder.dispose();

    const tools = describing > 0 ? await this.#tools.openMedia(drawSvg) : null;
    const described =
      tools &&
      (await describeMedia(checked.catalog.items, media, tools, (phase, share) =>
        clock.tell(phase, EMBEDDING, describing * share),
      ));
    await tools?.dispose();
    if (described !== null) clock.add(describing);

    const catalog = nameDepartments(
      { ...checked.catalog, name: name.trim() || checked.catalog.name },
      vectors,
    );
    const pack = await train({
      catalog,
      log,
      ahead,
      vectors,
      stamp,
      ...(described?.images && { images: described.images }),
      ...(described?.sounds && { sounds: described.sounds }),
      seed: SEED,
      wasmPath: this.#tools.wasmPath,
      onProgress: ({ phase, fraction }) => clock.tell(phase, EMBEDDING + TRAINING * fraction),
    });
    const lost = described?.unreadable ?? 0;
    const without = lost > 0 ? `; ${counted(lost, 'file', 'files')} could not be read` : '';
    clock.tell(`Storing the shop${without}`, EMBEDDING + TRAINING);
    await this.#tools.saveShop(
      { id: catalog.id, catalog, pack: await savePack(pack), importedAt: this.#tools.now() },
      described?.cards,
    );
    clock.tell('Done', 1);
    this.#checked = null;
    return catalog.id;
  }
}

/** Two files in the wrong places are told apart by their columns. */
async function itemsFirst(files: File[]): Promise<File[]> {
  if (files.length < 2) return files;
  const [first, second] = await Promise.all(
    files.map((file) =>
      readColumns(file, { limits: ORDER_LIMITS }).then(isOrdersFile, (error: unknown) => {
        // What is wrong with the file is told when it is read in earnest.
        if (error instanceof UnreadableFileError) return false;
        throw error;
      }),
    ),
  );
  return first && !second ? [files[1], files[0]] : files;
}

/** What items have: what was brought with them, or what they name on this site. */
function mediaOf({ items }: Catalog, { pictures, recordings, unused }: MatchedFiles) {
  return {
    pictures: items.filter(({ image }, i) => (pictures[i] ?? image) !== null).length,
    recordings: items.filter(({ audio }, i) => (recordings[i] ?? audio ?? null) !== null).length,
    unused,
  };
}

function report(
  token: string,
  items: ItemsRead,
  orders: OrdersRead | null,
  media: MatchedFiles,
): ImportCheck {
  const counts = items.catalog === null ? null : mediaOf(items.catalog, media);
  const some = counts !== null && Object.values(counts).some((count) => count > 0);
  return {
    media: some ? counts : null,
    token,
    items: items.catalog?.items.length ?? 0,
    currency: items.catalog?.currency ?? 'GBP',
    orders: orders === null ? null : orders.summary,
    problems: [...items.problems, ...(orders?.problems ?? []), ...media.problems].slice(0, 100),
    problemCount: items.problemCount + (orders?.problemCount ?? 0) + media.problems.length,
    skippable: items.skippable + (orders?.skippable ?? 0),
    notes: [...items.notes, ...(orders?.notes ?? [])],
    // Orders that can't be read are not left out in silence: the shop would be a lesser one.
    usable: items.catalog !== null && orders?.log !== null,
    sample: (items.catalog?.items ?? []).slice(0, 6).map(({ id, title, price, department }) => ({
      id,
      title,
      price,
      department,
    })),
  };
}

/** Time left, from the share of the work that is done. */
class Estimate {
  readonly #now: () => number;
  readonly #onProgress: Report;
  readonly #start: number;
  readonly #scale: number;
  #before = 0;

  /** @param scale what a share of the work in texts and training is of all work */
  constructor(now: () => number, onProgress: Report, scale: number) {
    this.#scale = scale;
    this.#now = now;
    this.#onProgress = onProgress;
    this.#start = now();
  }

  /** Other work was done, of that share of all. */
  add(share: number): void {
    this.#before += share;
  }

  tell(phase: string, part: number, other = 0): void {
    const fraction = this.#before + this.#scale * part + other;
    const elapsed = (this.#now() - this.#start) / 1000;
    const known = elapsed >= FIRST_ESTIMATE && fraction > 0;
    const remaining = known ? Math.ceil((elapsed * (1 - fraction)) / fraction) : null;
    this.#onProgress({ phase, done: Math.round(fraction * 1000), total: 1000, remaining });
  }
}
