import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Intent } from '#domain/payment/payment.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { DayDesk } from '#services/day/day-desk.ts';
import { Shifts } from '#services/day/shifts.ts';
import { rebuild } from '#sqlite/check/rebuild.ts';
import { verify } from '#sqlite/check/verify.ts';
import type { ManagedShop } from '../kit/crash.ts';
import {
  afterPowerCut,
  keep,
  lossesIn,
  nextReference,
  sellNext,
  sellTwo,
  twoAndTwo,
  withoutLog,
} from '../kit/crash.ts';
import { intended, NOON, reportedPayment, sell } from '../kit/new-journal.ts';
import { refundIntended } from '../kit/refund-events.ts';
import { newShop, spoilRow } from '../kit/shop-journal.ts';
import { installation } from '../../support/station-kit.ts';

const MINUTE = 60_000;
const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;

const portsOf = ({ kept: { journal }, clock }: ManagedShop) => ({
  journal,
  clock,
  days: businessDays({ cutOff: '00:00', timeZone: 'UTC' }),
  yieldNow: () => Promise.resolve(),
});
const shiftsOf = (shop: ManagedShop): Shifts => new Shifts(portsOf(shop));
const closeDay = async (shop: ManagedShop) => {
  const ports = {
    ...portsOf(shop),
    shifts: shiftsOf(shop),
    terminal: trainingTerminal,
    installation,
    key: shop.shop.key,
  };
  const desk = new DayDesk({ ...ports, reconcile: () => Promise.resolve() });
  const closed = await desk.close({ by: chen, approvedBy: chen, signOffs: {} });
  if (!closed.closed) throw new Error(closed.why);
  return closed.z.record;
};
const cny = (count: number) => ({ CNY: { count, sum: count * 1250 } });

const TWO_SALES_LOST = {
  type: 'tail-lost',
  rows: 6,
  since: NOON + 2 * MINUTE + 2_000,
  until: NOON + 4 * MINUTE + 2_000,
  payments: 4,
  refunds: 0,
  shifts: 0,
  zs: 0,
  zsLost: 0,
};

describe('a journal that got shorter is noticed', () => {
  test('when its write-ahead log is gone: the loss is recorded, and no running number is used twice', async () => {
    const { shop } = await twoAndTwo();
    const cut = withoutLog(afterPowerCut(shop));
    const again = keep(cut);
    expect(lossesIn(again)).toEqual([TWO_SALES_LOST]);
    expect(again.kept.recovery.read()).toMatchObject({
      why: 'tail-lost',
      rows: 6,
      lastAt: NOON + 2 * MINUTE + 2_000,
      found: null,
    });
    expect(again.kept.journal.numberOf(sellNext(again.kept.journal))).toBe(5);
    await again.kept.close();
    expect(verify(cut.file)).toMatchObject({ ok: true, payments: 3 });
  });

  test('when the journal file was copied alone and restored', async () => {
    const { shop } = await twoAndTwo();
    const alone = readFileSync(shop.file);
    const cut = withoutLog(afterPowerCut(shop));
    writeFileSync(cut.file, alone);
    expect(lossesIn(keep(cut))).toEqual([TWO_SALES_LOST]);
  });

  test('when its write-ahead log was cut short', async () => {
    const { shop } = await twoAndTwo();
    const cut = afterPowerCut(shop);
    truncateSync(`${cut.file}-wal`, 10_000);
    const [loss] = lossesIn(keep(cut));
    expect(loss).toMatchObject({ payments: 4, until: NOON + 4 * MINUTE + 2_000 });
    expect(loss?.rows).toBeLessThanOrEqual(6);
  });

  test('when it was replaced by an older backup, even with signatures of the lost rows', async () => {
    const { shop, kept } = await twoAndTwo();
    const backup = readFileSync(shop.file);
    await kept.close();
    writeFileSync(shop.file, backup);
    for (const folder of ['checkpoints', 'backups']) rmSync(join(shop.folder, folder), { recursive: true });
    expect(lossesIn(keep(shop))).toEqual([TWO_SALES_LOST]);

    const signed = await twoAndTwo();
    const older = readFileSync(signed.shop.file);
    await signed.kept.close();
    writeFileSync(signed.shop.file, older);
    const again = keep(signed.shop);
    // The newest backup has all rows, so nothing is lost in the end.
    expect(lossesIn(again)).toEqual([]);
    expect(again.kept.journal.lastPaymentNumber()).toBe(4);
  });

  test('when it is gone without a backup or a signature', () => {
    const shop = newShop();
    sellTwo(keep(shop).kept.journal);
    const cut = afterPowerCut(shop);
    rmSync(withoutLog(cut).file);
    const again = keep(cut);
    expect(lossesIn(again)).toMatchObject([{ rows: 6, since: 0, payments: 2 }]);
    expect(again.kept.recovery.read()).toMatchObject({ why: 'damaged', rows: 6, lastAt: 0, found: null });
    expect(nextReference(again.kept.journal)).toContain('-000003-');
  });

  test('once: the next start finds it whole, and a power cut right after that start loses nothing more', async () => {
    const { shop } = await twoAndTwo();
    const cut = withoutLog(afterPowerCut(shop));
    keep(cut);
    const again = keep(afterPowerCut(cut));
    expect(lossesIn(again)).toHaveLength(1);
    expect(again.kept.recovery.read()).toMatchObject({ rows: 6, found: null });
  });

  test('again, when it happens again: numbers of both losses stay used', async () => {
    const { shop } = await twoAndTwo();
    const cut = withoutLog(afterPowerCut(shop));
    sellNext(keep(cut).kept.journal);
    const again = keep(withoutLog(afterPowerCut(cut)));
    expect(lossesIn(again).at(-1)).toMatchObject({ payments: 5 });
    expect(nextReference(again.kept.journal)).toContain('-000006-');
  });
});

describe('a lost end that held', () => {
  test('a refund: the payment it was of is asked about at the gateway', async () => {
    const shop = newShop();
    const first = keep(shop);
    sell(first.kept.journal, 'T1-1');
    await first.kept.close();
    const { kept } = keep(shop);
    kept.journal.appendRefund('R1', refundIntended('R1', 250), NOON + MINUTE);
    const again = keep(withoutLog(afterPowerCut(shop)));
    expect(lossesIn(again)).toMatchObject([{ refunds: 1 }]);
    expect(again.kept.recovery.read()).toMatchObject({ refundsLost: 1, refunded: ['T1-1'] });
    expect(again.kept.journal.lastRefundNumber()).toBe(1);
  });

  test('a shift and an export: the shift’s number is not used again', async () => {
    const shop = newShop();
    const first = keep(shop);
    shiftsOf(first).open(chen);
    await first.kept.close();
    const second = keep(shop);
    await shiftsOf(second).close(chen, null);
    shiftsOf(second).open(chen);
    const exported = { type: 'exported', by: chen, what: 'payments', fileName: 'day.csv' } as const;
    second.kept.journal.record(exported, NOON);
    const again = keep(withoutLog(afterPowerCut(shop)));
    expect(lossesIn(again)).toMatchObject([{ rows: 3, shifts: 2, zs: 0 }]);
    expect(shiftsOf(again).current?.record.number).toBe(1);
    await shiftsOf(again).close(chen, null);
    expect(shiftsOf(again).open(chen)?.record.number).toBe(3);
  });

  /** A shop whose second Z was lost. */
  const zLost = async () => {
    const shop = newShop();
    const first = keep(shop);
    shiftsOf(first).open(chen);
    sellNext(first.kept.journal, 1);
    expect(await closeDay(first)).toMatchObject({ number: 1 });
    await first.kept.close();
    const second = keep(shop);
    shiftsOf(second).open(chen);
    sellNext(second.kept.journal, 2);
    await second.kept.close();
    const third = keep(shop);
    expect(await closeDay(third)).toMatchObject({ number: 2, report: { payments: { paid: cny(1) } } });
    const cut = withoutLog(afterPowerCut(shop));
    return { cut, again: keep(cut) };
  };

  test('a Z: the next one counts its day under a new number and says so', async () => {
    const { cut, again } = await zLost();
    expect(lossesIn(again)).toMatchObject([{ zs: 2, zsLost: 1 }]);
    expect(again.kept.recovery.read()).toMatchObject({ zsLost: 1 });
    const z = await closeDay(again);
    expect(z).toMatchObject({
      number: 3,
      report: { payments: { paid: cny(1) }, lostTails: [{ zs: 2, zsLost: 1 }] },
    });
    sellNext(again.kept.journal, 9);
    expect(await closeDay(again)).toMatchObject({ number: 4 });
    await again.kept.close();
    expect(verify(cut.file)).toMatchObject({ ok: true });
    expect(
      keep(cut)
        .kept.journal.closedDays(9)
        .map(({ number }) => number),
    ).toEqual([4, 3, 1]);
  });

  test('a Z: the journal without it is recovered like any other when it is damaged later', async () => {
    const { cut, again } = await zLost();
    await closeDay(again);
    sellNext(again.kept.journal, 9);
    sellNext(again.kept.journal, 10);
    await again.kept.close();
    const sound = verify(cut.file);
    if (!sound.ok) throw new Error(sound.why);
    rmSync(join(cut.folder, 'backups'), { recursive: true });
    spoilRow(cut.file, sound.events);
    const recovered = keep(cut).kept.journal;
    expect(recovered.closedDays(9).map(({ number }) => number)).toEqual([3, 1]);
    expect(readdirSync(join(cut.folder, 'damaged')).some((name) => name.endsWith('.db'))).toBe(true);
  });
});

test('what is imported after a loss keeps its own number, and a rebuild gives all the same numbers', async () => {
  const { shop, kept } = await twoAndTwo();
  const lost = kept.journal.startedBetween(NOON + 4 * MINUTE, NOON + 5 * MINUTE)[0];
  const cut = withoutLog(afterPowerCut(shop));
  const again = keep(cut);
  const { journal } = again.kept;
  const next = sellNext(journal, 6);
  if (!lost) throw new Error('nothing was sold');
  const payment = reportedPayment(lost.reference, 2);
  const { intent } = intended(lost.reference, { requestId: '' }) as { intent: Intent };
  const found = { type: 'found', intent, payment } as const;
  journal.append(lost.reference, found, NOON + 4 * MINUTE);
  expect([next, lost.reference].map((one) => journal.numberOf(one))).toEqual([5, 4]);
  await again.kept.close();
  expect(verify(cut.file)).toMatchObject({ ok: true, payments: 4 });
  expect(rebuild(cut.file)).toEqual({ ok: true, payments: 4 });
  expect(verify(cut.file)).toMatchObject({ ok: true, payments: 4 });
});
