/** The table that the events of payments, or of refunds, add up to: one row for each. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Money } from '#domain/money.ts';
import { runningNumber } from '#domain/payment/reference.ts';
import type { StoryState } from '#domain/story/story.ts';
import type { OnUnreadable } from '#services/journal-ports.ts';
import { changesIn } from '#sqlite/rows/changed-columns.ts';
import type { EventPayloads } from '#domain/stored/compact-state.ts';
import { payloadReader, payloadsOf, selectFrom } from '#sqlite/rows/event-payloads.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';

export { selectFrom };

/**
 * The state of one payment or refund, its running number in this journal (1, 2, 3 …), and the row that changed it last.
 */
export interface ProjectedRow<S> {
  readonly body: S;
  readonly number: number;
  readonly sequence: number;
  readonly hash: string;
}

export interface Projectable extends StoryState, Money {
  readonly changedAt: number;
  readonly gateway: { readonly id: string } | null;
}

type Column = string | number | null;

/** How payments, or refunds, are stored in their table. */
export interface ProjectionOf<S> {
  readonly table: 'payments' | 'refunds';
  /** Columns that only this table has. */
  readonly ownColumns: Readonly<Record<string, (state: S) => Column>>;
  readonly read: (body: string, payloads: EventPayloads | null) => S;
  readonly write: (state: S, payloads: EventPayloads | null) => string;
}

export interface Projection<S> {
  /** Adds a row that is not there yet. */
  add(row: ProjectedRow<S>): void;
  /** Replaces a row that is there. */
  move(row: ProjectedRow<S>): void;
  clear(): void;
  get(reference: string): ProjectedRow<S> | undefined;
  /** The running number, without reading the body, which may be damaged. */
  numberOf(reference: string): number | undefined;
  /** Whether the table holds exactly this row, byte for byte. */
  holds(row: ProjectedRow<S>): boolean;
  /** The highest running number; 0 before the first. */
  lastNumber(): number;
  /**
   * The running number for what begins under this reference. `lost` is the last number that was used before rows were
   * lost; undefined if none ever were.
   */
  numberFor(reference: string, lost: number | undefined): number;
  /** Prepares a query; `rest` follows `from`, which is `selectFrom` unless the query reads from elsewhere. */
  rows(rest: string, from?: string): (...parameters: readonly unknown[]) => readonly ProjectedRow<S>[];
  /** As `rows`, but returns only the states. */
  query(rest: string, from?: string): (...parameters: readonly unknown[]) => readonly S[];
  /** As `query`, but passes what is wrong with a row that cannot be read to `onUnreadable`, and returns the others. */
  readable(
    rest: string,
    from?: string,
  ): (onUnreadable: OnUnreadable, ...parameters: readonly unknown[]) => readonly S[];
}

const named = z.object({ reference: z.string() });

const readOr = <S>(onUnreadable: OnUnreadable, row: unknown, read: (row: unknown) => S): readonly S[] => {
  try {
    return [read(row)];
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    onUnreadable(error, named.parse(row).reference);
    return [];
  }
};

/** Made once: making a schema takes longer than most reads here. */
const runningNumberRow = z.int();
const maybeNumber = runningNumberRow.optional();

const rowOf = <S>({ read }: ProjectionOf<S>) =>
  z
    .strictObject({
      reference: z.string(),
      number: z.int(),
      body: z.string(),
      sequence: z.int(),
      hash: z.string(),
      first: z.string().nullable(),
      last: z.string().nullable(),
    })
    .transform(({ first, last, body, number, sequence, hash }): ProjectedRow<S> => ({
      body: read(body, payloadsOf(first, last)),
      number,
      sequence,
      hash,
    }));

const columnsOf = <S extends Projectable>(
  { ownColumns, write }: ProjectionOf<S>,
  { body, number, sequence, hash }: ProjectedRow<S>,
  { began, ...payloads }: EventPayloads & { readonly began: number },
) => ({
  ...Object.fromEntries(Object.entries(ownColumns).map(([name, valueOf]) => [name, valueOf(body)])),
  reference: body.reference,
  number,
  state: body.state,
  started_at: body.startedAt,
  changed_at: body.changedAt,
  amount: body.amount,
  currency: body.currency,
  gateway_id: body.gateway?.id ?? null,
  body: write(body, payloads),
  sequence,
  hash,
  began,
});

const COMMON_COLUMNS = [
  'reference',
  'number',
  'state',
  'started_at',
  'changed_at',
  'amount',
  'currency',
  'gateway_id',
  'body',
  'sequence',
  'hash',
  'began',
] as const satisfies readonly (keyof ReturnType<typeof columnsOf>)[];

/** The table, ready for use; statements are prepared once, here. */
export const projectionIn = <S extends Projectable>(
  db: Database.Database,
  of: ProjectionOf<S>,
): Projection<S> => {
  const { table } = of;
  const columns = [...COMMON_COLUMNS, ...Object.keys(of.ownColumns)];
  const each = (text: (name: string) => string, separator: string) => columns.map(text).join(separator);
  const rowSchema = rowOf(of);
  const [found, listed] = [rowSchema.optional(), z.array(rowSchema)];
  const add = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${each((name) => `@${name}`, ', ')})`,
  );
  const move = changesIn(db, { table, key: 'reference', columns });
  const clear = db.prepare(`DELETE FROM ${table}`);
  const get = db.prepare<[string]>(`${selectFrom(table)} WHERE reference = ?`);
  const numberOf = db.prepare<[string]>(`SELECT number FROM ${table} WHERE reference = ?`).pluck();
  const readPayloads = payloadReader(db);
  const cells = (row: ProjectedRow<S>) => columnsOf(of, row, readPayloads(row.body.reference, row.sequence));
  // A row of an earlier version is stored whole, and does not say which row it began with.
  const whole: Readonly<Record<string, string>> = { body: '@whole', began: 'NULL' };
  const same = db.prepare(
    `SELECT 1 FROM ${table}
     WHERE ${each((name) => `${name} IS iif(began IS NULL, ${whole[name] ?? `@${name}`}, @${name})`, ' AND ')}`,
  );
  const last = db.prepare(`SELECT coalesce(max(number), 0) FROM ${table}`).pluck();
  const lastNumber = (): number => runningNumberRow.parse(last.get());
  const taken = db.prepare<[number]>(`SELECT 1 FROM ${table} WHERE number = ?`);
  const rows: Projection<S>['rows'] = (rest, from = selectFrom(table)) => {
    const statement = db.prepare(`${from} ${rest}`);
    return (...parameters) => listed.parse(statement.all(...parameters));
  };
  return {
    add: (row) => void add.run(cells(row)),
    move: (row) => void move(cells(row)),
    clear: () => void clear.run(),
    get: (reference) => found.parse(get.get(reference)),
    numberOf: (reference) => maybeNumber.parse(numberOf.get(reference)),
    holds: (row) => same.get({ ...cells(row), whole: of.write(row.body, null) }) !== undefined,
    lastNumber,
    numberFor: (reference, lost) =>
      runningNumber(reference, {
        last: lastNumber(),
        lost,
        has: (number) => taken.get(number) !== undefined,
      }),
    rows,
    query: (rest, from) => {
      const read = rows(rest, from);
      return (...parameters) => read(...parameters).map(({ body }) => body);
    },
    readable: (rest, from = selectFrom(table)) => {
      const statement = db.prepare(`${from} ${rest}`);
      return (onUnreadable, ...parameters) =>
        statement
          .all(...parameters)
          .flatMap((row) => readOr(onUnreadable, row, (one) => rowSchema.parse(one).body));
    },
  };
};

function* readRows<S>(
  db: Database.Database,
  of: ProjectionOf<S>,
  onUnreadable: OnUnreadable,
  rest: string,
  ...parameters: readonly number[]
): Generator<ProjectedRow<S>, void> {
  const rowSchema = rowOf(of);
  for (const row of db.prepare(`${selectFrom(of.table)} ${rest}`).iterate(...parameters))
    yield* readOr(onUnreadable, row, (one) => rowSchema.parse(one));
}

/** Payments or refunds started in [from, to), oldest first, one at a time. Epoch ms. */
export const readStarted = <S>(
  db: Database.Database,
  of: ProjectionOf<S>,
  from: number,
  to: number,
  onUnreadable: OnUnreadable,
): Generator<ProjectedRow<S>, void> =>
  readRows(
    db,
    of,
    onUnreadable,
    'WHERE started_at >= ? AND started_at < ? ORDER BY started_at, number',
    from,
    to,
  );

/** Payments or refunds started before `to` (epoch ms), newest first, one at a time. */
export const readStartedBefore = <S>(
  db: Database.Database,
  of: ProjectionOf<S>,
  to: number,
  onUnreadable: OnUnreadable,
): Generator<ProjectedRow<S>, void> =>
  readRows(db, of, onUnreadable, 'WHERE started_at < ? ORDER BY started_at DESC, number DESC', to);
