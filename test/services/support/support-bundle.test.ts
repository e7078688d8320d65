import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { supportFiles } from '#services/support/support-bundle.ts';
import { well } from '../../domain/health/well-till.ts';
import { newJournalFile, NOON, openForTest, sell } from '../../sqlite/kit/new-journal.ts';

test('support reads the last numbers of payments and refunds, which after a loss are more than the journal has', async () => {
  const journal = openForTest(newJournalFile());
  sell(journal, 'T1-1');
  const lost = { rows: 9, since: NOON, until: NOON, shifts: 0, zs: 0, zsLost: 0 };
  journal.record({ type: 'tail-lost', payments: 4, refunds: 2, ...lost }, NOON);
  const facts = { health: well, versions: {}, settings: defaultSettings, problems: [], log: '', journal };

  const files = await supportFiles(
    { ...facts, withPayments: false },
    { withoutSecrets: (text) => text, yieldNow: () => Promise.resolve() },
  );

  const lines = files.find(({ name }) => name === 'journal.txt')?.text.split('\n');
  expect(lines).toEqual(expect.arrayContaining(['last payment number: 4', 'last refund number: 2']));
});
