import { expect, test } from 'vitest';
import { importRefundsFromGateway } from '#services/refund/import-refunds.ts';
import { silentLog } from '../../support/station-kit.ts';
import { gatewayRefund } from '../../support/fakes/scripted-refunds.ts';
import { dayKit, makeRefund, pay } from '../day/day-kit.ts';

const MINUTE = 60_000;
/** What a system writes that leaves its date empty: 00010101000000. */
const FIRST_OF_ALL = Date.parse('0001-01-01T00:00:00Z');

test('a refund that the gateway made twice is imported once it is known which record is ours', () => {
  const { journal, clock } = dayKit();
  pay({ journal, clock }, 'T1-1', [1, 2]);
  makeRefund({ journal, clock }, 'R1', 'T1-1', 100, [1]);
  const refund = journal.refund('R1')!;
  const { gateway } = refund;
  const rowOf = (id: string, statusId: number) => gatewayRefund(refund, { id, statusId });
  const imports = (...rows: Parameters<typeof rowOf>[]) =>
    importRefundsFromGateway(
      { journal, clock, log: silentLog },
      journal.payment('T1-1')!,
      rows.map((row) => rowOf(...row)),
    ).map(({ reference }) => reference);
  const ours = gateway?.id ?? '';
  expect(imports(['8', 1])).toEqual([]);
  expect(imports([ours, 1], ['9', 4])).toEqual([]);
  expect(imports([ours, 1], ['8', 1])).toEqual(['refund-8']);
  expect(imports([ours, 1], ['8', 1])).toEqual([]);
  // The till may know ours by the record of a refused repetition.
  expect(imports([ours, 4], ['10', 2], ['8', 1])).toEqual(['refund-10']);
});

test('a record under the reference of one that failed under another is imported although the list leaves that other out', () => {
  const { journal, clock } = dayKit();
  pay({ journal, clock }, 'T1-1', [1, 2]);
  makeRefund({ journal, clock }, 'R1', 'T1-1', 100, [4]);
  const refund = journal.refund('R1')!;
  const ports = { journal, clock, log: silentLog };
  const imports = (row: Parameters<typeof gatewayRefund>[1]) =>
    importRefundsFromGateway(ports, journal.payment('T1-1')!, [gatewayRefund(refund, row)]);
  expect(imports({ id: '8', statusId: 4 })).toEqual([]);
  expect(imports({ id: '8', statusId: 1 })).toMatchObject([{ reference: 'refund-8', state: 'requested' }]);
  expect(imports({ id: '8', statusId: 1 })).toEqual([]);
  expect(imports({ id: '9', statusId: 14 })).toMatchObject([{ reference: 'refund-9', state: 'unknown' }]);
});

test.each([
  ['when it was made', (now: number) => now - MINUTE, MINUTE],
  ['when it is imported, if the gateway does not say when', () => null, 2 * MINUTE],
  ['when it is imported, if the gateway dates it in the future', (now: number) => now + MINUTE, 2 * MINUTE],
  ['when its payment was started, if the gateway dates it before that', () => FIRST_OF_ALL, 0],
])('a refund made elsewhere began %s', async (_when, createdAt, after) => {
  const { journal, clock } = dayKit();
  const began = clock.now();
  pay({ journal, clock }, 'T1-1', [1, 2]);
  makeRefund({ journal, clock }, 'R1', 'T1-1', 100, [1]);
  await clock.pass(2 * MINUTE);
  const made = gatewayRefund(journal.refund('R1')!, {
    ...{ id: '7', reference: 'DASHBOARD', statusId: 2, createdAt: createdAt(clock.now()) },
  });
  const ports = { journal, clock, log: silentLog };
  const [imported] = importRefundsFromGateway(ports, journal.payment('T1-1')!, [made]);
  expect(imported).toMatchObject({ state: 'refunded', startedAt: began + after });
});
