/** Rebuilds a till's tables from its whole journal, while its pushes go on. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Transaction } from '../../database/database.ts';
import type { Outside } from '../../outside.ts';
import { CHANGED } from '../../stations/changed.ts';
import type { Alarm } from '../alarms.ts';
import { raise } from '../alarms.ts';
import type { Carried } from '../project.ts';
import type { Draft } from './draft.ts';
import { areSame, datesIn, replaceDate } from './draft-tables.ts';
import { dropDraft, emptyDraft, holdWithTill, takeDraft } from './draft.ts';
import type { Placing, Progress, Rebuilding } from './read-journal.ts';
import { daysOf, readJournal, readRest } from './read-journal.ts';

const alarms = z.array(z.strictObject({ row_number: z.int(), at: z.int(), accepted_at: z.int().nullable() }));

/** Raises the alarms about rows that still cannot be read: each goes on as it was before. */
const raiseAgain = async (
  statements: Transaction,
  station: string,
  unread: readonly Alarm[],
  now: number,
): Promise<void> => {
  const before = alarms.parse(
    await statements.query(
      "DELETE FROM alarms WHERE station = $1 AND kind = 'unread' RETURNING row_number, at, accepted_at",
      [station],
    ),
  );
  raise(statements, station, unread, now);
  statements.write(
    `UPDATE alarms SET at = n.at, accepted_at = n.accepted_at
     FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS n (row_number, at, accepted_at)
     WHERE alarms.station = $1 AND alarms.kind = 'unread' AND alarms.row_number = n.row_number`,
    [
      station,
      before.map(({ row_number }) => row_number),
      before.map(({ at }) => at),
      before.map(({ accepted_at }) => accepted_at),
    ],
  );
};

/** Somebody looks at the till at once: what is due is only known to its next push. */
const moveOn = ({ write }: Transaction, station: string, carried: Carried): void =>
  write(
    `UPDATE stations SET last_payment = $2, last_refund = $3, lost_payments = $4, lost_refunds = $5,
       covered = $6, uncovered = $7, due_at = 0, due_as_of = heard_at, rebuilt = rebuilt + 1, ${CHANGED}
     WHERE station = $1`,
    [
      station,
      carried.lastPayment,
      carried.lastRefund,
      carried.lostPayments ?? null,
      carried.lostRefunds ?? null,
      carried.covered,
      carried.uncovered,
    ],
  );

/** Longer than a date takes; ms. */
const LONGEST_REST = 1_000;

/** Puts those dates that differ in the place of the till's, one after the other, and as long between them as each took. */
const placeDates = async (
  { database, outside, signal }: Rebuilding,
  draft: Draft,
  days: BusinessDays,
  progress: Progress,
): Promise<Placing> => {
  let placing: Placing = { progress, touched: new Set() };
  const { station, name } = draft;
  for (const date of await datesIn(database, [station, name])) {
    signal.throwIfAborted();
    if (await areSame(database, [station, name], date)) continue;
    const [before, since] = [placing, outside.now()];
    placing = await database.transaction(async (statements) => {
      await holdWithTill(statements, draft);
      const now = await readRest(statements, draft, days, before);
      await replaceDate(statements, { from: name, to: station }, date);
      // A push in between goes on with the numbers that the draft has given.
      moveOn(statements, station, now.progress.carried);
      return now;
    });
    const took = Math.min(Math.max(0, outside.now() - since), LONGEST_REST);
    await wait(took, undefined, { signal, ref: false }).catch(() => undefined);
  }
  return placing;
};

const finish = (
  { database, outside }: Rebuilding,
  draft: Draft,
  days: BusinessDays,
  placing: Placing,
): Promise<void> =>
  database.transaction(async (statements) => {
    await holdWithTill(statements, draft);
    const { station, name } = draft;
    const { progress, touched } = await readRest(statements, draft, days, placing);
    for (const date of touched) await replaceDate(statements, { from: name, to: station }, date);
    await raiseAgain(statements, station, progress.unread, outside.now());
    moveOn(statements, station, progress.carried);
  });

const OWNER_BYTES = 6;

export const newOwner = ({ randomBytes }: Outside): number =>
  Buffer.from(randomBytes(OWNER_BYTES)).readUIntBE(0, OWNER_BYTES);

/**
 * Throws `DraftTaken` if another process begins it meanwhile, and the signal's reason once that is aborted. Dates that have
 * taken the till's place by then stay; the next time begins again.
 */
export const rebuild = async (parts: Rebuilding, station: string): Promise<void> => {
  const { database, outside } = parts;
  const days = await daysOf(database, station, outside.now());
  const draft = await takeDraft(database, station, newOwner(outside));
  await emptyDraft(database, draft);
  const progress = await readJournal(parts, draft, days);
  await finish(parts, draft, days, await placeDates(parts, draft, days, progress));
  await dropDraft(database, draft);
};
