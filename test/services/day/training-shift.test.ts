import { expect, test } from 'vitest';
import type { Person } from '#domain/staff/staff.ts';
import { TrainingShift } from '#services/day/training-shift.ts';
import { silentLog } from '../../support/station-kit.ts';
import { personCalled } from '../../support/staff-kit.ts';
import { dayKit } from './day-kit.ts';

const [audrey, lin, sun] = ['Audrey', 'Lin', 'Sun'].map(personCalled) as [Person, Person, Person];

const practising = () => {
  const { journal, shifts } = dayKit();
  return { journal, shifts, practice: new TrainingShift(shifts, silentLog) };
};

test('an auditor, who may not sell, does not open the training shift; the first person who may does', () => {
  const { shifts, practice } = practising();
  practice.ensureShift(audrey);
  expect(shifts.current).toBeNull();
  practice.ensureShift(lin);
  expect(shifts.current?.record.by).toEqual(lin);
});

test('a shift that a person has closed stays closed until somebody opens one', async () => {
  const { shifts, practice } = practising();
  practice.ensureShift(lin);
  await shifts.close(lin, null);
  practice.ensureShift(sun);
  expect(shifts.current).toBeNull();
});

test('a failing disk does not prevent signing in', () => {
  const { journal, practice } = practising();
  journal.close();
  expect(() => practice.ensureShift(lin)).not.toThrow();
});
