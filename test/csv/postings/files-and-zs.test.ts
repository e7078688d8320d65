/**
 * A shop makes the accounting file of each period once, as soon as it is final. Whatever was found, settled or corrected
 * later, all its files together come to what all its Zs come to, and to what the journal says now.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Posting } from '#domain/export/posting.ts';
import type { GrandTotal } from '#domain/day/report.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { shiftDay } from '#domain/time-zone.ts';
import { sumIn } from '#domain/totals.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { PostingsReader } from '#sqlite/postings/read-postings.ts';
import { totalsOf } from '#sqlite/tables/totals.ts';
import type { DayKit } from '../../services/day/day-kit.ts';
import { dayKit } from '../../services/day/day-kit.ts';
import type { Happening } from './a-life.ts';
import { anyHappening, closeDay } from './a-life.ts';

const HOUR = 3_600_000;

/** A time of the till's life: what happens, then hours pass, perhaps in another zone, and the day may be closed. */
interface Time {
  readonly happenings: readonly Happening[];
  readonly hours: number;
  readonly zone: string;
  readonly closes: boolean;
  readonly clockSet: number;
}

const anyTime: fc.Arbitrary<Time> = fc.record({
  happenings: fc.array(anyHappening, { maxLength: 6 }),
  hours: fc.integer({ min: 1, max: 30 }),
  zone: fc.constantFrom('UTC', 'UTC', 'UTC', 'Asia/Shanghai', 'America/Los_Angeles'),
  closes: fc.boolean(),
  clockSet: fc.constantFrom(0, 0, 0, 0, -30, 50),
});

interface Period {
  readonly first: string;
  readonly last: string;
}

const readFile = (file: string, period: Period, zone: string) => {
  const { db, close } = openReadOnly(file);
  try {
    const days = businessDays({ cutOff: '00:00', timeZone: zone });
    const reader = new PostingsReader(db, { ...period, days });
    const rows = [...reader.read()].flat().map(shown);
    return { rows, isFinal: !reader.isProvisional && reader.unread.size === 0 };
  } finally {
    close();
  }
};

const shown = ({ row, money, isRemoved, date, reason }: Posting) => ({
  record: row.record,
  reference: row.story.reference,
  sum: isRemoved ? -money.amount : money.amount,
  z: row.zNumber,
  date,
  reason,
});

type Shown = ReturnType<typeof shown>;
const sumOf = (rows: readonly Shown[], record: Shown['record']): number =>
  rows.filter((row) => row.record === record).reduce((sum, row) => sum + row.sum, 0);

interface Filed {
  readonly period: Period;
  readonly rows: readonly Shown[];
}

/** Makes the file of all days up to yesterday that no file has yet, if it is final. */
const fileUntilYesterday = (kit: DayKit, zone: string, filed: Filed[]): void => {
  const today = businessDays({ cutOff: '00:00', timeZone: zone }).dateOf(kit.clock.now());
  const last = shiftDay(today, -1);
  const first = shiftDay(filed.at(-1)?.period.last ?? '2026-01-01', 1);
  if (last < first) return;
  const { rows, isFinal } = readFile(kit.file, { first, last }, zone);
  if (isFinal) filed.push({ period: { first, last }, rows });
};

const live = async (kit: DayKit, times: readonly Time[]): Promise<readonly Filed[]> => {
  const filed: Filed[] = [];
  let count = 0;
  for (const { happenings, hours, zone, closes, clockSet } of times) {
    for (const happen of happenings) await happen(kit, `T1-${(count += 1)}`);
    kit.clock.set(clockSet * HOUR);
    await kit.clock.pass(hours * HOUR);
    fileUntilYesterday(kit, zone, filed);
    if (closes) await closeDay(kit, zone);
    fileUntilYesterday(kit, zone, filed);
  }
  return filed;
};

/** Closes the last days, and files what is left. */
const end = async (kit: DayKit, filed: Filed[]): Promise<void> => {
  await closeDay(kit, 'UTC');
  const lastZ = kit.journal.closedDays(1)[0]?.date ?? '';
  while (businessDays({ cutOff: '00:00', timeZone: 'UTC' }).dateOf(kit.clock.now()) <= lastZ)
    await kit.clock.pass(24 * HOUR);
  await closeDay(kit, 'UTC');
  await kit.clock.pass(24 * HOUR);
  fileUntilYesterday(kit, 'UTC', filed);
  await closeDay(kit, 'UTC');
  fileUntilYesterday(kit, 'UTC', filed);
};

const grandTotal = (kit: DayKit): GrandTotal =>
  kit.journal.lastRecord('day-closed')?.record.report.grandTotal.after ?? {};

test('all accounting files, each made once, come to what all Zs come to and the journal says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyTime, { minLength: 3, maxLength: 12, size: 'max' }), async (times) => {
      const kit = dayKit();
      const filed = [...(await live(kit, times))];
      await end(kit, filed);
      const rows = filed.flatMap((one) => one.rows);
      const { paid = 0, refunded = 0 } = grandTotal(kit)['CNY'] ?? {};
      expect({ paid: sumOf(rows, 'payment'), refunded: sumOf(rows, 'refund') }).toEqual({ paid, refunded });
      const { db, close } = openReadOnly(kit.file);
      const totals = totalsOf(db);
      close();
      expect(paid).toBe(sumIn(totals.payments['paid'], 'CNY'));
      expect(refunded).toBe(sumIn(totals.refunds['refunded'], 'CNY'));
      // Made again, in whatever zone the shop is now, each file is the same.
      for (const { period, rows: before } of filed)
        expect(readFile(kit.file, period, 'Asia/Tokyo').rows).toEqual(before);
      kit.journal.close();
    }),
    { numRuns: 30 },
  );
}, 120_000);
