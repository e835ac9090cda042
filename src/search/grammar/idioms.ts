/**
 * Compounds of general English in which a word for a colour or a material is none: no shop needs to sell black pepper
 * for it to be no black thing. Those that stand in a catalog's own titles are found there (see `lexicon.ts`).
 */
import { phraseKey } from './tokens.ts';

const COMPOUNDS = `
  black pepper|black peppercorn|white pepper|black tea|green tea|white tea|red tea|white wine|red wine|rose wine
  rose water|rose hip|rose garden|rose bush|rose oil|rose petal|rose scent|orange juice|orange marmalade|orange peel
  orange blossom|orange flower|orange squash|lemon juice|lime juice|olive oil|olive wood|brown sugar|brown bread|brown rice
  brown sauce|white bread|white flour|white chocolate|dark chocolate|milk chocolate|white noise|white sauce|white board
  black coffee|black forest|black tie|black friday|blackcurrant|black pudding|black bean|green bean|green finger|green house
  green thumb|green fingered|earl grey|lady grey|red setter|red squirrel|red wine glass|red pepper|red onion|red cabbage|red kite|red fox|red hare|blue tit
  blue cheese|bluebell|blue whale|blue tooth|golden retriever|golden eagle|golden syrup|golden hour|gold fish|goldfish
  silver birch|silver spoon|silver fish|silver service|grey squirrel|grey heron|grey wolf|snow white
  brown bear|black bear|black cat|black lab|black labrador|yellow hammer|pink gin|pink salt
  pink lady|plum jam|plum pudding|peach melba|cream tea|cream cake|cream cheese|ice cream|hand cream|face cream|foot cream
  body cream|sun cream|shaving cream|night cream|day cream|cream cracker|clotted cream|clear sky|clear out|clear up
  natural history|natural world|mint tea|mint sauce|mint chocolate|tin opener|tin whistle|tin can|cake tin|loaf tin|bread tin
  baking tin|biscuit tin|muffin tin|roasting tin|glass of wine|wine glass|looking glass|hour glass|magnifying glass|stained glass
  paper clip|paper weight|paper round|paper trail|news paper|wall paper|wrapping paper|writing paper|baking paper|paper back
  paper towel|steel drum|steel pan|steel guitar|steel band|iron board|ironing board|waffle iron|curling iron
  rubber duck|rubber band|rubber stamp|rubber plant|cork screw|cork board|wool wash|silk worm|cotton wool
  cotton bud|cotton candy|leather polish|leather balm|leather care|wood stove|wood burner|wood work|wood cut|wood pecker|wood pigeon
  wood land|wood wind|wood worm|seed cake|slate cleaner|card game|card trick|card holder|card case|card wallet|post card|stone age
  stone baked|stone fruit|pine nut|pine cone|pine marten|oak tree|ash tree|maple syrup|cherry tomato|cherry pie|apple pie|apple juice
  apple tree|bamboo shoot|straw berry|hay fever|hay stack|ink jet|linen basket|laundry basket|felt tip|felt pen|felt tip pen
  brass band|brass instrument|brass section|silver lining|gold standard|gold medal|chalk board|light house|light bulb|light weight
  light switch|full moon|open air|open mind|hand made|hand bag|hand wash|hand towel|back pack|back garden|back ache|back yard
  hot chocolate|drinking chocolate|wax jacket|wax crayon|wax seal|sealing wax|ski wax|paper plane|paper aeroplane|glass blower
  set menu|cover letter|under bed|over the door|over night|under wear|under water|under ground
`;

/** Phrase keys. */
export const IDIOMS: ReadonlySet<string> = new Set(
  COMPOUNDS.split(/[|\n]/)
    .map((phrase) => phraseKey(phrase.trim()))
    .filter((key) => key !== ''),
);
