/** Takings added up by hours and days of UTC, too. Shipped: never edit, add the next migration instead. */
const MONEY = ['paid_count', 'paid', 'refunded_count', 'refunded'];
const WAITS = Array.from({ length: 13 }, (_, step) => `wait_${step}`);
const CHARGES = ['started', 'paid', 'cancelled', 'expired', 'failed', ...WAITS];

const columns = (names: readonly string[]): string =>
  names.map((name) => `${name} INTEGER NOT NULL`).join(', ');
const sums = (names: readonly string[]): string => names.map((name) => `sum(${name})`).join(', ');

export const coarserTakings = `
CREATE TABLE takings_by_hour (
  hour INTEGER NOT NULL, currency TEXT NOT NULL, ${columns(MONEY)},
  PRIMARY KEY (hour, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE takings_by_day (
  day INTEGER NOT NULL, cashier TEXT NOT NULL, currency TEXT NOT NULL, ${columns(MONEY)},
  PRIMARY KEY (day, cashier, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE charges_by_day (day INTEGER PRIMARY KEY, ${columns(CHARGES)}) STRICT;

INSERT INTO takings_by_hour SELECT quarter / 4, currency, ${sums(MONEY)} FROM takings GROUP BY quarter / 4, currency;

INSERT INTO takings_by_day
  SELECT quarter / 96, cashier, currency, ${sums(MONEY)} FROM takings GROUP BY quarter / 96, cashier, currency;

INSERT INTO charges_by_day SELECT quarter / 96, ${sums(CHARGES)} FROM charges GROUP BY quarter / 96;
`;
