/**
 * Ordinary words: those that claim nothing of a thing for sale, so that a model may put them in and leave them out of
 * an answer. Whatever is in neither list here (numbers, "not", "free", "all", "best", "under", "only", "will", "now",
 * every word of the catalog) must stand in the answer just as the shop wrote it; see `same-claims.ts`.
 */

export interface OrdinaryWords {
  /** May stand anywhere: who speaks, to whom, and how warmly. */
  free: ReadonlySet<string>;
  /** Tie what stands before them to what comes after, so they may stand only where the shop's own text has them. */
  relating: ReadonlySet<string>;
  /** Those of `relating` that may also stand just before a price. */
  beforePrice: ReadonlySet<string>;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/**
 * Left out with care: words that are things for sale as well (matches, suits, picks), that promise (will, sure), that
 * count (one, both), that compare (like, as, too, so), and "was", which before a price means a sale.
 */
const ENGLISH: OrdinaryWords = {
  free: set(`
    a an the this that these those it its itself they them their
    i i'm i've i'd me my we we've we'd us our you you're you've you'd your
    here here's there there's then and
    hello hi please thanks thank lovely happy happily glad gladly hope hoping delighted pleasure
    would could might perhaps maybe
    think thought look looking see saw find found consider considering
    suggest suggestion suggestions recommend recommendation recommendations choice choices choose
    option options idea ideas want wanted need needed asked ask mentioned mind know let let's
    item items thing things something which who
  `),
  relating: set(`
    is are be being has have having come comes coming
    at for of in on to with by cost costs priced
  `),
  beforePrice: set('is are at for cost costs priced'),
};

const CHINESE: OrdinaryWords = {
  free: set(`
    我 我们 您 你 您的 你的 我的 我们的 它 它们 这 那 这个 那个 这些 那些 这里 款 件 的 地 了 吧 呢 呀 啊 哦
    请 您好 你好 谢谢 很高兴 高兴 希望 乐意 愿意 也 就 可以 可能 也许 或许 觉得 认为 看看 看 找到 找 想 想要 需要
    推荐 建议 选择 挑选 考虑 试试 告诉 一下
  `),
  relating: set('是 在 有 和 与 带 配 用 为 给 属于 售价 价格'),
  beforePrice: set('是 为 售价 价格'),
};

/** Of a language by its BCP 47 tag; null where no list was made for it, and answers stay as the shop wrote them. */
export function ordinaryWordsOf(language: string): OrdinaryWords | null {
  const [primary] = language.toLowerCase().split('-');
  if (primary === 'en') return ENGLISH;
  return primary === 'zh' ? CHINESE : null;
}
