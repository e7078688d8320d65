import type { TimeZone } from '#domain/time-zone.ts';

export interface Column<Row> {
  readonly name: string;
  /**
   * `text` comes from people or the gateway, so it is escaped to keep spreadsheets from running it as a formula.
   * `decimal` is an amount with a decimal point, `time` an ISO 8601 time, `date` a date such as '2026-11-23', `plain` any
   * other value of our own.
   */
  readonly kind: 'text' | 'decimal' | 'time' | 'date' | 'plain';
  read(row: Row, zone: TimeZone): string;
}

export const textColumn = <Row>(name: string, read: (row: Row) => string): Column<Row> => ({
  name,
  kind: 'text',
  read,
});

export const plainColumn = <Row>(name: string, read: Column<Row>['read']): Column<Row> => ({
  name,
  kind: 'plain',
  read,
});

/** An amount with a decimal point, such as '12.50', or ''. */
export const decimalColumn = <Row>(name: string, read: Column<Row>['read']): Column<Row> => ({
  name,
  kind: 'decimal',
  read,
});

export const dateColumn = <Row>(name: string, read: Column<Row>['read']): Column<Row> => ({
  name,
  kind: 'date',
  read,
});

/** Two columns for one time (epoch ms, null for none): local to the shop, and in UTC. */
export const timeColumns = <Row>(name: string, at: (row: Row) => number | null): readonly Column<Row>[] => {
  const column = (suffix: string, write: (at: number, zone: TimeZone) => string): Column<Row> => ({
    name: name + suffix,
    kind: 'time',
    read: (row, zone) => {
      const value = at(row);
      return value === null ? '' : write(value, zone);
    },
  });
  return [
    column('', (value, zone) => zone.iso(value)),
    column('_utc', (value) => new Date(value).toISOString()),
  ];
};
