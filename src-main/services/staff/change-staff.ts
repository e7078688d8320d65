import { tidyShownLine } from '#domain/free-text/shown-line.ts';
import type { PinProblem, PinRefusal } from '#domain/staff/pin.ts';
import { pinProblem } from '#domain/staff/pin.ts';
import type { FormerStaff, Person, StaffRole } from '#domain/staff/staff.ts';
import { isNameTooLong, isNameValid, isSameName, keepsPin } from '#domain/staff/staff.ts';
import type { PinPorts } from './check-pin.ts';
import { checkPin, memberOf, personOf } from './check-pin.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Ids } from '#services/ports.ts';
import type { PinVerifier, StaffMember } from './staff-ports.ts';

export interface StaffPorts extends PinPorts {
  readonly ids: Ids;
}

/** A person as typed on a screen. */
export interface TypedPerson {
  readonly name: string;
  readonly role: StaffRole;
  /** '' keeps the present one. */
  readonly pin: string;
}

export type StaffRefusal =
  | 'name-invalid'
  | 'name-too-long'
  | 'name-taken'
  | 'pin-taken'
  | PinProblem
  | 'last-manager'
  | 'person-unknown'
  | 'pins-unavailable';

export type StaffChange =
  | { readonly changed: true; readonly person: Person }
  | { readonly changed: false; readonly why: StaffRefusal };

export type OwnPinChange = StaffChange | { readonly changed: false; readonly why: PinRefusal };

const refused = (why: StaffRefusal): StaffChange => ({ changed: false, why });

const ID_BYTES = 5;
const newId = (ids: Ids): string =>
  `p-${[...ids.bytes(ID_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

const isLastManager = ({ staff }: StaffPorts, id: string): boolean =>
  staff.read().every((member) => member.role !== 'manager' || member.id === id);

/** Why a person cannot have this name, or null. `id`: whose name it would be; null for a new person. */
const nameRefusal = ({ staff }: StaffPorts, name: string, id: string | null): StaffRefusal | null => {
  if (isNameTooLong(name)) return 'name-too-long';
  if (!isNameValid(name)) return 'name-invalid';
  return staff.read().some((other) => other.id !== id && isSameName(other.name, name)) ? 'name-taken' : null;
};

/**
 * Whether somebody else has this PIN. Checked only for managers, who set everybody's PINs: people who change their own
 * must not find out another's.
 */
const isPinTaken = async ({ staff, pins }: StaffPorts, pin: string, id: string | null): Promise<boolean> => {
  const others = staff.read().filter((other) => other.id !== id);
  const found = await Promise.all(others.map(async (other) => pins.verify(pin, other.pin, other.id)));
  return found.some((one) => one === 'fits' || one === 'fits-former');
};

/** What became of the people that this journal knows, where the staff list is empty. */
export const formerStaff = (journal: ActivityJournal): FormerStaff => {
  const added = journal.lastPlace('staff-added');
  const lost = journal.lastRecord('secrets-lost', () => undefined);
  if (lost?.record.what.includes('staff') && lost.sequence > (added?.sequence ?? 0)) return 'sealed';
  return (added ?? journal.lastPlace('signed-in')) ? 'gone' : 'none';
};

/** Adds a person. `by` is null for the first manager of this installation, who adds themselves. */
export const addPerson = async (
  ports: StaffPorts,
  by: Person | null,
  typed: TypedPerson,
): Promise<StaffChange> => {
  const name = tidyShownLine(typed.name);
  const problem = nameRefusal(ports, name, null) ?? pinProblem(typed.pin, typed.role);
  if (problem) return refused(problem);
  if (await isPinTaken(ports, typed.pin, null)) return refused('pin-taken');
  const person: Person = { id: newId(ports.ids), name, role: typed.role };
  const pin = await ports.pins.hash(typed.pin, person);
  if (pin === 'unavailable') return refused('pins-unavailable');
  // The list may have changed while the PIN was hashed.
  const taken = nameRefusal(ports, name, null);
  if (taken) return refused(taken);
  const at = ports.clock.now();
  const journal = ports.journal();
  if (!by && formerStaff(journal) !== 'none') journal.record({ type: 'staff-reset', by: person }, at);
  journal.record({ type: 'staff-added', by: by ?? person, person }, at);
  ports.staff.write([...ports.staff.read(), { ...person, pin }]);
  return { changed: true, person };
};

/** Why this change is refused, or null. */
const refusalOf = (ports: StaffPorts, member: StaffMember, typed: TypedPerson): StaffRefusal | null => {
  const problem = nameRefusal(ports, tidyShownLine(typed.name), member.id);
  if (problem) return problem;
  if (typed.role !== 'manager' && isLastManager(ports, member.id)) return 'last-manager';
  const staysAsItIs = typed.pin === '' && keepsPin(member.role, typed.role);
  return staysAsItIs ? null : pinProblem(typed.pin, typed.role);
};

/** Returns what a person on the list is to become. */
type Change = (member: StaffMember) => TypedPerson;

interface Allowed {
  readonly member: StaffMember;
  readonly typed: TypedPerson;
}

const allowed = (ports: StaffPorts, id: string, change: Change): Allowed | StaffRefusal => {
  const member = memberOf(ports.staff, id);
  if (!member) return 'person-unknown';
  const typed = change(member);
  return refusalOf(ports, member, typed) ?? { member, typed };
};

/** A new PIN also ends a lockout. */
const write = (
  ports: StaffPorts,
  by: Person,
  { member, typed }: Allowed,
  pin: PinVerifier | null,
): Person => {
  const { id } = member;
  const before = personOf(member);
  const person: Person = { id, name: tidyShownLine(typed.name), role: typed.role };
  const at = ports.clock.now();
  if (person.name !== before.name || person.role !== before.role)
    ports.journal().record({ type: 'staff-changed', by, before, person }, at);
  if (pin) ports.journal().record({ type: 'pin-changed', by, person }, at);
  const fresh = pin && { pin };
  ports.staff.write(
    ports.staff.read().map((other) => (other.id === id ? { ...other, ...person, ...fresh } : other)),
  );
  return person;
};

/** Checks again right before it writes, because the list may have changed while the PIN was hashed. */
const changeMember = async (
  ports: StaffPorts,
  by: Person,
  id: string,
  change: Change,
): Promise<StaffChange> => {
  const before = allowed(ports, id, change);
  if (typeof before === 'string') return refused(before);
  const pin =
    before.typed.pin === '' ? null : await ports.pins.hash(before.typed.pin, { id, role: before.typed.role });
  if (pin === 'unavailable') return refused('pins-unavailable');
  const now = allowed(ports, id, change);
  return typeof now === 'string' ? refused(now) : { changed: true, person: write(ports, by, now, pin) };
};

/** Changes name, role or PIN. */
export const changePerson = async (
  ports: StaffPorts,
  by: Person,
  id: string,
  typed: TypedPerson,
): Promise<StaffChange> =>
  typed.pin !== '' && (await isPinTaken(ports, typed.pin, id))
    ? refused('pin-taken')
    : changeMember(ports, by, id, () => typed);

/** Changes one's own PIN. Validates the new one first, so that no attempt is wasted on one that would be refused. */
export const changeOwnPin = async (
  ports: StaffPorts,
  { id }: Person,
  present: string,
  pin: string,
): Promise<OwnPinChange> => {
  const member = memberOf(ports.staff, id);
  if (!member) return refused('person-unknown');
  const problem = pinProblem(pin, member.role);
  if (problem) return refused(problem);
  const checked = await checkPin(ports, id, present);
  if (!checked.ok) return { changed: false, why: checked.why };
  return changeMember(ports, checked.person, id, ({ name, role }) => ({ name, role, pin }));
};

/** Removes a person from the list; the journal keeps their name. */
export const dismissPerson = (ports: StaffPorts, by: Person, id: string): StaffChange => {
  const member = memberOf(ports.staff, id);
  if (!member) return refused('person-unknown');
  if (isLastManager(ports, id)) return refused('last-manager');
  const person = personOf(member);
  ports.journal().record({ type: 'staff-left', by, person }, ports.clock.now());
  ports.staff.write(ports.staff.read().filter((other) => other.id !== id));
  return { changed: true, person };
};
