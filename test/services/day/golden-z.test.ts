import { expect, test } from 'vitest';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import type { SigningKey } from '#services/ports.ts';
import { byChen, chen, dayKit, makeRefund, lin, observe, pay } from './day-kit.ts';

const HOUR = 3_600_000;
const [OPEN, PAID, CANCELLED, FAILED, EXPIRED] = [1, 2, 3, 4, 5];

/** Signs with the length of the data, so that the golden file does not depend on a key. */
const namedKey: SigningKey = { publicKey: 'a2V5', former: [], sign: (bytes) => btoa(String(bytes.length)) };

/** The result of reconciling the day. */
const reconciled: RecordOf<'reconciled'> = {
  type: 'reconciled',
  date: '2026-11-24',
  from: 0,
  to: 1,
  result: 'different',
  payments: { matched: 6, 'only-here': 1, 'only-there': 0, different: 0 },
  refunds: { matched: 3, 'only-here': 0, 'only-there': 0, different: 0 },
  refundsAsked: 'known',
  mended: 0,
  lines: [],
  by: chen,
};

test('the Z of a made-up day is byte for byte the reviewed one', async () => {
  const kit = dayKit({ cutOff: '04:00', key: namedKey });
  pay(kit, 'T1-0', [OPEN, CANCELLED], { amount: 990, cashier: lin });
  await kit.desk.close(byChen);
  await kit.clock.pass(20 * HOUR);
  kit.shifts.open(lin);
  kit.journal.record(
    { type: 'pin-refused', by: chen, why: 'pin-wrong', failures: 1, lockedForMs: 0 },
    kit.clock.now(),
  );
  pay(kit, 'T1-1', [OPEN, 6, PAID], { amount: 1_250, cashier: lin });
  pay(kit, 'T1-2', [OPEN, PAID], { amount: 88_000, cashier: lin });
  pay(kit, 'T1-3', [OPEN, EXPIRED], { amount: 300, cashier: lin });
  observe(kit, 'T1-0', PAID);
  await kit.clock.pass(HOUR);
  await kit.shifts.handOver(chen, 90_240);
  pay(kit, 'T1-4', [OPEN, FAILED], { amount: 4_500, cashier: chen });
  pay(kit, 'T1-5', [OPEN, PAID], { amount: 2_000, currency: 'EUR', cashier: chen });
  pay(kit, 'T1-6', ['silence'], { amount: 640, cashier: chen });
  makeRefund(kit, 'R1', 'T1-2', 8_000, [1, 2]);
  makeRefund(kit, 'R2', 'T1-1', 1_250, [4]);
  makeRefund(kit, 'R3', 'T1-5', 500, [1]);
  kit.journal.record(reconciled, kit.clock.now());
  await kit.desk.close({ ...byChen, signOffs: { 'T1-6': 'the customer has left, 收据 kept' } });
  const z = kit.journal.closedDay(2);
  await expect(`${JSON.stringify(z, null, 2)}\n`).toMatchFileSnapshot('golden/made-up-day.json');
});
