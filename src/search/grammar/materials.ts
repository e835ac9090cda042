/**
 * English words for what things are made of, where one word stands for many: "wood" is oak and beech too. A value of
 * a catalog also answers to every word in it ("recycled polyester" to polyester), but not where a word before takes
 * that back: vegan leather is no leather.
 */
import { plainOf, stemOf } from './tokens.ts';

/** Narrower materials by the wider word. */
const KINDS_OF: Readonly<Record<string, string>> = {
  wood: `oak beech ash birch walnut pine cedar cherry maple elm sycamore spruce larch willow hornbeam alder hickory
    acacia poplar linden basswood boxwood pearwood hazel mahogany teak rosewood ply plywood mango apple bamboo chestnut
    lime cherrywood boxwood timber`,
  metal: `steel iron brass copper tin tinplate aluminium zinc bronze silver gold pewter chrome titanium nickel`,
  steel: '',
  iron: '',
  wool: 'lambswool merino tweed cashmere mohair alpaca',
  leather: 'suede hide nubuck',
  plastic: 'polypropylene acrylic pvc polycarbonate polyethylene abs bioplastic melamine celluloid',
  synthetic: 'polyester nylon acrylic viscose elastane neoprene fleece',
  ceramic: 'stoneware porcelain earthenware terracotta pottery',
  pottery: 'stoneware porcelain earthenware terracotta ceramic',
  paper: '',
  cardboard: 'card',
  rubber: 'silicone neoprene',
  fur: 'sheepskin',
  fabric: 'cotton linen canvas wool denim velvet silk corduroy tweed felt polyester viscose',
};

/** Before a material, these make it another: no leather in "vegan leather". */
const NOT_REALLY =
  /^(?:vegan|faux|fake|artificial|imitation|synthetic|mock|pleather|leatherette|corn|plant|sugar)$/;

const MATERIAL_ATTRIBUTE =
  /^(?:(?:main |outer |primary )?materials?(?: type)?|fabrics?|made of|made from|composition|werkstoff|materia[lu]x?|matiere|materiale|tessuto|tela|stoff|材质|材料)$/;

export function isMaterialAttribute(name: string): boolean {
  return MATERIAL_ATTRIBUTE.test(plainOf(name).replace(/[_-]+/g, ' ').trim());
}

/** The words, as stems, that a material answers to: itself, the words in it, and what they are kinds of. */
export function answersTo(material: string): ReadonlySet<string> {
  const words = (plainOf(material).match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf);
  const found = new Set<string>();
  words.forEach((word, i) => {
    if (word.length < 3 || NOT_CALLED.has(word)) return;
    if (words.slice(0, i).some((before) => NOT_REALLY.test(before))) return;
    // In "wax paper" it is the last word that says what it is; of "cotton and bamboo" each does.
    found.add(word);
    for (const [wide, narrow] of WIDER) if (narrow.has(word) && isHead(words, i)) found.add(wide);
  });
  return found;
}

/** Whether a word says what the material is, not how: "cherry wood", "beech and brass", but not "apple soap". */
function isHead(words: readonly string[], at: number): boolean {
  const next = words[at + 1];
  return next === undefined || next === 'and' || next === 'wood' || next === 'ply' || next === 'felt';
}

/** Words in a material that say how it is, and not what. */
const NOT_CALLED: ReadonlySet<string> = new Set(
  `and with of recycled organic natural fresh dried living mixed blend waxed stainless cast carbon laid coated non stick
  enamelled enameled blued ripstop rubberised plant bog`.split(/\s+/),
);

const WIDER: readonly (readonly [string, ReadonlySet<string>])[] = Object.entries(KINDS_OF).map(
  ([wide, narrow]) =>
    [
      wide,
      new Set(
        narrow
          .split(/\s+/)
          .filter((word) => word !== '')
          .map(stemOf),
      ),
    ] as const,
);

const MATERIALS: ReadonlySet<string> = new Set(WIDER.flatMap(([wide, narrow]) => [wide, ...narrow]));

/** Whether a stem by itself names a material in English. */
export function isMaterial(stem: string): boolean {
  return MATERIALS.has(stem);
}

/** "vegan", "faux": whether a word before a material makes it another. */
export function isImitation(word: string): boolean {
  return NOT_REALLY.test(word);
}

/** After a material, these say what is done to it: "silver polish", "wood glue", "wax melts". */
export const TREATMENTS =
  /^(?:cleaner|cleaning|polish|balm|glue|cutter|opener|stain|varnish|wash|conditioner|care|saw|drill|chisel|carving|carver|burner|stove|pellets?|file|detector|weights?|punch|shredder|melts?|warmer|repair|dye|paint|preserver|treatment|protector|brush|store|remover)$/;
