/** Verifies, rebuilds and exports a journal file without the till. Needs Node 24: `node scripts/journal.ts --help`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type Database from 'better-sqlite3';
import type { Expected } from '#sqlite/check/prove.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { lastPaymentBefore } from '#sqlite/tables/payments-table.ts';
import { startedFirstAndLast } from '#sqlite/tables/export-rows.ts';
import { rebuild } from '#sqlite/check/rebuild.ts';
import { JournalRefused } from '#sqlite/file/refusal.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { BrokenJournal } from '#sqlite/tables/replay.ts';
import { lastClosedDay, totalsOf } from '#sqlite/tables/totals.ts';
import { exportPayments } from '#csv/export-payments.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { businessDays, dayRuleOf, isCutOff } from '#domain/shop/business-day.ts';
import { isTimeZone } from '#domain/zone-name.ts';
import { fail, print } from './command/print.ts';
import { isFingerprint, readAtLeast, verifyJournal } from './journal/verify-journal.ts';

const HELP = `Usage: node scripts/journal.ts COMMAND FILE

  verify FILE     check every row of a journal and that the payments follow from them; writes nothing;
                  checkpoints in the folder beside it are checked, too, and their keys named, and so is what the
                  till itself has recorded of lost rows, restored backups and alarms
    --key FINGERPRINT     only this key may have signed it (16 hex digits, as on a Z); may be given several times
    --at-least N:HASH     it must have row N with this hash, as written down elsewhere (its first 16 digits will do)
  rebuild FILE    rebuild the payments table from the events; the till must be closed
  export FILE     write the payments and refunds as CSV with a .sha256 file beside it
    --from DAY --to DAY   only those started on these business dates (YYYY-MM-DD, both included)
    --out FOLDER          where to write (this folder)
    --cut-off HH:MM       when the shop's day begins (as in the last Z, else 00:00)
    --time-zone ZONE      the shop's zone, such as Asia/Shanghai (as in the last Z, else this computer's)
  totals FILE     print as JSON how many payments and refunds there are and what they come to
    --date DAY            only those started on this business date (YYYY-MM-DD)
    --cut-off HH:MM       when the shop's day begins (as in the last Z, else 00:00)
    --time-zone ZONE      the shop's zone (as in the last Z, else this computer's)

A journal of an earlier version is read from a private copy that is brought up to date; only rebuild changes the file.

Exit codes
  0  all is well
  1  the journal is broken; the first broken row is named
  2  wrong usage
  3  the journal cannot be opened: missing, unreadable, not a journal, or of a newer version
  4  the journal is in use by another program
  5  anything else, such as a full disk
  6  sound in itself, but no checkpoint says who wrote it or how far it went
  7  sound in itself, but not the journal expected: it lacks the row of --at-least, or another key has signed it
  8  the file was written, but without the payments and refunds whose rows are damaged; it is named -incomplete
`;

const BROKEN = 1;
const WRONG_USAGE = 2;
const REFUSED = 3;
const IN_USE = 4;
const UNEXPECTED = 5;
const UNSIGNED = 6;
const ANOTHER = 7;
const INCOMPLETE = 8;

class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

const failBroken = ({ sequence, why }: Broken): number =>
  fail(BROKEN, sequence === null ? `Broken: ${why}.` : `Broken at row ${sequence}: ${why}.`);

const VERIFY_CODES = { 'bad-checkpoints': BROKEN, unsigned: UNSIGNED, another: ANOTHER } as const;

const expectedBy = ({ key = [], 'at-least': row }: Options): Expected => {
  const wrong = key.find((one) => !isFingerprint(one));
  if (wrong !== undefined) throw new WrongUsage(`'${wrong}' is not a fingerprint of 16 hex digits.`);
  const atLeast = row === undefined ? null : readAtLeast(row);
  if (atLeast === undefined)
    throw new WrongUsage(`'${row}' is not a row and its hash, such as 120:3f9a… of at least 16 digits.`);
  return { keys: key, atLeast };
};

const runVerify = (file: string, options: Options): number => {
  const verified = verifyJournal(file, expectedBy(options));
  if (!verified.ok && verified.why === 'broken') return failBroken(verified.fault);
  for (const line of verified.lines) print(line);
  return verified.ok ? 0 : fail(VERIFY_CODES[verified.why], verified.line);
};

const runRebuild = (file: string): number => {
  const outcome = rebuild(file);
  if (!outcome.ok) return failBroken(outcome);
  print(`Rebuilt ${outcome.payments} payments from their events.`);
  return 0;
};

interface Options {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly out?: string | undefined;
  readonly 'time-zone'?: string | undefined;
  readonly date?: string | undefined;
  readonly 'cut-off'?: string | undefined;
  readonly key?: readonly string[] | undefined;
  readonly 'at-least'?: string | undefined;
}

const checkDay = (text: string): string => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return text;
  throw new WrongUsage(`'${text}' is not a day such as 2026-11-23.`);
};

/** The shop's business days: by the options, or else as in the last Z. */
const businessDaysOf = (db: Database.Database, options: Options): BusinessDays => {
  const last = lastClosedDay(db);
  const cutOff = options['cut-off'] ?? last?.cutOff ?? '00:00';
  if (!isCutOff(cutOff)) throw new WrongUsage(`'${cutOff}' is not a time of day such as 04:00.`);
  const asked = options['time-zone'];
  if (asked !== undefined && !isTimeZone(asked))
    throw new WrongUsage(`'${asked}' is not a time zone such as Asia/Shanghai.`);
  return businessDays(dayRuleOf({ cutOff, timeZone: asked ?? last?.timeZone ?? '' }, Date.now()));
};

/** The span and environment to export; by default the whole journal. Undefined if nothing was ever charged. */
const spanOf = (file: string, options: Options) => {
  const { db, close } = openReadOnly(file);
  try {
    const days = businessDaysOf(db, options);
    const started = startedFirstAndLast(db);
    const last = lastPaymentBefore(db, Number.MAX_SAFE_INTEGER);
    if (!started) return undefined;
    if (!last)
      throw new BrokenJournal({
        ok: false,
        sequence: null,
        why: 'no payment can be read; nothing was written',
      });
    const firstDay = checkDay(options.from ?? days.dateOf(started.first));
    const lastDay = checkDay(options.to ?? days.dateOf(started.last));
    if (firstDay > lastDay) throw new WrongUsage(`${firstDay} is after ${lastDay}.`);
    const { environment } = last;
    return { ...days.rule, environment, from: days.rangeOf(firstDay).from, to: days.rangeOf(lastDay).to };
  } finally {
    close();
  }
};

const runExport = async (file: string, options: Options): Promise<number> => {
  const span = spanOf(file, options);
  if (!span) {
    print('There are no payments in this journal yet; nothing was written.');
    return 0;
  }
  const folder = resolve(options.out ?? '.');
  const order = { ...span, journalFile: file, folder, makesFolder: true, preset: null };
  const { fileName, rows, sha256, notice } = await exportPayments(order);
  print(`${fileName}: ${rows} payments and refunds, SHA-256 ${sha256}.`);
  if (notice?.why !== 'incomplete') return 0;
  const more = notice.more > 0 ? ` and ${notice.more} more` : '';
  return fail(INCOMPLETE, `It is incomplete: the rows of ${notice.unread.join(', ')}${more} cannot be read.`);
};

const runTotals = (file: string, options: Options): number => {
  const { date } = options;
  const { db, close } = openReadOnly(file);
  try {
    const days = businessDaysOf(db, options);
    const day = date === undefined ? undefined : { date: checkDay(date), ...days.rangeOf(date) };
    print(JSON.stringify({ ...days.rule, date: date ?? null, ...totalsOf(db, day) }, null, 2));
    return 0;
  } finally {
    close();
  }
};

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        out: { type: 'string' },
        'time-zone': { type: 'string' },
        date: { type: 'string' },
        'cut-off': { type: 'string' },
        key: { type: 'string', multiple: true },
        'at-least': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
};

const OPTIONS = new Map<string, readonly string[]>([
  ['export', ['from', 'to', 'out', 'cut-off', 'time-zone']],
  ['verify', ['key', 'at-least']],
  ['totals', ['date', 'cut-off', 'time-zone']],
]);

const refuseOptions = (command: string, options: Options): void => {
  const taken = OPTIONS.get(command) ?? [];
  const unknown = Object.keys(options).find((name) => !taken.includes(name));
  if (unknown !== undefined) throw new WrongUsage(`'${command}' takes no option --${unknown}.`);
};

const run = async (): Promise<number> => {
  const { values, positionals } = readArguments();
  const { help, ...options } = values;
  if (help) {
    print(HELP);
    return 0;
  }
  const [command, name, ...more] = positionals;
  if (command === undefined || name === undefined || more.length > 0) {
    throw new WrongUsage('Give one command and one file.');
  }
  const file = resolve(name);
  refuseOptions(command, options);
  if (command === 'export') return runExport(file, options);
  if (command === 'totals') return runTotals(file, options);
  if (command === 'verify') return runVerify(file, options);
  if (command === 'rebuild') return runRebuild(file);
  throw new WrongUsage(`There is no command '${command}'.`);
};

const failWith = (error: unknown): number => {
  if (error instanceof WrongUsage) return fail(WRONG_USAGE, `${error.message}\n\n${HELP}`);
  if (error instanceof BrokenJournal) return failBroken(error.fault);
  if (error instanceof JournalRefused) return fail(error.why === 'in-use' ? IN_USE : REFUSED, error.message);
  return fail(UNEXPECTED, `Failed: ${error instanceof Error ? error.message : String(error)}`);
};

process.exitCode = await run().catch(failWith);
