/**
 * Titles as people would write them, for feeds that shout: "SET/6 RED SPOTTY PAPER CUPS" becomes "Set/6 red
 * spotty paper cups". Only how a title looks changes.
 */

/** Share of shouted titles from which a whole feed counts as shouting; single ones are left alone. */
const SHOUTING = 0.6;

/** Written in capitals wherever they stand. */
const ACRONYMS = new Set(
  `UK USA EU LED LCD USB DVD CD TV PC DIY BBQ UV UHF HD PVC MDF XL XXL XS SPF UFO NYC AC DC RGB GPS SD HDMI A3 A4 A5 A6
  T-SHIRT I II III IV VI VII VIII`.split(/\s+/),
);

/** Names that keep their capital: months, days, feasts, and the places and peoples that goods are called after. */
const NAMES = new Set(
  `january february april june july august september october november december monday tuesday wednesday thursday
  friday saturday sunday christmas xmas easter halloween valentine valentines hanukkah diwali noel santa rudolph
  london paris york england english britain british scotland scottish scottie ireland irish wales welsh france french
  germany german italy italian spain spanish portugal europe european america american mexico mexican brazil india
  indian chinese japan japanese asia asian africa african australia egypt egyptian turkish persian moroccan
  russian dutch swedish danish norwegian scandinavian nordic swiss venetian edwardian victorian georgian regency
  gothic madras oxford cambridge brighton windsor manchester edinburgh`.split(/\s+/),
);

/** Whether a word is written with a capital in the middle of a sentence, too. */
export function keepsCapital(word: string): boolean {
  return NAMES.has(word.toLowerCase().replace(/['’]s$/, '')) || ACRONYMS.has(word.toUpperCase());
}

/** Amounts with their unit: written small, as on a label ("500ml"). */
const MEASURE = /^\d+([.,]\d+)?(x\d+([.,]\d+)?)*(mm|cm|m|ml|cl|g|kg|oz|lb|lbs|in|ft|pc|pcs|pk|pce|w|x)$/i;

/** Whether a title has letters enough to tell, and no small one among them. */
function shouts(title: string): boolean {
  return (title.match(/\p{Lu}/gu)?.length ?? 0) >= 4 && !/\p{Ll}/u.test(title);
}

/** Whether most of a feed's titles are in capitals throughout. */
export function feedShouts(titles: readonly string[]): boolean {
  const loud = titles.filter(shouts).length;
  return titles.length > 0 && loud / titles.length >= SHOUTING;
}

/** A shouted title in sentence case; numbers, units, acronyms and common names keep their form. */
export function sentenceCase(title: string): string {
  const calm = title.replace(/[\p{L}\p{N}][\p{L}\p{N}.'’-]*/gu, (word) => {
    if (/\p{Ll}/u.test(word) || ACRONYMS.has(word)) return word === 'T-SHIRT' ? 'T-shirt' : word;
    const low = word.toLowerCase();
    if (/\p{N}/u.test(word))
      return MEASURE.test(word) || /^\d+(st|nd|rd|th|['’]?s)$/i.test(word) ? low : word;
    return NAMES.has(low.replace(/['’]s$/, '').replace(/[.-].*$/, '')) ? capital(low) : low;
  });
  return capital(calm);
}

/** The first letter large, unless a number comes before it. */
function capital(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]*\p{Ll}/u, (start) => start.toUpperCase());
}
