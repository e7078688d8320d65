/** A program, `FAULT FOLDER`: a till whose disk goes bad while it sells; prints the result as JSON. */
import { execFileSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiskTrouble } from '#domain/journal/disk-trouble.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { Changes } from '#services/changes.ts';
import { PaymentDesk } from '#services/payment/payment-desk.ts';
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { verify } from '#sqlite/check/verify.ts';
import { countingIds, installation, silentLog, settings } from '../../support/station-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { newKey } from '../../support/new-key.ts';
import { ScriptedGateway } from '../../support/fakes/scripted-gateway.ts';
import type { DiskFault } from './rows.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { worker } from '../../sqlite/kit/journal-worker.ts';

interface BadDisk {
  readonly expected: DiskTrouble;
  readonly spoil: () => void;
  readonly restore: () => void;
}

/** Fills the disk to the last byte. */
const full = (folder: string): BadDisk => {
  const filler = join(folder, 'filler');
  return {
    expected: 'full',
    spoil: () => {
      for (const size of [65_536, 4_096, 1]) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        } catch {
          // This size no longer fits.
        }
      }
    },
    restore: () => rmSync(filler),
  };
};

/** Keeps this process's files from growing, so that every further write of the log fails as on a broken disk. */
const failing = (folder: string): BadDisk => {
  const limit = (bytes: number | 'unlimited'): void =>
    void execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
  return {
    expected: 'failing',
    spoil: () => limit(statSync(join(folder, 'journal.db-wal')).size),
    restore: () => limit('unlimited'),
  };
};

/** Locks the files and leaves their folder as it is, as a virus scanner does. */
const locked = (folder: string): BadDisk => {
  const writes = failing(folder);
  const file = join(folder, 'journal.db');
  const run = (command: string, ...args: readonly string[]): void =>
    void execFileSync(command, [...args, file], { stdio: 'ignore' });
  return {
    expected: 'read-only',
    spoil: () => {
      writes.spoil();
      run('mount', '--bind', file);
      run('mount', '-o', 'remount,bind,ro');
    },
    restore: () => {
      run('umount');
      writes.restore();
    },
  };
};

const DISKS: Readonly<Record<string, (folder: string) => BadDisk>> = { full, failing, locked };

const openTill = (folder: string) => {
  const clock = new HandClock();
  const gateway = new ScriptedGateway();
  let changes = 0;
  const kept = openManagedJournal({
    worker,
    file: join(folder, 'journal.db'),
    key: newKey(),
    anchor: newAnchor(),
    clock,
    log: silentLog,
    isBusy: () => false,
    onChange: () => (changes += 1),
    onWritten: () => undefined,
  });
  const { journal } = kept;
  const desk = new PaymentDesk({
    settings,
    journal,
    installation,
    gateway,
    clock,
    ids: countingIds(),
    log: silentLog,
    mayLackPayments: () => false,
    signedIn: () => null,
    changes: new Changes(silentLog),
  });
  return { clock, gateway, kept, desk, changes: () => changes };
};
type Till = ReturnType<typeof openTill>;

/** Each sale has another amount, or the till would ask about the earlier one. */
let amount = 1250;

const charge = async ({ desk, clock }: Till): Promise<string> => {
  amount += 1;
  const started = desk.start(amount, '');
  if (!started.started) throw new Error(started.why);
  await clock.pass(100);
  return started.payment.reference;
};

/** Why a charge is refused, or 'sent' if the gateway was called. */
const refusal = ({ desk, gateway }: Till): string => {
  const calls = gateway.calls.length;
  try {
    desk.start(amount + 1, '');
    return 'not refused';
  } catch (error) {
    if (gateway.calls.length > calls) return 'sent';
    return error instanceof DiskFailed ? error.trouble : String(error);
  }
};

const isSold = ({ kept }: Till, reference: string): boolean =>
  kept.journal.payment(reference)?.state === 'paid';

/** Sells, cannot sell, sells again; then the disk goes bad in the middle of a sale and recovers. */
const tryOnDisk = async (till: Till, { expected, spoil, restore }: BadDisk): Promise<readonly string[]> => {
  const { kept, gateway, clock, desk } = till;
  const wrong: string[] = [];
  const expect = (what: string, holds: boolean): void => {
    if (!holds) wrong.push(what);
  };
  const pay = async (reference: string): Promise<void> => {
    gateway.set(reference, { statusId: 2 });
    await clock.pass(30_000);
  };
  await pay(await charge(till));
  spoil();
  const why = refusal(till);
  expect(`a charge was refused as ${why}`, why === expected && kept.health().diskTrouble === expected);
  restore();
  await clock.pass(2_000);
  expect('the till did not notice that the disk has recovered', kept.health().diskTrouble === null);
  const reference = await charge(till);
  spoil();
  await pay(reference);
  expect(
    'the till did not report the problem',
    kept.health().diskTrouble === expected && !isSold(till, reference),
  );
  restore();
  await clock.pass(30_000);
  expect('the sale did not finish', kept.health().diskTrouble === null && isSold(till, reference));
  expect(`the windows were updated ${till.changes()} times`, till.changes() === 4);
  await desk.tracker.stop();
  await kept.close();
  return wrong;
};

const [, , fault = '', folder = ''] = process.argv;
const disk = (DISKS[fault] ?? failing)(folder);
const wrong = await tryOnDisk(openTill(folder), disk);
const verdict = verify(join(folder, 'journal.db'));
const result: DiskFault = {
  fault: `disk ${disk.expected}`,
  outcome:
    wrong.length === 0 && verdict.ok
      ? `charge refused before anything was sent; ${verdict.payments} sales finished without a restart`
      : [...wrong, verdict.ok ? '' : verdict.why].join('; '),
  ok: wrong.length === 0 && verdict.ok && verdict.payments === 2,
};
console.log(JSON.stringify(result));
