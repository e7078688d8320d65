import { statusName } from '#domain/gateway/gateway-payment.ts';
import { toDecimal } from '#domain/money.ts';
import type { ReconciliationLine } from '#domain/day/reconciliation.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { Environment } from '#domain/shop/environment.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { WrittenExport } from '#services/export/export-ports.ts';
import { dayJournalIn } from '#sqlite/tables/days-table.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { exportName, writeExportFile } from './export-file.ts';
import type { ExportTarget } from './export-file.ts';
import type { Column } from '#domain/export/column.ts';
import { plainColumn, textColumn, timeColumns } from '#domain/export/column.ts';
import { inBatches } from '#csv/formats/batches.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';

export interface ReconciliationExport extends ExportTarget {
  /** The business date. */
  readonly date: string;
}

interface Row {
  readonly environment: Environment;
  readonly recorded: Recorded<'reconciled'>;
  readonly of: ReconciliationLine['of'];
  readonly kind: ReconciliationLine['kind'] | 'matched';
  /** Payments or refunds in this row; the counts add up to everything that was reconciled. */
  readonly count: number;
  /** Null for matches, and for differences beyond the stored lines. */
  readonly line: ReconciliationLine | null;
}

type Here = NonNullable<ReconciliationLine['here']>;
type There = NonNullable<ReconciliationLine['there']>;

const plain = plainColumn<Row>;
const text = textColumn<Row>;
const here =
  (read: (side: Here) => string | null) =>
  ({ line }: Row) =>
    (line?.here && read(line.here)) ?? '';
const there =
  (read: (side: There) => string | null) =>
  ({ line }: Row) =>
    (line?.there && read(line.there)) ?? '';

/** Decimals depend on the currency; if the gateway names none, ours is used. */
const thereAmount = ({ line }: Row): string =>
  line?.there ? toDecimal(line.there.amount, line.there.currency ?? line.here?.currency ?? '') : '';

/** docs/csv.md explains each column; add new ones at the end, never rename, move or drop one. */
const columns: readonly Column<Row>[] = [
  plain('environment', ({ environment }) => environment),
  plain('training', ({ environment }) => (environment === 'training' ? 'TRAINING' : '')),
  plain('date', ({ recorded }) => recorded.record.date),
  plain('result', ({ recorded }) => recorded.record.result),
  ...timeColumns<Row>('compared_at', ({ recorded }) => recorded.at),
  text('by_id', ({ recorded }) => recorded.record.by?.id ?? ''),
  text('by_name', ({ recorded }) => recorded.record.by?.name ?? ''),
  plain('of', ({ of }) => of),
  plain('kind', ({ kind }) => kind),
  plain('count', ({ count }) => String(count)),
  plain('why', ({ line }) => line?.why ?? ''),
  text('reference', ({ line }) => line?.reference ?? ''),
  text('payment_reference', ({ line }) => line?.paymentReference ?? ''),
  text('gateway_id', ({ line }) => line?.gatewayId ?? ''),
  plain(
    'here_state',
    here(({ state }) => state),
  ),
  plain(
    'here_amount_hundredths',
    here(({ amount }) => String(amount)),
  ),
  plain(
    'here_amount',
    here(({ amount, currency }) => toDecimal(amount, currency)),
  ),
  text(
    'here_currency',
    here(({ currency }) => currency),
  ),
  plain(
    'there_status_id',
    there(({ statusId }) => String(statusId)),
  ),
  plain(
    'there_status_name',
    there(({ statusId }) => statusName(statusId)),
  ),
  plain(
    'there_amount_hundredths',
    there(({ amount }) => String(amount)),
  ),
  plain('there_amount', thereAmount),
  text(
    'there_currency',
    there(({ currency }) => currency),
  ),
  plain('journal_sequence', ({ recorded }) => String(recorded.sequence)),
  plain('journal_hash', ({ recorded }) => recorded.hash),
  plain('refunds_asked', ({ recorded }) => recorded.record.refundsAsked),
];

/** One row for all matches, one per stored difference, and one per kind for those beyond the stored lines. */
const rowsOf = (recorded: Recorded<'reconciled'>, environment: Environment): readonly Row[] =>
  (['payment', 'refund'] as const).flatMap((of): readonly Row[] => {
    const { payments, refunds, lines } = recorded.record;
    const counts = of === 'payment' ? payments : refunds;
    const about = { environment, recorded, of };
    const stored = lines.filter((line) => line.of === of);
    const beyond = (['only-here', 'only-there', 'different'] as const)
      .map((kind) => ({ kind, count: counts[kind] - stored.filter((line) => line.kind === kind).length }))
      .filter(({ count }) => count > 0);
    return [
      { ...about, kind: 'matched', count: counts.matched, line: null },
      ...stored.map((line) => ({ ...about, kind: line.kind, count: 1, line })),
      ...beyond.map((rest) => ({ ...about, ...rest, line: null })),
    ];
  });

/**
 * Writes the newest reconciliation of a business date as CSV, with its checksum; the till may write to the journal
 * meanwhile. Rejects with JournalRefused, a file system error, or when the date was never reconciled.
 */
export const exportReconciliation = async (job: ReconciliationExport): Promise<WrittenExport> => {
  const { environment, date } = job;
  const { db, close } = openReadOnly(job.journalFile);
  try {
    const recorded = dayJournalIn(db).reconciliation(date);
    if (!recorded) throw new Error(`${date} was never reconciled`);
    const name = exportName(environment, ['reconciliation', date]);
    let rows = 0;
    const file = await writeExportFile(job, name, async (out) => {
      rows = await writeCsv(columns, inBatches(rowsOf(recorded, environment)), timeZone(job.timeZone), out);
    });
    return { ...file, rows };
  } finally {
    close();
  }
};
