import type { Person, StaffRole } from '#domain/staff/staff.ts';
import { sha256 } from '#electron/system/ids.ts';
import type { Action } from '#services/staff/action.ts';
import { actionOf } from '#services/staff/action.ts';
import { Changes } from '#services/changes.ts';
import type { PinPorts } from '#services/staff/check-pin.ts';
import { checkPin } from '#services/staff/check-pin.ts';
import { PinTries } from '#services/staff/pin-tries.ts';
import type {
  PinHasher,
  PinVerifier,
  StaffFile,
  StaffMember,
  StaffStanding,
} from '#services/staff/staff-ports.ts';
import type { SessionPorts } from '#services/staff/session.ts';
import { Session } from '#services/staff/session.ts';
import { countingIds, silentLog } from './station-kit.ts';
import { HandClock } from './fakes/hand-clock.ts';
import { MemoryJournal } from './fakes/memory-journal.ts';

let versions = 0;
const nextVersion = (): string => `v${(versions += 1)}`;

/** A list of people in memory, which nobody else can change. */
export const memoryStaff = (people: readonly StaffMember[] = []): StaffFile => {
  let kept = people;
  let standing: StaffStanding = { versions: people.length > 0 ? [nextVersion()] : [], seal: 'right' };
  return {
    read: () => kept,
    write: (next) => {
      kept = next;
      standing = { versions: [...standing.versions, nextVersion()], seal: 'right' };
    },
    examine: () => Promise.resolve(standing),
    get standing() {
      return standing;
    },
  };
};

const plainly = (pin: string, role: StaffRole): PinVerifier => ({
  salt: 'c2FsdA==',
  cost: 2 ** 16,
  hash: Buffer.from(pin).toString('base64'),
  role,
});

/** PINs stored without scrypt; 'lost' is a key ring that no longer opens. */
export const plainPins = (): PinHasher & { lost: boolean } => ({
  lost: false,
  hash(pin, { role }) {
    return Promise.resolve(this.lost ? 'unavailable' : plainly(pin, role));
  },
  verify(pin, { hash }) {
    if (this.lost) return Promise.resolve('unavailable');
    return Promise.resolve(Buffer.from(pin).toString('base64') === hash ? 'fits' : 'wrong');
  },
});

export const member = (name: string, role: StaffRole, pin: string): StaffMember => ({
  id: name.toLowerCase(),
  name,
  role,
  pin: plainly(pin, role),
});

/** One person of each role; their PINs are here and nowhere else. */
export const PINS = {
  lin: '4711',
  sun: '290417',
  chen: '830219',
  audrey: '6150',
  ivan: '715264',
} as const;

export const shopStaff: readonly StaffMember[] = [
  member('Lin', 'cashier', PINS.lin),
  member('Sun', 'supervisor', PINS.sun),
  member('Chen', 'manager', PINS.chen),
  member('Audrey', 'auditor', PINS.audrey),
  member('Ivan', 'installer', PINS.ivan),
];

export const personCalled = (name: string): Person => {
  const found = shopStaff.find((one) => one.name === name);
  if (!found) throw new Error(`there is no person called ${name}`);
  return { id: found.id, name: found.name, role: found.role };
};

/** What a call would do, with an input of no matter. */
export const action = (call: string, input: object = {}): Action => actionOf(sha256, call, input);

/** A session whose every dependency the test controls. */
export const staffKit = (change: Partial<SessionPorts> = {}, people = shopStaff) => {
  const clock = new HandClock();
  const journal = new MemoryJournal();
  const staff = memoryStaff(people);
  const pins = plainPins();
  const state = { busy: false };
  const tries = new PinTries({ staff, clock, journal: () => journal });
  const ports: SessionPorts = {
    staff,
    pins,
    tries,
    known: { compare: () => Promise.resolve() },
    clock,
    ids: countingIds(),
    log: silentLog,
    journal: () => journal,
    asksForStaff: () => true,
    isBusy: () => state.busy,
    stationOpen: () => Promise.resolve(),
    changes: new Changes(silentLog),
    digest: sha256,
    ...change,
  };
  const session = new Session(ports);
  session.enter();
  /** The types of all records, in their order. */
  const recordTypes = () => journal.activity.map(({ record }) => record.type);
  const lastRecord = () => journal.activity.at(-1)?.record;
  return { clock, journal, staff, pins, tries, ports, session, state, recordTypes, lastRecord };
};

/** The same with a cashier signed in. */
export const withLin = async () => {
  const kit = staffKit();
  await kit.session.signIn('lin', PINS.lin);
  return kit;
};

/** No PIN of theirs. */
export const WRONG = '9999';
const MAX_WAIT = 15 * 60_000;

/** Enters ten wrong PINs of a person, patiently. */
export const guessTen = async (ports: PinPorts, clock: HandClock, id: string): Promise<void> => {
  for (let count = 0; count < 10; count += 1) {
    await checkPin(ports, id, WRONG);
    await clock.pass(MAX_WAIT);
  }
};
