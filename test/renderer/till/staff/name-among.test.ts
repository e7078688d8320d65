import { expect, test } from 'vitest';
import { nameAmong } from '../../../../src-renderer/till/staff/name-among.ts';

const person = (id: string, name: string) => ({ id, name, role: 'cashier' }) as const;
const [first, second, sun] = [person('1', 'Lin'), person('2', 'lin'), person('3', 'Sun')];

test('people of one name, on a list of an earlier version, are told apart by their number', () => {
  const all = [first, second, sun].map((one) => nameAmong([first, second, sun], one));
  expect(all).toEqual(['Lin', 'lin (2)', 'Sun']);
});
