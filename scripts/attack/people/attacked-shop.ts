/** A shop's till with people and a name, whose files an attacker changes while it is stopped. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallInput, CallName, CallOutput } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import { openStaffFile } from '#electron/files/staff-file.ts';
import { openKeyStores } from '#electron/passphrase/key-stores.ts';
import { openSecrets } from '#electron/passphrase/open-secrets.ts';
import { passphraseFile } from '#electron/passphrase/passphrase-file.ts';
import { openStaffSeal } from '#electron/secrets/installation-seal.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { openPinHasher } from '#electron/secrets/pin-hasher.ts';
import type { StaffMember } from '#services/staff/staff-ports.ts';
import type { Till } from '../../../src-main/till.ts';
import { openTill } from '../../../src-main/till.ts';
import { plainTillPorts } from '../../../test/support/plain-ports.ts';
import { newKeyStore } from '../journal/attacked-till.ts';

export const PINS = { Chen: '830219', Sun: '290417', Lin: '4711' } as const;
type Name = keyof typeof PINS;
const QUICK = 2 ** 15;

const refuse = async (): Promise<never> => Promise.reject(new Error('no key store'));
/** What an attacker has. */
const NO_KEY_STORE: KeyStore = {
  backend: () => 'none',
  isSafe: async () => Promise.resolve(false),
  seal: refuse,
  unseal: refuse,
};

interface Person {
  id: string;
  name: string;
  role: string;
  pin: { hash: string };
}
export interface StaffJson {
  people: Person[];
  seal: string;
}

/** A shop's till that is started, used and stopped, and whose files are changed in between. */
export class AttackedTill {
  readonly home = mkdtempSync(join(tmpdir(), 'countertop-attack-people-'));
  readonly keyStore = newKeyStore();
  #till: Till | null = null;

  async start(): Promise<void> {
    await this.#till?.stop();
    const { home, keyStore } = this;
    const plain = plainTillPorts(home);
    const log = { ...plain.log, clean: (text: string) => text };
    const stores = openKeyStores(keyStore, passphraseFile(join(home, 'passphrase.json')));
    const outside = join(home, 'anchors');
    const { pepper, ports } = await openSecrets({ ...stores, home, outside, failures: 0, log });
    this.#till = await openTill({
      ...plain,
      ...ports,
      alwaysAsksForStaff: true,
      pins: openPinHasher(pepper, QUICK),
      settingsFile: openSettingsFile(home, plain.log),
    });
  }

  async stop(): Promise<void> {
    await this.#till?.stop();
    this.#till = null;
  }

  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<unknown>> {
    if (!this.#till) throw new Error('the till is not started');
    return this.#till.call(name, input);
  }

  async signIn(name: Name, pin: string = PINS[name]): Promise<string> {
    const { id = '' } = this.staff().people.find((one) => one.name === name) ?? {};
    const reply = await this.call('session.signIn', { id, pin });
    return reply.ok ? 'signed in' : reply.problem.code;
  }

  staff(): StaffJson {
    return JSON.parse(readFileSync(join(this.home, 'staff.json'), 'utf8')) as StaffJson;
  }

  edit(file: 'staff.json' | 'settings.json', change: (json: never) => object): void {
    const path = join(this.home, file);
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as never)));
  }

  /**
   * Makes a cashier a manager with a PIN of the attacker's, in a list sealed with a pepper of their own, which lies in the
   * clear before the till's own.
   */
  async sealOwnList(name: Name, pin: string): Promise<void> {
    const file = join(this.home, 'pepper.json');
    const own: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const workshop = mkdtempSync(join(tmpdir(), 'countertop-attacker-'));
    const log = { ...plainTillPorts(workshop).log, clean: (text: string) => text };
    const pepper = openPepper({ home: workshop, keyStore: NO_KEY_STORE, log });
    const { id } = named(this.staff(), name);
    const kept = await openPinHasher(pepper, QUICK).hash(pin, { id, role: 'manager' });
    const staffFile = join(this.home, 'staff.json');
    cpSync(staffFile, join(workshop, 'staff.json'));
    const staff = openStaffFile(workshop, openStaffSeal(pepper), log);
    const { versions } = JSON.parse(readFileSync(staffFile, 'utf8')) as { versions: string[] };
    const change = (one: StaffMember): StaffMember =>
      one.id === id && kept !== 'unavailable' ? { ...one, role: 'manager', pin: kept } : one;
    staff.write(staff.read().map(change), versions);
    cpSync(join(workshop, 'staff.json'), staffFile);
    const made = JSON.parse(readFileSync(join(workshop, 'pepper.json'), 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...made, former: [own] }));
    rmSync(workshop, { recursive: true });
  }

  /** What a manager is told of changes outside the till, and the audit log with it; '' if nothing. */
  async told(): Promise<string> {
    const session = await this.#value('session.read', {});
    const shown = session.stage === 'signed-in' ? session.changedOutside : null;
    const details = shown ? [JSON.stringify(shown)] : [];
    for (const kind of ['staff-differs', 'till-differs'] as const) {
      const { lines } = await this.#value('audit.page', { before: null, person: null, kind });
      details.push(...lines.map(({ detail }) => detail));
    }
    return details.join('\n');
  }

  async #value<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const reply = await this.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.problem.code}`);
    return reply.value as CallOutput<N>;
  }
}

export const opened = async (): Promise<AttackedTill> => {
  const till = new AttackedTill();
  await till.start();
  await till.call('session.firstManager', { name: 'Chen', pin: PINS.Chen });
  await till.call('staff.add', { name: 'Sun', role: 'supervisor', pin: PINS.Sun });
  await till.call('staff.add', { name: 'Lin', role: 'cashier', pin: PINS.Lin });
  const saved = (await till.call('settings.read', {})) as { value: { saved: CallInput<'settings.save'> } };
  await till.call('settings.save', { ...saved.value.saved, storeName: 'Corner Shop' });
  await till.stop();
  return till;
};

export const named = (staff: StaffJson, name: Name): Person => {
  const found = staff.people.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not on the list`);
  return found;
};
