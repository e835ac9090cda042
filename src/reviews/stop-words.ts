/**
 * General English that says nothing of a thing, and words around which names of parts and of properties stand.
 */

/** They hold sentences together. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a about above across actually after again against ago all almost alone along already also although always am among an and
  another any anybody anyone anything anyway anywhere apart are aren't around as at away back be became because become been
  before behind being below beneath beside besides best better between beyond both but by came can can't cannot come comes
  coming could couldn't despite did didn't do does doesn't doing don't done down during each either else enough especially
  even ever every everybody everyone everything everywhere exactly except far few finally first for forward from front
  full further gave get gets getting give given gives go goes going gone got had half hardly has hasn't have haven't having
  he held her here hers herself him himself his hold holds how however i i'd i'll i'm i've if in indeed inside instead into
  is isn't it it's its itself just keep keeps kept know known knows last late later least left less let lets like likely
  little long longer look looked looking looks lot lots made main make makes making many may maybe me mean means meant might
  mine more most mostly much must my myself near nearly need needed needs neither never new next no nobody none nor not
  nothing now nowhere of off often oh on once one ones only onto open or other others otherwise our ours ourselves out outside
  over own particular perfectly perhaps please plenty possible properly put puts quite rather real really right round same
  say says second see seem seemed seems seen several shall she should shouldn't side simply since so some somebody somehow
  someone something sometimes somewhere soon still stop such suddenly take taken takes taking than that that's the their
  theirs them themselves then there there's therefore these they they'd they'll they're they've thing things third this
  those though through throughout till to together too took toward towards tried tries try trying turn turned turns twice
  under underneath unless until up upon us use used uses using usual usually very was wasn't way ways we we'd we'll we're
  we've well went were weren't what whatever when whenever where wherever whether which while who whoever whole whom whose
  why will with within without won't would wouldn't yet you you'd you'll you're you've your yours yourself`
    .trim()
    .split(/\s+/),
);

/** Names no property of a thing: function words, and general words that count, tell time, name people or judge. */
export const STOP_WORDS: ReadonlySet<string> = new Set([
  ...FUNCTION_WORDS,
  ...`zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen couple pair single double
  second seconds minute minutes hour hours day days week weeks fortnight month months year years decade time times moment
  morning mornings afternoon evening evenings night nights today tonight tomorrow yesterday weekend monday tuesday wednesday
  thursday friday saturday sunday january february march april june july august september october november december
  spring summer summers autumn winter winters christmas easter birthday season seasons date end start beginning middle rest
  man men woman women boy boys girl girls child children kid kids baby babies son sons daughter daughters mother mum mom
  father dad husband wife partner sister brother aunt uncle niece nephew cousin grandson granddaughter grandchildren
  grandmother grandfather gran nan grandad friend friends neighbour neighbor neighbours family people person guest guests
  visitor visitors colleague boss teacher doctor toddler teenager adult adults
  bit bits kind kinds sort sorts type types piece pieces part parts place places point points reason reasons idea ideas
  problem problems issue issues trouble fault faults complaint complaints surprise shame pity job jobs matter fact sense
  example case cases order orders product products item items purchase present presents gift gifts set sets pack packs
  stuff number numbers amount word words name star stars review reviews anyone use uses life house home world work luck
  buy buys bought buying sell sold pay paid cost costs order ordered send sent arrive arrived arrives return returned
  replace replaced say said tell told ask asked think thought feel feels felt find found want wanted wish wished love loved
  loves hate hated like liked likes enjoy enjoyed recommend recommended expect expected hope hoped wait waited live lived lives
  sit sat stand stands stood run runs ran walk walked walking read reading write wrote written wear wearing wore worn play
  played eat eaten ate drink drank sleep slept cook cooked wash washed hang hung fall fell fallen drop dropped break broke
  broken work works worked working fit fits fitted last lasts lasted leave leaves leaving stay stays stayed show shows showed
  lost lose loses miss missed move moved moves pick picked pull pulled push pushed reach change changed call called bring
  brought carry carried catch caught cut cuts fill filled help helped helps learn learned leave lay lie lies meet met pass
  passed pour pours save saved set settle slide slid start started stick sticks swap swapped tell wake woke watch watched
  good great nice lovely bad better best worse worst perfect excellent superb brilliant wonderful amazing awful terrible
  horrible fine okay ok poor decent proper beautiful gorgeous pretty handsome charming happy pleased disappointed
  disappointing fantastic fabulous splendid glorious marvellous big bigger biggest small smaller smallest large larger
  little tiny huge old older young younger new high higher low lower top bottom wide ready sure able different extra exact
  usual ordinary certain clear true false whole honest honestly slightly absolutely completely totally barely quickly
  easily nearly simply genuinely especially probably certainly definitely`
    .trim()
    .split(/\s+/),
]);

/** They stand before the name of a thing or of a part of it. */
export const THE_THINGS: ReadonlySet<string> = new Set(
  `the its it's a an this that these those both each every no any of`.split(' '),
);

/** They stand before what is the reviewer's: "my dog", "our hall". */
export const THE_REVIEWERS: ReadonlySet<string> = new Set(`my our his her their your next-door's`.split(' '));

/** They stand before what a thing is: "very warm", "is waterproof". */
export const PREDICATES: ReadonlySet<string> = new Set(
  `is are was were stays stay stayed keeps kept looks look feels feel felt so very really too as quite rather lovely nice
  and but incredibly absurdly wonderfully not more less`
    .trim()
    .split(/\s+/),
);

/** They stand before where something happens, not before what is judged. */
export const PLACES: ReadonlySet<string> = new Set(
  'over into onto near nearer nearest between under behind against at to of from'.split(' '),
);
