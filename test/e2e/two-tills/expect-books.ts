/** Compares what two tills have written about a day with the gateway's own records, and with each other. */
import { expect } from 'vitest';
import type { Simulator } from '#simulator/simulator.ts';
import type { Sum } from '../day/journal.ts';
import { sumUp } from '../day/journal.ts';
import type { TillsDay } from './day-of-two.ts';
import type { Rows } from './driven-till.ts';
import { gatewayBooks } from './gateway-books.ts';

/** How a reconciliation names the other till's payments, and what the till warns of. */
export interface Kind {
  readonly why: string;
  readonly words: string;
  readonly warning: string;
}

/** T1-20261129-000007-Q4ZK7MA3F8-7HJ2K9QD: the number, the installation and its opening. */
const PARTS = /-(\d{6})-([0-9A-Z]{6})([0-9A-Z]{4})-[0-9A-Z]{8}$/;
const partsOf = (reference: string) => {
  const [, number = '', identity = '', opening = ''] = PARTS.exec(reference) ?? [];
  return { number: Number(number), identity, opening };
};

export const identitiesIn = (references: readonly string[]): readonly string[] => [
  ...new Set(references.map((reference) => partsOf(reference).identity)),
];
export const openingsIn = (references: readonly string[]): readonly string[] => [
  ...new Set(references.map((reference) => partsOf(reference).opening)),
];

const rowsOf = (z: Rows, section: string, name: string, what = ''): Rows =>
  z.filter((row) => row['section'] === section && row['name'] === name && row['what'] === what);
const figure = (z: Rows, section: string, name: string): Sum => {
  const [row] = rowsOf(z, section, name);
  return { count: Number(row?.['count'] ?? 0), sum: Number(row?.['sum_hundredths'] ?? 0) };
};
const textOf = (z: Rows, section: string, name: string): string =>
  rowsOf(z, section, name)[0]?.['text'] ?? '';
const comparedIn = (z: Rows, what: string): number =>
  sumUp(
    z
      .filter((row) => row['section'] === 'compared_payments' && row['what'] === what)
      .map((row) => Number(row['count'])),
  ).sum;

export const netOf = ({ z }: Pick<TillsDay, 'z'>): number => figure(z, 'net', 'net').sum;

/** The Z, the CSV and the running numbers of one till are those of its own payments and no others. */
export const expectItsOwnBooks = (simulator: Simulator, day: TillsDay): void => {
  const books = gatewayBooks(simulator);
  const references = [...day.shared, ...day.own];
  const [paid, refunded] = [books.paid(references), books.refunded(references)];
  expect(figure(day.z, 'payments', 'paid')).toEqual(paid);
  expect(figure(day.z, 'refunds', 'refunded')).toEqual(refunded);
  expect(netOf(day)).toBe(paid.sum - refunded.sum);
  expect(identitiesIn(references)).toEqual([textOf(day.z, 'day', 'installation')]);
  const late = day.z.filter(({ section }) => section === 'late').map(({ name }) => name);
  expect([...new Set(late)]).toEqual([day.late]);
  expect(comparedIn(day.z, 'matched')).toBe(references.length);

  const inCsv = day.csv.filter((row) => row['record'] === 'payment' && row['state'] === 'paid');
  expect(sumUp(inCsv.map((row) => Number(row['taken_hundredths'])))).toEqual(paid);
  expect(inCsv.map((row) => row['reference']).sort()).toEqual([...references].sort());
  expect(references.map((reference) => partsOf(reference).number).sort((a, b) => a - b)).toEqual(
    references.map((_reference, index) => index + 1),
  );
};

/** What is not shared is in one Z only; together the Zs have everything that the gateway has. */
export const expectTheGatewaysSum = (
  simulator: Simulator,
  [one, other]: readonly [TillsDay, TillsDay],
): void => {
  const { shared } = one;
  const books = gatewayBooks(simulator);
  const all = [...shared, ...one.own, ...other.own];
  expect([...books.references].sort()).toEqual([...all].sort());
  expect(new Set(all).size).toBe(all.length);
  expect([...books.taken].sort()).toEqual([...all].sort());
  const whole = books.paid(all).sum - books.refunded(all).sum;
  const sharedNet = books.paid(shared).sum - books.refunded(shared).sum;
  expect(netOf(one) + netOf(other) - sharedNet).toBe(whole);
};

/** Each till lists the other's payments, and only those, as differences of this kind. */
export const expectDifferences = (day: TillsDay, other: TillsDay, kind: Kind): void => {
  const { state, differences } = day.reconciled;
  expect(state).toBe('different');
  expect(differences.map(({ reference }) => reference).sort()).toEqual([...other.own].sort());
  for (const { why, words } of differences)
    expect({ why, words }).toEqual({ why: kind.why, words: kind.words });
  expect(comparedIn(day.z, 'only-there')).toBe(other.own.length);
  expect(textOf(day.z, 'proof', 'reconciliation')).toBe(state);
  expect(day.warning.split('\n')[0]).toBe(kind.warning);
};
