/** Every way to rewrite a closed till's journal for an attacker with the whole data folder but not the key store. */
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { AttackedTill, TillFolders } from './attacked-till.ts';
import { newKeyStore } from './attacked-till.ts';
import type { Row } from './rewrite.ts';
import { forgeAnchor, ownKey, resign, rewrite, spoil } from './rewrite.ts';

/** How many rows the till wrote before its folder was copied, and after. */
export const ROWS = { before: 20, after: 20 } as const;

export interface Tampering {
  readonly name: string;
  /** The attack on the closed till. */
  readonly play: (till: AttackedTill, older: string) => void;
  /** The folders and key store of the next start; its own if left out. */
  readonly startsWith?: (till: AttackedTill) => Partial<TillFolders>;
  /** Every alarm that the next start must record. */
  readonly named: readonly JournalAlarm[];
  /** The exit code of `verify`, given the row and the key of the last Z; 0 if the journal is whole. */
  readonly code: 0 | 1 | 3 | 6 | 7;
}

const edited = (row: Row): Row => ({ ...row, payload: row.payload.replace(/T1-\d+-/, 'T1-0-') });

const editAt = (at: number) => (rows: readonly Row[]) =>
  rows.map((row, index) => (index === at ? edited(row) : row));

const swap = (rows: readonly Row[]): readonly Row[] => {
  const [first, second] = [rows[10], rows[11]];
  return rows.map((row, index) => (index === 10 ? second : index === 11 ? first : row) ?? row);
};

const cut = (file: string, count: number): void => rewrite(file, (rows) => rows.slice(0, -count));

const cloneOf = (home: string): string => join(dirname(home), 'clone');

const liveOf = (folder: string): string => join(folder, 'live');

/** Leaves the backups, which `rewrite` removes. */
const besideBackups = (file: string, change: (rows: readonly Row[]) => readonly Row[]): void => {
  const backups = join(dirname(file), 'backups');
  const kept = `${dirname(dirname(file))}-backups`;
  cpSync(backups, kept, { recursive: true });
  rewrite(file, change);
  cpSync(kept, backups, { recursive: true });
};

const removeAnchors = ({ home, outside }: TillFolders): void => {
  rmSync(join(home, 'anchor.json'));
  rmSync(outside, { recursive: true });
};

const inRows: readonly Tampering[] = [
  { name: 'one row is edited', play: ({ file }) => spoil(file, 10), named: ['changed'], code: 1 },
  {
    name: 'a row is edited and all hashes after it made anew',
    play: ({ file }) => rewrite(file, editAt(5)),
    named: ['rewritten'],
    code: 7,
  },
  {
    name: 'a row is deleted and the rest renumbered',
    play: ({ file }) => rewrite(file, (rows) => rows.filter((_, index) => index !== 10)),
    named: ['behind'],
    code: 7,
  },
  {
    name: 'a row is inserted',
    play: ({ file }) => rewrite(file, (rows) => [...rows.slice(0, 10), ...rows.slice(9)]),
    named: ['rewritten'],
    code: 7,
  },
  { name: 'two rows change places', play: ({ file }) => rewrite(file, swap), named: ['rewritten'], code: 7 },
  { name: 'the last rows are cut off', play: ({ file }) => cut(file, 10), named: ['behind'], code: 7 },
  {
    name: 'the last row is cut off, and another written in its place',
    play: ({ file }) => rewrite(file, editAt(ROWS.before + ROWS.after - 1)),
    named: ['rewritten'],
    code: 7,
  },
];

const byCopies: readonly Tampering[] = [
  {
    name: 'an older copy of the journal is copied back with all that lies beside it',
    play: ({ home }, older) => {
      rmSync(liveOf(home), { recursive: true });
      cpSync(liveOf(older), liveOf(home), { recursive: true });
    },
    named: ['behind'],
    code: 7,
  },
  {
    name: 'an older copy of the whole data folder is copied back',
    play: ({ copyBack }, older) => copyBack(older),
    named: ['older-folder', 'behind'],
    code: 7,
  },
  {
    name: 'a backup is copied over the journal by hand',
    play: ({ file }, older) => {
      const [backup = ''] = readdirSync(join(liveOf(older), 'backups'));
      rmSync(`${file}-wal`, { force: true });
      cpSync(join(liveOf(older), 'backups', backup), file);
      rewrite(file, (rows) => rows);
    },
    named: ['behind'],
    code: 7,
  },
  {
    name: 'a restore is forged in the name of the manager',
    play: ({ home, file }, older) => {
      const by = { id: 'p2', name: 'Chen', role: 'manager' };
      rewrite(file, (rows) => rows.slice(0, 1));
      cpSync(join(liveOf(older), 'journal.db'), `${file}.restored`);
      const note = {
        backup: 'journal-20261123T120000Z.db',
        sequence: 20,
        lastAt: 1,
        at: 2,
        by,
        approvedBy: by,
      };
      writeFileSync(join(liveOf(home), 'restore.json'), JSON.stringify(note));
    },
    named: ['behind'],
    code: 7,
  },
  {
    name: 'the data folder is cloned',
    play: ({ home }) => cpSync(home, cloneOf(home), { recursive: true }),
    startsWith: ({ home }) => ({ home: cloneOf(home) }),
    named: ['cloned'],
    code: 0,
  },
];

const byDeleting: readonly Tampering[] = [
  {
    name: 'everything is deleted',
    play: ({ home }) => {
      for (const name of readdirSync(home)) rmSync(join(home, name), { recursive: true });
    },
    named: ['deleted', 'anchor-missing', 'other-key'],
    code: 3,
  },
  {
    name: 'the journal is deleted with all that lies beside it',
    play: ({ home }) => rmSync(liveOf(home), { recursive: true }),
    named: ['deleted'],
    code: 3,
  },
  {
    name: 'the anchor is deleted, and rows are cut off',
    play: ({ home, file }) => {
      rmSync(join(home, 'anchor.json'));
      cut(file, 10);
    },
    named: ['behind', 'anchor-missing'],
    code: 7,
  },
  {
    name: 'the anchor and its copy outside are deleted, and rows are cut off',
    play: (till) => {
      removeAnchors(till);
      cut(till.file, 10);
    },
    named: ['anchor-missing'],
    code: 7,
  },
  {
    name: 'the anchors are deleted and rows cut off, but the backups stay',
    play: (till) => {
      removeAnchors(till);
      besideBackups(till.file, (rows) => rows.slice(0, -10));
    },
    named: ['anchor-missing', 'behind'],
    code: 7,
  },
  {
    name: 'the anchors are deleted and a row is edited, but the backups stay',
    play: (till) => {
      removeAnchors(till);
      besideBackups(till.file, editAt(5));
    },
    named: ['anchor-missing', 'rewritten'],
    code: 7,
  },
];

const byKeys: readonly Tampering[] = [
  {
    name: 'the journal is rewritten and signed by a key of the attacker’s own',
    play: ({ home, file }) => {
      rewrite(file, editAt(0));
      resign(home, file, ownKey());
    },
    named: ['rewritten', 'other-key'],
    code: 7,
  },
  {
    name: 'the same, and the anchor is forged to fit',
    play: ({ home, file }) => {
      const key = ownKey();
      rewrite(file, editAt(0));
      resign(home, file, key);
      const place = { path: home, host: '', node: '' };
      forgeAnchor(home, { moved: 9_999, place, publicKey: key.publicKey, journals: {}, pending: {} });
    },
    named: ['rewritten', 'anchor-missing', 'other-key'],
    code: 7,
  },
  {
    name: 'the key and both anchors are deleted, and the journal is rewritten',
    play: (till) => {
      removeAnchors(till);
      rmSync(join(till.home, 'signing-key.json'));
      rewrite(till.file, editAt(0));
    },
    named: ['other-key'],
    code: 7,
  },
  {
    name: 'the folder is taken to a computer with another key store',
    play: ({ outside }) => rmSync(outside, { recursive: true }),
    startsWith: () => ({ keyStore: newKeyStore() }),
    named: ['anchor-unopened'],
    code: 0,
  },
];

export const TAMPERINGS: readonly Tampering[] = [...inRows, ...byCopies, ...byDeleting, ...byKeys];
