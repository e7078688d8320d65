import type { SettingName, Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { sha256 as digest } from '#electron/system/ids.ts';
import { Changes } from '#services/changes.ts';
import { KnownTill } from '#services/known/known-till.ts';
import type { SettingsSeal, WrittenSettings } from '#services/known/known-ports.ts';
import type { StaffFile, StaffMember, StaffStanding } from '#services/staff/staff-ports.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { shopStaff } from '../../support/staff-kit.ts';
import { silentLog } from '../../support/station-kit.ts';

/**
 * A staff list on disk, as seen by someone who has the folder: they can change all of it, but seal nothing.
 */
export interface StaffDisk {
  people: readonly StaffMember[];
  versions: readonly string[];
  seal: 'ours' | 'broken' | 'none';
  /** Whether the key that proves the seal can be opened. */
  opens: boolean;
}

const staffDisk = (): StaffDisk => ({
  people: shopStaff,
  versions: ['v1'],
  seal: 'ours',
  opens: true,
});

let written = 1;

const fileOn = (disk: StaffDisk): StaffFile => {
  let { people, versions } = disk;
  let seal: StaffStanding['seal'] = 'unknown';
  const proven = (): StaffStanding['seal'] => {
    if (!disk.opens) return 'unknown';
    return disk.seal === 'ours' ? 'right' : disk.seal === 'none' ? 'none' : 'wrong';
  };
  return {
    read: () => people,
    write: (next, after = seal === 'right' ? versions : []) => {
      written += 1;
      [people, versions, seal] = [next, [...after, `v${written}`], 'right'];
      Object.assign(disk, { people, versions, seal: 'ours' });
    },
    examine: () => {
      [people, versions, seal] = [disk.people, disk.versions, proven()];
      return Promise.resolve({ versions, seal });
    },
    get standing() {
      return { versions, seal };
    },
  };
};

/** What was sealed of the settings; someone who has the folder can restore an older copy or delete it. */
export interface SealDisk {
  now: WrittenSettings | null;
  /** Whether the key that proves it can be opened. */
  opens: boolean;
  full: boolean;
}

const sealOn = (disk: SealDisk): SettingsSeal => ({
  examine: () => Promise.resolve(disk.opens ? disk.now : null),
  write: (after, marks) => {
    if (disk.full) throw new Error('the disk is full');
    if (!disk.opens) return null;
    written += 1;
    disk.now = { versions: [...after, `v${written}`], marks };
    return disk.now;
  },
});

interface Disk {
  readonly staff: StaffDisk;
  readonly seal: SealDisk;
  settings: Settings;
  readonly refused: readonly SettingName[];
  program: string;
  key: string;
}

/** Everything of a till that a change outside can reach. */
export const knownKit = () => {
  const clock = new HandClock();
  const disk: Disk = {
    staff: staffDisk(),
    seal: { now: null, opens: true, full: false },
    settings: defaultSettings,
    refused: [],
    program: '1.0.0',
    key: 'the key',
  };
  const journals = { training: new MemoryJournal(), live: new MemoryJournal() };
  let at: keyof typeof journals = 'live';

  /** Starts the program on what is on disk. */
  const start = async (environment: keyof typeof journals = 'live') => {
    at = environment;
    const known = new KnownTill({
      staff: fileOn(disk.staff),
      settingsFile: {
        read: () => disk.settings,
        write: (settings) => void (disk.settings = settings),
        refused: disk.refused,
      },
      settingsSeal: sealOn(disk.seal),
      journal: () => journals[at],
      digest,
      program: disk.program,
      key: () => disk.key,
      clock,
      changes: new Changes(silentLog),
      log: silentLog,
    });
    await known.enter();
    const enter = async (next: keyof typeof journals) => {
      known.leave();
      at = next;
      await known.enter();
    };
    return { known, enter };
  };

  const differences = (environment: keyof typeof journals = 'live') =>
    journals[environment]
      .records(['staff-differs', 'till-differs', 'program-changed'], 0, () => undefined)
      .map(({ record }) => record);

  /** 'chen role outside', 'settings: ceiling outside', in their order. */
  const told = (environment: keyof typeof journals = 'live'): readonly string[] =>
    differences(environment).map((one) => {
      if (one.type === 'program-changed') return `${one.from} to ${one.to} ${one.how}`;
      return one.type === 'staff-differs'
        ? `${one.person.id} ${one.how} ${one.where}`
        : `${one.what}: ${one.names.join(' ')} ${one.where}`;
    });

  const change = (id: string, to: Partial<StaffMember>): void => {
    disk.staff.people = disk.staff.people.map((one) => (one.id === id ? { ...one, ...to } : one));
    disk.staff.seal = 'broken';
  };

  /** Deletes the journal of an environment, or adds one that was never entered. */
  const forget = (environment: keyof typeof journals): void => {
    journals[environment] = new MemoryJournal();
  };

  return { clock, disk, journals, start, told, differences, change, forget };
};
