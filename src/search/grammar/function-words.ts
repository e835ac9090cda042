/**
 * Words that hold an English request together and say nothing about a thing, by what they do. What none of these
 * lists has is taken for a word about the thing that is wanted.
 */

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}

/** Never in what is searched for. */
export const STOPWORDS = words(`
  a an the this that these those it its it's that's there here i i'm i'd i've i'll me my mine we we're us our ours you
  you're your yours he he's him his she she's her hers they they're their them one ones
  is are was were be been being am do does did done has have had having will would should could can may might must shall
  and or but if so then than as at by for from in into of off on onto out over to up with within about around after
  before between both during through per via just only also too very really quite rather pretty fairly bit lot lots
  some any something anything someone somebody everything everyone thing things stuff item items kind kinds sort type
  want wants wanted wanting need needs needed needing like liked looking look looks looked find finds finding show shows
  give gives giving get gets getting got buy buying bought search searching searched seek seeking suggest suggestion
  suggestions recommend recommendation recommendations idea ideas option options choice choices please thanks thank hi
  hello hey ok okay well let let's tell help wish wishing hoping hope prefer prefers preferably ideally maybe perhaps
  possibly probably actually basically what what's which who who's whom whose when where why how which's
  not no nor neither never without except apart none nothing isn't aren't wasn't don't doesn't didn't won't wouldn't
  can't cannot shouldn't haven't hasn't dont doesnt didnt isnt arent wont cant
  more most less least much many few fewer lot another other others else same each every all own such
  price priced prices cost costs costing budget spend spending money pounds pound quid dollars euros bucks gbp usd eur
  under below above over up down max maximum min minimum roughly approximately approx circa
  us uk shop store stock sale sell sells selling available now today soon new make makes made making use used using
  go goes going come comes coming take takes taking keep keeps keeping put see think know say says said work works
  good nice great lovely best better right perfect proper decent suitable appropriate ideal
  you've we've they've you'd we'd they'd he'd she'd we'll you'll they'll colour color
  old year years aged age ages first last possible loves love likes enjoys enjoy hates hate into keen fond
`);

/** Between a "not" and what it refuses. */
export const NEGATION_FILLERS = words(`
  a an the any too very so really that much of all in with from made anything something someone things thing stuff
  another more be being is are it its it's they look looks looking feel feels want wants like likes need needs needing
  to have has having contain contains containing include includes including use uses using my for quite as one ones
  item items made overly at please just by us me you give show suggest recommend into kind sort type covered else about smell taste sight sound idea look feel
`);

/** Begin a clause of their own, so that what came before reaches no further. */
export const CLAUSE_STARTS = words(`
  but under below above over around about between for with that which who because so please though although however
  up max maximum less more cheaper within from ideally preferably must should need want i i'd i'm it it's in and at
  only just if unless then still instead
`);

/**
 * Nouns too wide to be held to one kind of things ("games", "treats", "a case") but in a compound that titles have:
 * "board games", "picture frames".
 */
export const WIDE_NOUNS = words(`
  game treat food cream key case paper card bird fish animal frame shade decoration set kit party cover holder box
  drink sweet play tool accessory light sheet plate ring band board stand rack press work piece present gift music string
`);

/** Verbs as well as what tags say: in "who plays" and "that works" they name no interest. */
export const WIDE_VERBS = words(`play work care practice practise focus plan train cut store treat`);

/** After these stands what something is for or about, and not the thing that is wanted. */
export const PURPOSE = words(`for about when while during at on after before inside outside around to`);

/** "looking for a tent" wants a tent. */
export const SEEKING = words(
  `look looking looks search searching searched hunt hunting shop shopping shopped ask asking asked seeking wishing
  hoping after need care browsing on pay paying used known good great perfect ideal suitable made except here time`,
);

/** After these stands what somebody likes. */
export const LIKING = words(`
  loves love likes enjoys enjoy adores adore into collects collect keen fond mad obsessed passionate crazy gardens
  interested keeps plays does goes started starting learning learns practises practices studies hates
`);
