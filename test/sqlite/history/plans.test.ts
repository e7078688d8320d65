/** A search among a million payments is only as fast as the index it uses. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { HistoryQuery } from '#domain/history/history.ts';
import type { AuditFilter } from '#services/journal-ports.ts';
import { readHistory } from '#services/history/read-history.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { shopIn } from '#sqlite/care/restored-shop.ts';
import { checkSince, projectionFault } from '#sqlite/check/check-since.ts';
import { journalOver } from '#sqlite/journal.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { historyIn } from '#sqlite/history/read-history.ts';
import { auditReader } from '#sqlite/tables/audit-table.ts';
import { takingsIn } from '#sqlite/takings/read-takings.ts';
import { EVERY_ROW } from '../kit/every-row.ts';
import { newJournalFile, NOON, openForTest, sell } from '../kit/new-journal.ts';

/** A journal that notes every statement it runs. */
const watched = () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1', NOON, { orderReference: 'Table 7' });
  const statements: string[] = [];
  const db = new Database(file, { readonly: true, verbose: (sql) => statements.push(String(sql)) });
  const plansOf = (work: () => unknown): readonly string[] => {
    statements.length = 0;
    work();
    const plain = new Database(file, { readonly: true });
    const plans = [...statements].flatMap((sql) =>
      plain
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail),
    );
    plain.close();
    return plans;
  };
  return { db, plansOf, close: () => db.close() };
};

/**
 * Tables read from first to last row, even in the order of an index; partial indexes have only a few rows.
 */
const readsAllOf = (table: 'payments' | 'refunds', plans: readonly string[]): readonly string[] =>
  plans.filter((plan) => plan.startsWith(`SCAN ${table}`) && !plan.endsWith(`${table}_alive`));

const readsAll = (plans: readonly string[]): readonly string[] =>
  plans.filter((plan) => /^SCAN (history|takings|charges|payments|refunds|events)\w*$/.test(plan));

const during = { from: NOON - 86_400_000, to: NOON + 86_400_000 };

test.each<readonly [string, Partial<HistoryQuery>]>([
  ['the newest page', {}],
  ['paid', { filter: 'paid' }],
  ['not paid', { filter: 'not-paid' }],
  ['unresolved', { filter: 'unresolved' }],
  ['refunds', { filter: 'refunds' }],
  ['one cashier', { cashier: 'p2' }],
  ['some days', during],
  ['one cashier, not paid, some days', { cashier: 'p2', filter: 'not-paid', ...during }],
  ['an amount span', { least: 1_000, most: 2_000 }],
  ['a word', { text: 'table' }],
  ['a letter', { text: 't' }],
  ['an amount', { text: '12.50' }],
  ['a word on some days by one cashier', { text: 'table 7', cashier: 'p2', ...during }],
])('the history never reads every payment for %s', (_what, asked) => {
  const { db, plansOf, close } = watched();
  const journal = historyIn(db);
  const ports = { journal, businessDays: businessDays({ cutOff: '04:00', timeZone: 'Asia/Shanghai' }) };
  const plans = plansOf(() => readHistory(ports, { ...EVERY_ROW, ...asked }, null));
  expect(plans.length).toBeGreaterThan(0);
  expect(readsAll(plans)).toEqual([]);
  close();
});

test.each<readonly [string, (journal: OpenJournal) => unknown]>([
  ['payments that a start resumes', (journal) => journal.unfinished(NOON)],
  ['payments whose outcome is unknown', (journal) => journal.unfinished(Number.MAX_SAFE_INTEGER)],
  ['refunds that a start resumes', (journal) => journal.unfinishedRefunds(NOON)],
  ['refunds of a day', (journal) => journal.refundsBetween(during.from, during.to)],
  ['payments of a day', (journal) => journal.startedBetween(during.from, during.to)],
  ['the newest payments of a day', (journal) => journal.newestBetween(during.from, during.to, 10)],
  ['how many payments a day has', (journal) => journal.countBetween(during.from, during.to)],
])('%s are found without reading all that there ever were', (_what, ask) => {
  const { db, plansOf, close } = watched();
  const journal = journalOver(db, { release: () => undefined });
  const plans = plansOf(() => ask(journal));
  expect(plans.filter((plan) => /(payments|refunds)/.test(plan)).length).toBeGreaterThan(0);
  expect([...readsAllOf('payments', plans), ...readsAllOf('refunds', plans)]).toEqual([]);
  close();
});

test.each<readonly [string, (journal: OpenJournal) => unknown]>([
  ['records of a type since a row', (journal) => journal.records(['tail-lost'], 5)],
  ['the last record of a type', (journal) => journal.lastRecord('shift-opened')],
  ['the last loss', (journal) => journal.lastLoss()],
  ['the newest records of a type', (journal) => journal.newestRecords('signed-in', 3)],
  ['what a person did last', (journal) => journal.lastRecordNaming('signed-in', 'by', 'p1')],
  ['the list of Zs', (journal) => journal.closedDays(92)],
  ['a Z', (journal) => journal.closedDay(1)],
  ['a reconciliation', (journal) => journal.reconciliation('2026-11-23')],
  ['days to be reconciled', (journal) => journal.unreconciledDays()],
  ['copies of a receipt', (journal) => journal.receiptsOf('T1-1')],
  ['how far the journal has got', (journal) => journal.reach()],
])('%s: no record of another kind is read for it', (_what, ask) => {
  const { db, plansOf, close } = watched();
  const journal = journalOver(db, { release: () => undefined });
  const plans = plansOf(() => ask(journal)).filter((plan) => / events /.test(plan));
  const sought = /^SEARCH events USING (INDEX \w+ \((type=\?|<expr>=\?)|INTEGER PRIMARY KEY \(rowid)/;
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter((plan) => !sought.test(plan))).toEqual([]);
  close();
});

test('the settings of a restored journal are found without reading every row for a Z', () => {
  const { db, plansOf, close } = watched();
  const plans = plansOf(() => expect(shopIn(db)).toMatchObject({ siteId: '1000', days: null }));
  expect(plans).toEqual([
    // It reads backwards and ends at the last payment.
    'SCAN events',
    expect.stringMatching(/^SEARCH events USING INDEX records_by_type/),
  ]);
  close();
});

test('a start, and a check since a checkpoint, read only the rows after it', () => {
  const { db, plansOf, close } = watched();
  const from = {
    sequence: 2,
    hash: journalOver(db, { release: () => undefined }).hashOf(2) ?? '',
    at: NOON,
    publicKey: '',
    signature: '',
  };
  const plans = plansOf(() => [projectionFault(db, from), ...checkSince(db, from)]);
  // It reads backwards and ends at the last row.
  expect(plans.filter((plan) => plan === 'SCAN events')).toHaveLength(1);
  expect(plans.filter((plan) => plan.startsWith('SCAN events USING'))).toEqual([]);
  expect(plans.filter((plan) => plan.startsWith('SEARCH events')).length).toBeGreaterThan(2);
  close();
});

test('an overview reads only the days and hours of its range', () => {
  const { db, plansOf, close } = watched();
  const journal = takingsIn(db);
  const plans = plansOf(() => {
    journal.takings(0, 400, 'CNY', 'hour');
    journal.takings(0, 400, 'CNY', 'quarter');
    journal.takingsByCashier(1, 399);
    journal.chargeEnds(1, 399);
  });
  expect(plans.filter((plan) => plan.startsWith('SEARCH')).length).toBeGreaterThanOrEqual(8);
  expect(readsAll(plans)).toEqual([]);
  close();
});

test.each<readonly [string, Partial<AuditFilter>]>([
  ['the newest page', {}],
  ['a page further back', { before: 500_000 }],
  ['one kind', { kind: 'signed-in' }],
  ['one kind further back', { kind: 'receipt-printed', before: 500_000 }],
  ['one person', { person: 'p-rare' }],
  ['one person further back', { person: 'p-rare', before: 500_000 }],
  ['one person and kind', { person: 'p-rare', kind: 'signed-in' }],
])('the audit log takes %s in its order from indexes, and sorts nothing', (_what, asked) => {
  const { db, plansOf, close } = watched();
  const read = auditReader(db);
  const plans = plansOf(() => read({ before: null, person: null, kind: null, ...asked }, 50));
  const events = plans.filter((plan) => plan.includes('events'));
  expect(events.length).toBeGreaterThan(0);
  const index =
    asked.person === undefined ? 'events_(of_people|by_hand)' : String.raw`events_naming_\w+ \(<expr>=\?`;
  for (const plan of events) expect(plan).toMatch(new RegExp(`^SEARCH events USING INDEX ${index}`));
  expect(plans.join('\n')).not.toContain('TEMP B-TREE');
  close();
});
