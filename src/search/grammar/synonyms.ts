/**
 * Everyday words for what catalogs call otherwise: "big" for large, "veggie" for vegetarian, "sweater" for jumper,
 * "spaniel" for dog. General English only; a catalog takes of it what leads to words of its own (see `lexicon.ts`).
 */
import { phraseKey } from './tokens.ts';

/**
 * Ways to say a value, a flag or a tag, after the words that a catalog may have for it (the first it has counts).
 * A colon parts them; ways are set apart by bars, rows by line ends.
 */
const VALUES = `
  large: big|huge|giant|massive|jumbo|oversized|extra large|large sized|large size|big sized|good sized
  small: tiny|little|mini|miniature|teeny|small sized|small size
  medium: medium sized|medium size|mid sized|mid size|average sized
  beginner|beginners: novice|newbie|learner|starter|starting out|just starting|first timer|complete beginner|total beginner|absolute beginner|just learning
  vegetarian: veggie|meat free
  vegan: plant based|animal free
  folding|foldable: folds up|fold up|folds away|fold away|folds down|collapsible|folds flat|foldaway|foldable|folding
  funny|comedy: hilarious|humorous|amusing|laugh out loud|make me laugh|makes me laugh|make you laugh|makes you laugh|make him laugh|make her laugh|makes him laugh|makes her laugh|make them laugh|make us laugh|makes us laugh|make people laugh|witty
  mystery|crime: whodunnit|whodunit|detective|crime|murder mystery|detective story
  science fiction|sci fi: sci fi|scifi|science fiction
  romance|romantic: love story|romcom|rom com
  fantasy: fantasy|wizards and dragons
  hardback|hardcover: hardcover|hard cover|hard back|hardback
  paperback|softcover: softcover|soft cover|paper back|paperback
  rechargeable: usb charging|usb powered|rechargable
  battery|batteries: battery powered|battery operated|runs on batteries|battery run|battery driven
  mains: plug in|mains powered|mains operated|plugs in|plugged in
  solar: solar powered
  wired: corded|with a cable|with a wire
  wireless|bluetooth: wireless|bluetooth|cordless
  wind up|hand wound: wind up|clockwork
  machine wash|machine washable: machine washable|washable|washing machine|in the wash
  low light: dark corner|dark room|dark spot|dark place|dark bedroom|dark hallway|dark bathroom|dark flat|gloomy flat|gloomy room|gloomy corner|gloomy|shady corner|shady spot|shady room|shady place|little light|not much light|don't need much light|doesn't need much light|dim room|dim corner|dim light|low light|no direct sun|no sun
  full sun: sunny windowsill|sunny spot|sunny room|sunny window|direct sun|full sun|sunny balcony
  very easy|easy: low maintenance|hard to kill|easy to look after|easy to care for|easy care|impossible to kill|unkillable
  eco: eco friendly|ecofriendly|sustainable|environmentally friendly|planet friendly|kind to the planet|good for the planet|good for the environment|zero waste
  handmade: hand made|handcrafted|hand crafted|made by hand|artisan
  waterproof: rainproof|rain proof|weatherproof|weather proof|showerproof
  woman: lady|female
  man: gent|gentleman|male
  gift: present
  stocking filler: stocking stuffer
  work from home: working from home|home working|home office|wfh|home worker
  birdwatching: bird watching|birding|birder|twitcher|birdwatcher|bird watcher
  stargazing: stargazer|star gazing|looking at stars|astronomy
  walking: hiking|hiker|rambler|rambling|trekking
  cycling: biking|riding my bike|riding a bike|riding his bike|riding her bike
  camping: camper|campsite
  running: jogging|jogger|marathon
  swimming: swimmer
  dog walking: dog walker
  letter writing: pen pal|penpal|pen friend
  lp: vinyl|vinyl record|vinyl lp|long player|12 inch
  cd: compact disc
  cassette: tape|mixtape|cassette tape
  quiet: silent
  plain: blank|unlined|unruled|unpatterned
  lined: ruled
  squared: grid|gridded|graph paper|graph
  dotted: dot grid|bullet journal
  striped: stripy|stripey|stripe
  checked: plaid|tartan|gingham|chequered|check
  floral: flowery
  lightweight: light weight|weighs nothing|not heavy|not too heavy
  warm: cosy and warm
`;

/** Words for things of one sort; one that a catalog has no sense for has those of the first in its row that it knows. */
const THINGS = `
  jumper|sweater|pullover
  cardigan|cardi
  coat|jacket|anorak|parka|cagoule
  raincoat|waterproof|mac|mackintosh|rain jacket|coat
  shoe|trainer|sneaker|footwear
  sandal|flip flop|shoe
  boot|wellie|gumboot|welly
  rucksack|backpack|knapsack|daypack|pack
  bag|handbag|holdall|tote|satchel|duffel
  luggage|suitcase|cabin bag|travel case
  wallet|billfold|purse
  sunglasses|shades
  watch|wristwatch|wrist watch|timepiece
  torch|flashlight|head torch|headtorch|headlamp
  tent|bivvy
  sleeping bag|sleepbag
  jigsaw|jigsaw puzzle|puzzle
  board game|boardgame
  soft toy|teddy|teddy bear|plushie|plush|cuddly toy|stuffed animal|stuffed toy|cuddly
  houseplant|house plant|pot plant|indoor plant|plant
  planter|plant pot|flowerpot|flower pot
  seed|seed packet
  notebook|notepad|jotter|note book|exercise book|journal
  pencil|colouring pencil|coloured pencil
  pen|biro|ballpoint
  greeting card|greetings card
  wrapping paper|gift wrap|giftwrap
  cookbook|recipe book|cookery book|cook book
  novel|fiction
  picture book|storybook|story book
  lamp|table lamp|bedside light|desk light|reading light
  fairy light|string light|fairylight
  candle|candles
  cushion|scatter cushion|throw pillow
  throw|blanket
  mirror|looking glass
  towel|bath towel
  bathrobe|dressing gown|robe
  soap|bar of soap
  pan|saucepan|frying pan|frypan|skillet
  knife|kitchen knife
  tableware|crockery|dinnerware|dinner plate
  plate|side plate|dinner plate
  headphone|earphone|earbud|ear bud
  record|album|lp|vinyl|vinyl record|song|tune|long player
  guitar|six string
  drum|drum kit
  hat|beanie|bobble hat
  glove|mitten|mitt
  scarf|shawl
  sock|ankle sock
  sweet|sweets|candy|candies
  chocolate|choc|choccy|chocolate bar
  jam|preserve|marmalade
  secateur|pruner|pruning shear
  dog|doggy|doggie|puppy|pup|pooch|hound|mutt|labrador|lab|spaniel|cocker spaniel|terrier|poodle|collie|border collie|retriever|golden retriever|dachshund|sausage dog|whippet|greyhound|lurcher|beagle|bulldog|french bulldog|frenchie|pug|cockapoo|cavapoo|labradoodle|alsatian|german shepherd|corgi|husky|chihuahua|dalmatian|rottweiler|red setter|setter|schnauzer|westie|shih tzu|jack russell|staffie|great dane|springer
  cat|kitty|kitten|moggy|moggie|tabby|siamese|maine coon|ragdoll|tomcat|tom cat|house cat|puss|feline
  rabbit|bunny|bunny rabbit|lop ear
  hamster|hammy
  guinea pig|cavy
  fish|goldfish|guppy|betta|tropical fish
  cage bird|budgie|budgerigar|parrot|cockatiel|canary|parakeet
  garden bird|wild bird
`;

/** Alias by key, with the keys that it may stand for, best first. */
export interface Synonym {
  alias: string;
  meant: readonly string[];
}

function rows(table: string): string[] {
  return table
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '');
}

function keys(list: string): string[] {
  return list.split('|').map((phrase) => phraseKey(phrase));
}

/** Ways to say what an attribute, a flag or a tag says. */
export const VALUE_SYNONYMS: readonly Synonym[] = rows(VALUES).flatMap((row) => {
  const [meant, ways] = row.split(':').map(keys);
  return ways.filter((alias) => alias !== meant[0]).map((alias) => ({ alias, meant }));
});

/** Ways to call a thing. */
export const THING_SYNONYMS: readonly Synonym[] = rows(THINGS).flatMap((row) => {
  const all = keys(row);
  return all.map((alias) => ({ alias, meant: all.filter((key) => key !== alias) }));
});
