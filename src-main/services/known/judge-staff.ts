/** What to believe of a staff list, by its seal and by what the journal last knew. */
import type { ChangedWhere, KnownPerson, KnownStaff } from '#domain/journal/records/known-records.ts';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import type { Person } from '#domain/staff/staff.ts';
import { personOf } from '#services/staff/check-pin.ts';
import type { Digest } from '#services/ports.ts';
import type { PinVerifier, StaffMember, StaffStanding } from '#services/staff/staff-ports.ts';
import { NO_PIN } from '#services/staff/staff-ports.ts';

type StaffDiffers = RecordOf<'staff-differs'>;

export interface JudgedStaff {
  /** The list to go on with. */
  readonly people: readonly StaffMember[];
  readonly differences: readonly StaffDiffers[];
}

export interface FoundStaff {
  readonly people: readonly StaffMember[];
  readonly standing: StaffStanding;
  /** Whom this program had on the list before it was read again; their PINs can stand in for changed ones. */
  readonly before: readonly StaffMember[];
  /** Every version of a list that the journal has known. */
  readonly everKnown: () => ReadonlySet<string>;
}

export const pinMark = (digest: Digest, { salt, cost, hash }: PinVerifier): string =>
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

/** The list as the journal knows it. A PIN that nobody has kept unchanged is none, until a manager sets a new one. */
const asKnown = (digest: Digest, known: KnownStaff, { people, before }: FoundStaff): StaffMember[] =>
  known.people.map(({ pin, ...person }) => {
    const kept = [...people, ...before].find(
      (one) => one.id === person.id && pinMark(digest, one.pin) === pin,
    );
    return { ...person, pin: kept?.pin ?? NO_PIN };
  });

const isProven = ({ role, pin }: StaffMember): boolean => pin.role === role;

/** Without a journal that knows better, a PIN that was kept for this role proves itself; others are not taken. */
const asProven = ({ people }: FoundStaff): JudgedStaff => ({
  people: people.map((member) => (isProven(member) ? member : { ...member, pin: NO_PIN })),
  differences: people
    .filter((member) => !isProven(member))
    .map((member) => differs('outside', member, member, 'pin-unproven')),
});

/**
 * How a list with the right seal came to differ from the last one known: written on from that one, or begun anew. One that
 * was written on from a former one was copied back.
 */
const cameFrom = ({ version, people }: KnownStaff, { standing, everKnown }: FoundStaff): ChangedWhere => {
  if (standing.versions.includes(version) || people.length === 0) return 'at-till';
  const former = everKnown();
  return standing.versions.some((one) => former.has(one)) ? 'outside' : 'anew';
};

/** Whether the list is as some earlier version left it, which sealed nothing. */
const isOfEarlierVersion = ({ people, standing }: FoundStaff): boolean =>
  standing.seal === 'none' && people.every(({ pin }) => pin.role === undefined);

/**
 * A list that is gone when the program starts is begun anew by a first manager, as docs/staff.md says. One with the right seal was written here:
 * in this environment, in another, or anew. Anything else was changed outside, and the journal's list holds.
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
