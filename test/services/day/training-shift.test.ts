import { expect, test } from 'vitest';
import type { Person } from '#domain/staff/staff.ts';
import { PracticeShift } from '#services/day/training-shift.ts';
import { silentLog } from '../../support/station-kit.ts';
import { personCalled } from '../../support/staff-kit.ts';
import { dayKit } from './day-kit.ts';

const [audrey, lin, sun] = ['Audrey', 'Lin', 'Sun'].map(personCalled) as [Person, Person, Person];

const practising = () => {
  const { books, shifts } = dayKit();
  return { books, shifts, practice: new PracticeShift(shifts, silentLog) };
};

test('an auditor, who may not sell, leaves the practice shift to the first who may', () => {
  const { shifts, practice } = practising();
  practice.welcome(audrey);
  expect(shifts.current).toBeNull();
  practice.welcome(lin);
  expect(shifts.current?.record.by).toEqual(lin);
});

test('a shift that a person has closed stays closed for the next to open', async () => {
  const { shifts, practice } = practising();
  practice.welcome(lin);
  await shifts.close(lin, null);
  practice.welcome(sun);
  expect(shifts.current).toBeNull();
});

test('a disk that takes nothing keeps nobody from the till', () => {
  const { books, practice } = practising();
  books.close();
  expect(() => practice.welcome(lin)).not.toThrow();
});
