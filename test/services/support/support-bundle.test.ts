import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { supportFiles } from '#services/support/support-bundle.ts';
import type { SupportFile } from '#services/support/support-ports.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { well } from '../../domain/health/well-till.ts';
import { intended, newJournalFile, NOON, openForTest, sell } from '../../sqlite/kit/new-journal.ts';

const filesOf = (journal: OpenJournal, withPayments: boolean): Promise<readonly SupportFile[]> =>
  supportFiles(
    {
      ...{
        health: well,
        versions: {},
        settings: { ...defaultSettings, keyName: 'f00dcafe' },
        problems: [],
        log: '',
      },
      ...{ journal, withPayments },
    },
    { withoutSecrets: (text) => text, yieldNow: () => Promise.resolve() },
  );

const linesIn = (files: readonly SupportFile[], name: string): readonly string[] | undefined =>
  files.find((file) => file.name === name)?.text.split('\n');

test('support reads the last numbers of payments and refunds, which after a loss are more than the journal has', async () => {
  const journal = openForTest(newJournalFile());
  sell(journal, 'T1-1');
  const lost = { rows: 9, since: NOON, until: NOON, shifts: 0, zs: 0, zsLost: 0 };
  journal.record({ type: 'tail-lost', payments: 4, refunds: 2, ...lost }, NOON);
  const lines = linesIn(await filesOf(journal, false), 'journal.txt');
  expect(lines).toEqual(expect.arrayContaining(['last payment number: 4', 'last refund number: 2']));
});

test('support does not read by which name the settings know their key', async () => {
  const lines = linesIn(await filesOf(openForTest(newJournalFile()), false), 'settings.txt')?.join('');
  expect(lines).toContain('storeName');
  expect(lines).not.toContain('f00dcafe');
});

test('support is told of a payment that cannot be read, and reads the others', async () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  for (const reference of ['T1-damaged', 'T1-2'])
    journal.append(reference, intended(reference), well.at - 60_000);
  const db = new Database(file);
  db.exec("UPDATE payments SET body = '{' WHERE reference = 'T1-damaged'");
  db.close();
  const files = await filesOf(journal, true);
  expect(linesIn(files, 'journal.txt')).toEqual(
    expect.arrayContaining(['payments that need attention: 1', 'payments among them that cannot be read: 1']),
  );
  expect(linesIn(files, 'payments.txt')).toEqual([
    expect.stringContaining('T1-2'),
    'a payment that cannot be read',
    '',
  ]);
});
