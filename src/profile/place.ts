/**
 * Places, as a visitor types them: the country whose holidays count, and the half of the earth whose seasons do. A
 * small list that ships with the shop; nothing is looked up anywhere, and a place that isn't on it changes nothing.
 */
import type { Preferences } from './preferences.ts';
import type { Moment } from './profile.ts';

export interface Place {
  /** As it is best written. */
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  hemisphere: 'north' | 'south';
}

/** Longest text that is looked at. */
const LONGEST = 80;

/**
 * By country: its names, then cities people are likely to type. Countries of the southern half are named below. Where
 * two cities share a name the larger is meant; who lives in the other adds its country ("Perth, Scotland").
 */
const PLACES: Record<string, { names: string; cities: string }> = {
  GB: {
    names: 'United Kingdom|UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland',
    cities:
      'London|Birmingham|Manchester|Leeds|Glasgow|Edinburgh|Liverpool|Bristol|Sheffield|Cardiff|Belfast|Newcastle|Nottingham|Leicester|York|Brighton|Bath|Oxford|Cambridge|Norwich|Plymouth|Southampton|Aberdeen|Inverness|Swansea|Exeter',
  },
  IE: { names: 'Ireland', cities: 'Dublin|Cork|Galway|Limerick' },
  US: {
    names: 'United States|USA|US|America',
    cities:
      'New York|Los Angeles|Chicago|Houston|Phoenix|Philadelphia|San Diego|Dallas|Austin|San Francisco|Seattle|Denver|Boston|Washington|Miami|Atlanta|Portland|Detroit|Minneapolis',
  },
  CA: { names: 'Canada', cities: 'Toronto|Montreal|Vancouver|Calgary|Ottawa|Edmonton|Quebec' },
  MX: { names: 'Mexico', cities: 'Mexico City|Guadalajara|Monterrey' },
  FR: { names: 'France', cities: 'Paris|Marseille|Lyon|Toulouse|Nice|Nantes|Strasbourg|Bordeaux|Lille' },
  DE: {
    names: 'Germany|Deutschland',
    cities: 'Berlin|Hamburg|Munich|Munchen|Cologne|Koln|Frankfurt|Stuttgart|Leipzig|Dresden',
  },
  AT: { names: 'Austria', cities: 'Vienna|Wien|Graz|Salzburg|Innsbruck' },
  CH: { names: 'Switzerland', cities: 'Zurich|Geneva|Basel|Bern' },
  NL: { names: 'Netherlands|Holland', cities: 'Amsterdam|Rotterdam|The Hague|Utrecht' },
  BE: { names: 'Belgium', cities: 'Brussels|Antwerp|Ghent|Bruges' },
  ES: { names: 'Spain', cities: 'Madrid|Barcelona|Valencia|Seville|Bilbao' },
  PT: { names: 'Portugal', cities: 'Lisbon|Porto' },
  IT: { names: 'Italy', cities: 'Rome|Milan|Naples|Turin|Florence|Venice|Bologna' },
  GR: { names: 'Greece', cities: 'Athens|Thessaloniki' },
  SE: { names: 'Sweden', cities: 'Stockholm|Gothenburg|Malmo' },
  NO: { names: 'Norway', cities: 'Oslo|Bergen|Trondheim|Tromso' },
  DK: { names: 'Denmark', cities: 'Copenhagen|Aarhus' },
  FI: { names: 'Finland', cities: 'Helsinki|Tampere|Turku' },
  IS: { names: 'Iceland', cities: 'Reykjavik' },
  PL: { names: 'Poland', cities: 'Warsaw|Krakow|Wroclaw|Gdansk' },
  CZ: { names: 'Czechia|Czech Republic', cities: 'Prague|Brno' },
  HU: { names: 'Hungary', cities: 'Budapest' },
  RO: { names: 'Romania', cities: 'Bucharest' },
  UA: { names: 'Ukraine', cities: 'Kyiv|Lviv' },
  TR: { names: 'Turkey|Turkiye', cities: 'Istanbul|Ankara' },
  IL: { names: 'Israel', cities: 'Jerusalem|Tel Aviv' },
  AE: { names: 'United Arab Emirates|UAE', cities: 'Dubai|Abu Dhabi' },
  EG: { names: 'Egypt', cities: 'Cairo' },
  NG: { names: 'Nigeria', cities: 'Lagos|Abuja' },
  IN: { names: 'India', cities: 'Delhi|Mumbai|Bangalore|Bengaluru|Chennai|Kolkata|Hyderabad' },
  CN: { names: 'China', cities: 'Beijing|Shanghai|Shenzhen|Guangzhou' },
  HK: { names: 'Hong Kong', cities: '' },
  TW: { names: 'Taiwan', cities: 'Taipei' },
  JP: { names: 'Japan', cities: 'Tokyo|Osaka|Kyoto|Sapporo' },
  KR: { names: 'South Korea|Korea', cities: 'Seoul|Busan' },
  SG: { names: 'Singapore', cities: '' },
  TH: { names: 'Thailand', cities: 'Bangkok' },
  PH: { names: 'Philippines', cities: 'Manila' },
  AU: {
    names: 'Australia',
    cities: 'Sydney|Melbourne|Brisbane|Perth|Adelaide|Canberra|Hobart|Darwin|Gold Coast',
  },
  NZ: {
    names: 'New Zealand|Aotearoa',
    cities: 'Auckland|Wellington|Christchurch|Dunedin|Hamilton|Queenstown',
  },
  ZA: { names: 'South Africa', cities: 'Cape Town|Johannesburg|Durban|Pretoria' },
  NA: { names: 'Namibia', cities: 'Windhoek' },
  ZW: { names: 'Zimbabwe', cities: 'Harare' },
  AR: { names: 'Argentina', cities: 'Buenos Aires|Cordoba|Rosario|Mendoza' },
  BR: { names: 'Brazil|Brasil', cities: 'Sao Paulo|Rio de Janeiro|Rio|Brasilia|Porto Alegre' },
  CL: { names: 'Chile', cities: 'Santiago|Valparaiso' },
  UY: { names: 'Uruguay', cities: 'Montevideo' },
  PE: { names: 'Peru', cities: 'Lima' },
};

const SOUTHERN: ReadonlySet<string> = new Set('AU NZ ZA NA ZW AR BR CL UY PE'.split(' '));

/** Written without capitals, accents and what isn't a letter. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
}

/** North where no country is known: nine in ten people live there. */
export function hemisphereOf(country: string | undefined): Place['hemisphere'] {
  return SOUTHERN.has(country ?? '') ? 'south' : 'north';
}

function placeIn(country: string, name: string): Place {
  return { name, country, hemisphere: hemisphereOf(country) };
}

const COUNTRIES = new Map<string, Place>();
const CITIES = new Map<string, Place>();
for (const [country, { names, cities }] of Object.entries(PLACES)) {
  for (const name of names.split('|')) COUNTRIES.set(plain(name), placeIn(country, name));
  for (const city of cities.split('|')) if (city !== '') CITIES.set(plain(city), placeIn(country, city));
}

/**
 * The place that is meant by "Leeds", "melbourne", "Córdoba, Spain" or "New Zealand". A country beats a city: it is
 * the surer word.
 * @returns null for anything else, the empty text too.
 */
export function placeOf(text: string): Place | null {
  const parts = text.slice(0, LONGEST).split(/[,;/()]/);
  const found = (known: ReadonlyMap<string, Place>) =>
    parts.flatMap((part) => known.get(plain(part)) ?? []).at(-1) ?? null;
  return found(COUNTRIES) ?? found(CITIES);
}

/**
 * Where a shop's buyers are taken to live: by ISO 4217 a currency begins with its country's code. Null for currencies
 * that several countries share, and where there is none.
 */
export function homeOf(currency: string): Place | null {
  const country = currency.slice(0, 2).toUpperCase();
  const known = PLACES[country];
  return known === undefined ? null : placeIn(country, known.names.split('|')[0]);
}

/** A moment of a log: by the shop's own clock, in the country of its buyers. */
export function momentAtHome(now: number, currency: string): Moment {
  const home = homeOf(currency);
  return { now, utcOffset: 0, ...(home !== null && { country: home.country }) };
}

/**
 * What place and weather say about a moment. A place that isn't known leaves everything as in the shop's own country.
 * @param currency The catalog's.
 */
export function surroundings(
  { place, weather }: Pick<Preferences, 'place' | 'weather'>,
  currency: string,
): Pick<Moment, 'country' | 'seasonsApart' | 'weather'> {
  const home = homeOf(currency);
  const here = placeOf(place) ?? home;
  return {
    ...(here !== null && { country: here.country }),
    ...(here !== null && here.hemisphere !== (home?.hemisphere ?? 'north') && { seasonsApart: true }),
    ...(weather !== '' && { weather }),
  };
}
