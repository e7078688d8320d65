/** Attacks on the data folder by somebody who can write its files, but has neither a PIN nor the key store. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attacked } from './attacked.ts';
import type { AttackedTill, StaffJson } from './people/attacked-shop.ts';
import { named, opened, PINS } from './people/attacked-shop.ts';

type Played = Omit<Attacked, 'name'>;

/** Judges whether it was refused, and whether a manager is shown the word. */
const judged = async (till: AttackedTill, answer: string, wanted: string, word: string): Promise<Played> => {
  if (answer !== wanted) return { outcome: `answered ${answer}`, held: false };
  await till.signIn('Chen');
  const isTold = (await till.told()).includes(word);
  return {
    outcome: `${answer}; ${isTold ? `a manager is told of ${word}` : 'nobody is told'}`,
    held: isTold,
  };
};

const ATTACKS: Readonly<Record<string, (till: AttackedTill) => Promise<Played>>> = {
  'staff.json: a cashier makes themselves manager': async (till) => {
    till.edit('staff.json', (staff: StaffJson) => {
      named(staff, 'Lin').role = 'manager';
      return staff;
    });
    await till.start();
    await till.signIn('Lin');
    const reply = await till.call('staff.add', { name: 'Eve', role: 'manager', pin: '604183' });
    return judged(till, reply.ok ? 'added a manager' : reply.problem.code, 'approval-needed', 'role');
  },
  'staff.json: a supervisor who is made manager keeps nothing of it': async (till) => {
    till.edit('staff.json', (staff: StaffJson) => {
      named(staff, 'Sun').role = 'manager';
      return staff;
    });
    await till.start();
    return judged(till, named(till.staff(), 'Sun').role, 'supervisor', 'role');
  },
  'staff.json: a known PIN over the manager’s': async (till) => {
    till.edit('staff.json', (staff: StaffJson) => {
      named(staff, 'Chen').pin = named(staff, 'Lin').pin;
      return staff;
    });
    await till.start();
    const answer = await till.signIn('Chen', PINS.Lin);
    const { id } = named(till.staff(), 'Sun');
    await till.call('session.signIn', { id, pin: PINS.Sun });
    const isEmpty = named(till.staff(), 'Chen').pin.hash === '';
    return {
      outcome: `${answer}; the PIN ${isEmpty ? 'is void' : 'stays'}`,
      held: answer === 'pin-shut-out' && isEmpty,
    };
  },
  'staff.json: a made-up manager': async (till) => {
    till.edit('staff.json', (staff: StaffJson) => {
      staff.people.push({ ...named(staff, 'Lin'), id: 'p-eve', name: 'Eve', role: 'manager' });
      return staff;
    });
    await till.start();
    const reply = await till.call('session.signIn', { id: 'p-eve', pin: PINS.Lin });
    return judged(till, reply.ok ? 'signed in' : reply.problem.code, 'person-unknown', 'added');
  },
  'staff.json: as an earlier version would have it, without a seal': async (till) => {
    till.edit('staff.json', ({ people }: StaffJson) => ({
      people: people.map((one) => ({ ...one, role: 'manager', failures: 0, failedAt: 0 })),
    }));
    await till.start();
    await till.signIn('Lin');
    const reply = await till.call('staff.add', { name: 'Eve', role: 'manager', pin: '604183' });
    return judged(till, reply.ok ? 'added a manager' : reply.problem.code, 'approval-needed', 'role');
  },
  'staff.json: an older copy brings a dismissed manager back': async (till) => {
    await till.start();
    await till.signIn('Chen');
    await till.call('staff.add', { name: 'Wu', role: 'manager', pin: '604183' });
    const { id = '' } = till.staff().people.find(({ name }) => name === 'Wu') ?? {};
    const older = readFileSync(join(till.home, 'staff.json'));
    await till.call('staff.dismiss', { id });
    await till.stop();
    writeFileSync(join(till.home, 'staff.json'), older);
    await till.start();
    const reply = await till.call('session.signIn', { id, pin: '604183' });
    return judged(till, reply.ok ? 'signed in' : reply.problem.code, 'person-unknown', 'added');
  },
  'staff.json: moved away and begun anew': async (till) => {
    rmSync(join(till.home, 'staff.json'));
    await till.start();
    await till.call('session.firstManager', { name: 'Eve', pin: '604183' });
    const told = await till.told();
    const isTold = told.includes('removed') && told.includes('changed-outside');
    return { outcome: isTold ? 'each missing person is recorded and shown' : 'nobody is told', held: isTold };
  },
  'pepper.json: one of the attacker’s, in the clear, and a list that is sealed with it': async (till) => {
    await till.sealOwnList('Lin', '604183');
    await till.start();
    const answer = await till.signIn('Lin', '604183');
    return { outcome: `answered ${answer}`, held: answer === 'pins-unavailable' };
  },
  'staff.json: the count of wrong PINs is set back': async (till) => {
    await till.start();
    const before = readFileSync(join(till.home, 'staff.json'));
    for (let count = 0; count < 3; count += 1) await till.signIn('Chen', '604183');
    await till.stop();
    writeFileSync(join(till.home, 'staff.json'), before);
    await till.start();
    const answer = await till.signIn('Chen');
    return { outcome: `answered ${answer}`, held: answer === 'pin-locked' };
  },
  'settings.json: another site and store': async (till) => {
    till.edit('settings.json', (settings: { terminal: object }) => ({
      ...settings,
      siteId: '66666',
      terminal: { ...settings.terminal, storeName: 'Evil Shop' },
    }));
    await till.start();
    return judged(till, 'started', 'started', 'storeName');
  },
  'settings.json: another store, with the journal of training deleted': async (till) => {
    rmSync(join(till.home, 'training'), { recursive: true });
    till.edit('settings.json', (settings: { terminal: object }) => ({
      ...settings,
      terminal: { ...settings.terminal, storeName: 'Evil Shop' },
    }));
    await till.start();
    return judged(till, 'started', 'started', 'storeName');
  },
  'settings.json: values that no field admits': async (till) => {
    till.edit('settings.json', (settings: object) => ({
      ...settings,
      exportFolder: '../../etc',
      ceiling: -1,
      receipts: { printer: 'device', address: '\u0000' },
    }));
    await till.start();
    return judged(till, 'started', 'started', 'settings-refused');
  },
  'settings.json: an older copy': async (till) => {
    const older = join(till.home, 'older.json');
    cpSync(join(till.home, 'settings.json'), older);
    till.edit('settings.json', (settings: object) => settings);
    await till.start();
    await till.signIn('Chen');
    await till.call('export.atClose', { on: true });
    await till.stop();
    cpSync(older, join(till.home, 'settings.json'));
    await till.start();
    return judged(till, 'started', 'started', 'exportAtClose');
  },
};

const playOne = async ([name, play]: readonly [string, (typeof ATTACKS)[string]]): Promise<Attacked> => {
  const till = await opened();
  try {
    return { name, ...(await play(till)) };
  } finally {
    await till.stop();
    rmSync(till.home, { recursive: true, force: true });
  }
};

export const attack = async (): Promise<readonly Attacked[]> => {
  const rows: Attacked[] = [];
  for (const one of Object.entries(ATTACKS)) rows.push(await playOne(one));
  return rows;
};
