/**
 * Words for whom and what for something is given: people, and the days on which they get presents, each with the tags
 * that shops use for them. Only such as the catalog at hand has are ever used.
 */
import { ends } from './reading.ts';
import { stemOf, type Token } from './tokens.ts';

/** Tags by the words for people, as singulars. */
const KIN: readonly (readonly [tags: string, words: string])[] = [
  [
    '',
    `mum mother mam mummy mama dad father daddy papa parent husband wife hubby spouse fiance fiancee sister brother sis bro
    sibling aunt auntie aunty uncle cousin friend mate bestie pal buddy flatmate roommate housemate colleague coworker
    workmate teammate boss manager neighbour neighbor host hostess guest ex godparent godmother godfather folk relative
    missus lass client customer someone somebody man woman guy lady bloke lad twin triplet mentor`,
  ],
  ['romantic', 'partner girlfriend boyfriend lover sweetheart'],
  [
    'grandparents',
    `grandma grandpa gran granny grannie nan nana nanny nanna grandmother grandfather granddad grandad grandparent
    gramps grandmum oma opa`,
  ],
  [
    'kids',
    `kid child son daughter niece nephew boy girl youngster schoolboy schoolgirl tween preschooler kiddo kiddie`,
  ],
  ['kids toddlers toddler baby', 'toddler'],
  ['baby new-baby babies', 'baby newborn infant'],
  ['teens teen', 'teen teenager adolescent'],
  ['student', 'student undergraduate'],
  ['teacher teachers', 'teacher tutor professor headteacher lecturer'],
  ['family', 'family'],
  ['romantic wedding', 'couple newlywed'],
  ['wedding', 'bride groom bridesmaid groomsman'],
];

/** What people do; such words also name things ("a chef's knife"), and count where somebody is clearly meant. */
const TRADES = `postman postwoman postie midwife doctor gp nurse dentist vet carer cleaner builder plumber electrician
  gardener chef cook baker hairdresser barber driver priest vicar rabbi imam solicitor lawyer accountant librarian
  receptionist secretary assistant childminder babysitter coach instructor trainer landlord landlady tenant lodger
  beekeeper farmer fisherman fireman firefighter policeman paramedic soldier sailor pilot writer author poet artist
  painter potter musician guitarist drummer pianist violinist singer dancer actor designer architect engineer programmer
  developer scientist photographer journalist editor cyclist hiker rambler birdwatcher twitcher knitter angler stargazer
  pupil apprentice intern volunteer captain chairman treasurer caretaker lollipop optician pharmacist physio therapist
  surgeon psychologist bookseller shopkeeper bartender barista waiter waitress mechanic carpenter joiner crafter camper
  walker runner swimmer golfer surfer skier climber reader gamer foodie bookworm vegan vegetarian`;

const tagList = (tags: string) => tags.split(' ').filter((tag) => tag !== '');

const TAGS_OF = new Map(
  KIN.flatMap(([tags, words]) => words.split(/\s+/).map((word) => [stemOf(word), tagList(tags)] as const)),
);
const TRADE_STEMS: ReadonlySet<string> = new Set(TRADES.split(/\s+/).map(stemOf));

/** Stand before a word for kin, apart or joined to it: "step-dad", "great aunt", "goddaughter". */
const KIN_PREFIX = /^(?:step|grand|great|god|half|foster|ex)$/;
const JOINED_PREFIX = /^(?:step|grand|great|god|foster)(?=.{3})/;

/** Tags that speak for a person, before the catalog is asked; null for a word that names nobody. */
export function tagsForPerson(stem: string): readonly string[] | null {
  return TAGS_OF.get(stem) ?? TAGS_OF.get(stem.replace(JOINED_PREFIX, '')) ?? null;
}

interface Person {
  /** In the visitor's own words. */
  who: string;
  tags: readonly string[];
  /** Whether it is by a trade, or a liking, that the person is called. */
  trade: boolean;
  /** Token indices: of the word for the person, and after the last. */
  at: number;
  to: number;
}

/** The person that is named from a token on, or null: "great-aunt", "mother-in-law", "postman". */
export function personAt(tokens: readonly Token[], from: number): Person | null {
  let at = from;
  while (KIN_PREFIX.test(tokens[at]?.text ?? '') && tokens[at + 1] !== undefined && !ends(tokens[at + 1]))
    at++;
  const word = tokens[at];
  if (word?.of !== 'word') return null;
  // As it is written: "teeny" is no misspelt teen.
  const stem = stemOf(word.text);
  const kin = tagsForPerson(stem);
  const trade = kin === null && isTrade(stem);
  const start = at > from && kin !== null ? from : at;
  if ((kin === null && !trade) || (at > from && start === at)) return null;
  const law = tokens[at + 1]?.text === 'in' && tokens[at + 2]?.text.startsWith('law');
  const to = law ? at + 3 : at + 1;
  const said = tokens.slice(start, to).map(({ text }) => text.replace(/'s$|'$/, ''));
  const glue = law || tokens[start + 1]?.before === '-' ? '-' : ' ';
  return { who: said.join(glue), tags: law ? [] : (kin ?? []), trade, at, to };
}

const GROWN_UP: ReadonlySet<string> = new Set(
  KIN.filter(([tags]) => /^(?:|romantic.*|grandparents|teacher.*|wedding)$/.test(tags))
    .flatMap(([, words]) => words.split(/\s+/).map(stemOf))
    .filter((word) => !/^(?:twin|triplet|somebody|someone)$/.test(word)),
);

/** Whether somebody who is called so is no child. */
export function isGrownUp(who: string): boolean {
  const last = stemOf(
    who
      .replace(/[ -]in[ -]laws?$/, '')
      .split(/[ -]/)
      .at(-1) ?? '',
  );
  return GROWN_UP.has(last) || TRADE_STEMS.has(last) || GROWN_UP.has(last.replace(JOINED_PREFIX, ''));
}

/** Who somebody is by these alone is known to whom a present is for: "for a woman at work", "my lad". */
export const GROWN_UPS: ReadonlySet<string> = new Set('man woman guy lady bloke lad'.split(' '));

/** "-ist", "-keeper" and the like are said of nobody but people. */
function isTrade(stem: string): boolean {
  return (
    TRADE_STEMS.has(stem) || /.{3}(?:ologist|keeper|smith|wife|woman|sman|maker|monger|lover)$/.test(stem)
  );
}

/** Nobody in particular: a clause about them counts, they don't. */
export const ANYBODY: ReadonlySet<string> = new Set(
  'someone somebody man woman guy lady person bloke lad folk'.split(' '),
);

/** Named by an age alone, they are children below this many years. */
export const CHILD_BELOW = 13;

interface Occasion {
  /** Null where it is called as the visitor calls it. */
  name: string | null;
  /** Phrases as stems. */
  phrases: readonly string[];
  tags: readonly string[];
}

const OCCASIONS: readonly Occasion[] = [
  occasion('birthday', 'birthday|bday|b day|birthday party', 'birthday birthdays'),
  occasion('christmas', 'christmas|noel|yuletide|christmas day|christmas eve', 'christmas xmas'),
  occasion(null, 'secret santa', 'christmas stocking-filler'),
  occasion(
    null,
    'wedding|marriage|hen do|hen party|hen night|stag do|stag party|bridal shower|wedding day|civil partnership',
    'wedding weddings',
  ),
  occasion(null, 'engagement|engagement party', 'engagement'),
  occasion(
    'housewarming',
    'housewarming|house warming|moving house|moving in|moving home|house move|housewarming party',
    'new-home housewarming home',
  ),
  occasion(
    null,
    'new home|new house|new flat|new apartment|first flat|first home|first house|new place|first place',
    'new-home housewarming home',
  ),
  occasion(
    null,
    'anniversary|wedding anniversary|ruby wedding|silver wedding|golden wedding',
    'anniversary romantic',
  ),
  occasion("valentine's", 'valentine|valentine day', 'valentine valentines romantic'),
  occasion("mother's day", 'mother day|mothering sunday|mothersday', 'mothers-day mother'),
  occasion("father's day", 'father day|fathersday', 'fathers-day father'),
  occasion(null, 'easter|easter sunday', 'easter'),
  occasion(null, 'halloween', 'halloween'),
  occasion('retirement', 'retirement|retiring|retirement party', 'retirement'),
  occasion(
    null,
    'leaving do|leaving present|leaving gift|leaving party|farewell|leaving card',
    'retirement leaving',
  ),
  occasion(
    null,
    'new baby|baby shower|christening|baptism|naming day|naming ceremony|new arrival',
    'new-baby baby',
  ),
  occasion('graduation', 'graduation|graduating', 'graduation student'),
  occasion(
    null,
    'new job|first job|promotion|new year|new year eve|thanksgiving|hanukkah|diwali|eid|ramadan|passover|bar mitzvah|bat mitzvah',
    '',
  ),
  occasion(
    null,
    'first communion|confirmation|prom|bonfire night|burn night|reunion|get well soon|exam result|st patrick day',
    '',
  ),
  occasion('get well', 'get well|get well present|get well gift', ''),
  occasion('thank you', 'thank you present|thank you gift', ''),
  occasion(null, 'party|dinner party', 'party hosting dinner'),
  occasion(null, 'honeymoon', 'honeymoon'),
];

function occasion(name: string | null, phrases: string, tags: string): Occasion {
  return {
    name,
    phrases: phrases.split('|').map((phrase) => phrase.split(' ').map(stemOf).join(' ')),
    tags: tagList(tags),
  };
}

/** Occasions by phrase key. */
export const OCCASION_PHRASES: ReadonlyMap<string, Occasion> = new Map(
  OCCASIONS.flatMap((one) => one.phrases.map((phrase) => [phrase, one] as const)),
);

export function peopleWords(): string[] {
  return [...TAGS_OF.keys(), ...TRADE_STEMS];
}
