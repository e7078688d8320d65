import type Database from 'better-sqlite3';
import { journal } from '#sqlite/file/migrations/version-0.1/0010-journal.ts';
import { imports } from '#sqlite/file/migrations/version-0.1/0020-imports.ts';
import { activity } from '#sqlite/file/migrations/version-0.1/0030-activity.ts';
import { days } from '#sqlite/file/migrations/version-0.1/0040-days.ts';
import { search } from '#sqlite/file/migrations/version-0.1/0050-search.ts';
import { audit } from '#sqlite/file/migrations/version-0.1/0060-audit.ts';
import { receipts } from '#sqlite/file/migrations/version-0.1/0070-receipts.ts';
import { cancels } from '#sqlite/file/migrations/version-0.1/0080-cancels.ts';
import { lostZs } from '#sqlite/file/migrations/version-0.1/0090-lost-zs.ts';
import { takings } from '#sqlite/file/migrations/0100-takings.ts';
import { history } from '#sqlite/file/migrations/0105-history.ts';
import { coarserTakings } from '#sqlite/file/migrations/0120-coarser-takings.ts';
import { auditPages } from '#sqlite/file/migrations/0125-audit-pages.ts';
import { auditByPerson } from '#sqlite/file/migrations/0135-audit-by-person.ts';
import { refundsByChange } from '#sqlite/file/migrations/0190-refunds-by-change.ts';
import { leanRows } from '#sqlite/file/migrations/0200-lean-rows.ts';
import { paymentsByChange } from '#sqlite/file/migrations/0230-payments-by-change.ts';
import { noPaymentsByChange } from '#sqlite/file/migrations/0240-no-payments-by-change.ts';
import { rebuildProjections } from '#sqlite/tables/rebuild-projections.ts';

interface Migration {
  /** `user_version` after this migration: a multiple of five; steps of ten leave room for a fix in between. */
  readonly version: number;
  readonly sql: string;
  /** Whether the tables of payments and refunds must be rebuilt from the events. */
  readonly rebuilds?: true;
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 10, sql: journal },
  { version: 20, sql: imports, rebuilds: true },
  { version: 30, sql: activity, rebuilds: true },
  { version: 40, sql: days },
  { version: 50, sql: search, rebuilds: true },
  { version: 60, sql: audit },
  // Since this version, success in another amount counts as paid.
  { version: 70, sql: receipts, rebuilds: true },
  { version: 80, sql: cancels },
  { version: 100, sql: takings },
  { version: 105, sql: history },
  { version: 120, sql: coarserTakings },
  { version: 125, sql: auditPages },
  { version: 135, sql: auditByPerson },
  { version: 190, sql: refundsByChange },
  { version: 200, sql: leanRows },
  { version: 230, sql: paymentsByChange },
  { version: 240, sql: noPaymentsByChange },
];

/** The format this program writes, unless it has to be `SKIPS_ZS`. */
export const LATEST_VERSION = Math.max(...MIGRATIONS.map((migration) => migration.version));

/**
 * The format of a journal that has lost a Z and may skip its number. It changes with every migration: one that stayed
 * the same would not say which of them have run.
 */
export const SKIPS_ZS = LATEST_VERSION + 1;

/** The same in earlier versions, and the newest migration of each. No migration may have one of these numbers. */
const SKIPPED_ZS: ReadonlyMap<number, number> = new Map([
  [90, 80],
  [110, 105],
  [130, 125],
  [140, 135],
  [220, 200],
  [250, 230],
]);

/** From this format on, every version notes beside the journal where it ends; see `tail/head-note.ts`. */
export const NOTED_SINCE = 90;

/** Migrations have multiples of five, and since format 240 each one's neighbour skips the numbers of lost Zs. */
export const skipsZs = (version: number): boolean => version % 5 === 1 || SKIPPED_ZS.has(version);

/** The newest migration that a journal of this format has. */
export const newestMigration = (version: number): number =>
  SKIPPED_ZS.get(version) ?? (skipsZs(version) ? version - 1 : version);

/** Written into the file's header: 'CTPJ' in ASCII. */
export const APPLICATION_ID = 0x43_54_50_4a;

/** Applies every pending migration and writes the header, all or nothing. */
export const migrate = (db: Database.Database, migrations = MIGRATIONS): void => {
  const found = Number(db.pragma('user_version', { simple: true }));
  const pending = migrations.filter((migration) => migration.version > newestMigration(found));
  const run = db.transaction(() => {
    for (const { version, sql } of pending) {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    }
    if (skipsZs(found)) db.pragma(`user_version = ${SKIPS_ZS}`);
    if (found > 0 && pending.some(({ rebuilds }) => rebuilds)) rebuildProjections(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
  });
  if (pending.length > 0) run.immediate();
};

/** Lets the next Z's number skip the numbers that were lost. The caller holds the transaction. */
export const allowSkippedZs = (db: Database.Database): void => {
  if (skipsZs(Number(db.pragma('user_version', { simple: true })))) return;
  db.exec(lostZs);
  db.pragma(`user_version = ${SKIPS_ZS}`);
};
