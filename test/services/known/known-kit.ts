import type { SettingName, Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { sha256 as digest } from '#electron/system/ids.ts';
import { Changes } from '#services/changes.ts';
import { KnownTill } from '#services/known/known-till.ts';
import type { StaffFile, StaffMember, StaffStanding } from '#services/staff/staff-ports.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { shopStaff } from '../../support/staff-kit.ts';
import { silentLog } from '../../support/station-kit.ts';

/** A staff list on disk, as whoever has the folder sees it: they can change all of it, but seal nothing. */
export interface StaffDisk {
  people: readonly StaffMember[];
  versions: readonly string[];
  seal: 'ours' | 'broken' | 'none';
  /** Whether the key that proves the seal can be opened. */
  opens: boolean;
}

export const staffDisk = (): StaffDisk => ({
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
    write: (next) => {
      written += 1;
      [people, versions, seal] = [next, [...versions, `v${written}`], 'right'];
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

interface Disk {
  readonly staff: StaffDisk;
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
      journal: () => journals[at],
      digest,
      program: disk.program,
      key: () => disk.key,
      clock,
      changes: new Changes(),
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
      .records(['staff-differs', 'till-differs', 'program-changed'], 0)
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

  return { clock, disk, journals, start, told, differences, change };
};
