/** People who share this browser, as settings know them. Whose history is open is for `Histories` to change. */
import type { Person, Settings } from '../history/store.ts';
import type { EngineStatus } from './recommender.ts';
import type { Say } from './speech.ts';

/** A person that was removed from another tab, or never was. */
export class UnknownPerson extends Error {
  override name = 'UnknownPerson';
  constructor(say: Say) {
    super(say('engine.unknown-person'));
  }
}

/** The first person can't be removed, only their history erased. */
export class FirstPersonStays extends Error {
  override name = 'FirstPersonStays';
  constructor(say: Say) {
    super(say('engine.first-person'));
  }
}

/** Whoever was here before anyone was added. */
export const FIRST_PERSON: Readonly<Person> = { id: '', name: 'You' };

/** Longer names would break the header. */
const LONGEST_NAME = 40;

export function personName(name: string): string {
  return name.trim().slice(0, LONGEST_NAME) || 'Someone';
}

/** Everyone in a shop, the first person first, and whose history is open. */
export function peopleIn(shop: string, settings: Settings): Pick<EngineStatus, 'person' | 'people'> {
  const all = settings.people[shop] ?? [];
  const first = all.find(({ id }) => id === '') ?? FIRST_PERSON;
  const people = [first, ...all.filter(({ id }) => id !== '')];
  return { people, person: people.find(({ id }) => id === settings.person[shop]) ?? first };
}

/**
 * Those that settings list: everyone but a first person who never changed their name.
 * @param id who must be one of them, or the first
 * @throws UnknownPerson
 */
export function listedPeople(shop: string, settings: Settings, say: Say, id = ''): Person[] {
  const people = settings.people[shop] ?? [];
  if (id !== '' && !people.some((person) => person.id === id)) throw new UnknownPerson(say);
  return people;
}
