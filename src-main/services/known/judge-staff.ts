/** Decides what to believe in a staff list, from its seal and what the journal last knew. */
import type { ChangedWhere, KnownPerson, KnownStaff } from '#domain/journal/records/known-records.ts';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import type { Person } from '#domain/staff/staff.ts';
import { personOf } from '#services/staff/check-pin.ts';
import type { Digest } from '#services/ports.ts';
import type { PinVerifier, StaffMember, StaffStanding } from '#services/staff/staff-ports.ts';
import { NO_PIN } from '#services/staff/staff-ports.ts';

type StaffDiffers = RecordOf<'staff-differs'>;

export interface JudgedStaff {
  /** The list to continue with. */
  readonly people: readonly StaffMember[];
  readonly differences: readonly StaffDiffers[];
}

export interface FoundStaff {
  readonly people: readonly StaffMember[];
  readonly standing: StaffStanding;
  /** The list in memory before the file was read again; its PINs can replace changed ones. */
  readonly before: readonly StaffMember[];
  /** Every version of a list that the journal has known. */
  readonly everKnown: () => ReadonlySet<string>;
}

const pinMark = (digest: Digest, { salt, cost, hash }: PinVerifier): string =>
  digest([salt, cost, hash].join(' '));

export const knownPeople = (digest: Digest, people: readonly StaffMember[]): readonly KnownPerson[] =>
  people.map((member) => ({ ...personOf(member), pin: pinMark(digest, member.pin) }));

const withId = <One extends { readonly id: string }>(all: readonly One[], id: string): One | undefined =>
  all.find((one) => one.id === id);

const differs = (
  where: ChangedWhere,
  person: Person,
  found: Person | null,
  how: StaffDiffers['how'],
): StaffDiffers => ({
  type: 'staff-differs',
  person: personOf(person),
  found: found && personOf(found),
  how,
  where,
});

const ofPerson = (
  where: ChangedWhere,
  known: KnownPerson,
  found: KnownPerson | undefined,
): StaffDiffers[] => {
  if (!found) return [differs(where, known, null, 'removed')];
  const how = [
    ...(known.name === found.name ? [] : ['name' as const]),
    ...(known.role === found.role ? [] : ['role' as const]),
    ...(known.pin === found.pin ? [] : ['pin' as const]),
  ];
  return how.map((one) => differs(where, known, found, one));
};

const differencesOf = (
  where: ChangedWhere,
  known: readonly KnownPerson[],
  found: readonly KnownPerson[],
): readonly StaffDiffers[] => [
  ...known.flatMap((person) => ofPerson(where, person, withId(found, person.id))),
  ...found.filter(({ id }) => !withId(known, id)).map((person) => differs(where, person, person, 'added')),
];

/**
 * The list as the journal knows it. A person whose known PIN is in neither list has no PIN until a manager sets a new
 * one.
 */
const asKnown = (digest: Digest, known: KnownStaff, { people, before }: FoundStaff): StaffMember[] =>
  known.people.map(({ pin, ...person }) => {
    const kept = [...people, ...before].find(
      (one) => one.id === person.id && pinMark(digest, one.pin) === pin,
    );
    return { ...person, pin: kept?.pin ?? NO_PIN };
  });

const isProven = ({ role, pin }: StaffMember): boolean => pin.role === role;

/** If the journal knows no list, a PIN is accepted only if it was stored for this role. */
const asProven = ({ people }: FoundStaff): JudgedStaff => ({
  people: people.map((member) => (isProven(member) ? member : { ...member, pin: NO_PIN })),
  differences: people
    .filter((member) => !isProven(member))
    .map((member) => differs('outside', member, member, 'pin-unproven')),
});

/**
 * How a list with the right seal came to differ from the last one known. It descends from that one, or was begun anew;
 * if it descends only from a former one, it was copied back.
 */
const cameFrom = ({ version, people }: KnownStaff, { standing, everKnown }: FoundStaff): ChangedWhere => {
  if (standing.versions.includes(version) || people.length === 0) return 'at-till';
  const former = everKnown();
  return standing.versions.some((one) => former.has(one)) ? 'outside' : 'anew';
};

/** Whether an earlier version wrote the list; those sealed nothing. */
const isOfEarlierVersion = ({ people, standing }: FoundStaff): boolean =>
  standing.seal === 'none' && people.every(({ pin }) => pin.role === undefined);

/**
 * If the list is gone when the program starts, a first manager begins it anew (docs/staff.md). A list with the right
 * seal was written here: in this environment, in another, or anew. Any other list was changed outside, so the journal's
 * list is used.
 */
export const judgeStaff = (digest: Digest, known: KnownStaff | null, found: FoundStaff): JudgedStaff => {
  const { people, standing } = found;
  const isOurs = standing.seal === 'right' || people.length === 0;
  if (!known) return isOurs || isOfEarlierVersion(found) ? { people, differences: [] } : asProven(found);
  const differ = (where: ChangedWhere) => differencesOf(where, known.people, knownPeople(digest, people));
  const isGone = people.length === 0;
  if (isGone && found.before.length === 0) return { people, differences: differ('outside') };
  const where = isOurs && !isGone ? cameFrom(known, found) : 'outside';
  return { people: where === 'outside' ? asKnown(digest, known, found) : people, differences: differ(where) };
};
