/** expected.json: what each row came to when its ratio was last accepted. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Expected } from './judge.ts';

const FILE = join(import.meta.dirname, '..', 'expected.json');
const expectations = z.record(z.string(), z.strictObject({ figure: z.number(), noise: z.number() }));

export type Expectations = Readonly<Record<string, Expected>>;

export const readExpected = (): Expectations => expectations.parse(JSON.parse(readFileSync(FILE, 'utf8')));

/** By the names of all rows there are, in their order; rows that are no more are dropped. */
export const writeExpected = (names: readonly string[], expected: Expectations): void => {
  const rounded = (value: number): number => Number(value.toPrecision(3));
  const rows = names.flatMap((name) => {
    const row = expected[name];
    return row ? [[name, { figure: rounded(row.figure), noise: rounded(row.noise) }] as const] : [];
  });
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
};
