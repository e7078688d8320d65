import { expect, test } from 'vitest';
import type { Person } from '#domain/staff/staff.ts';
import { TrainingShift } from '#services/day/training-shift.ts';
import { silentLog } from '../../support/station-kit.ts';
import { personCalled } from '../../support/staff-kit.ts';
import { dayKit } from './day-kit.ts';

const [audrey, lin, sun] = ['Audrey', 'Lin', 'Sun'].map(personCalled) as [Person, Person, Person];

const openTraining = () => {
  const { journal, shifts } = dayKit();
  return { journal, shifts, trainingShift: new TrainingShift(shifts, silentLog) };
};

test('an auditor, who may not sell, does not open the training shift; the first person who may does', () => {
  const { shifts, trainingShift } = openTraining();
  trainingShift.ensureShift(audrey);
  expect(shifts.current).toBeNull();
  trainingShift.ensureShift(lin);
  expect(shifts.current?.record.by).toEqual(lin);
});

test('a shift that a person has closed stays closed until somebody opens one', async () => {
  const { shifts, trainingShift } = openTraining();
  trainingShift.ensureShift(lin);
  await shifts.close(lin, null);
  trainingShift.ensureShift(sun);
  expect(shifts.current).toBeNull();
});

test('a failing disk does not prevent signing in', () => {
  const { journal, trainingShift } = openTraining();
  journal.close();
  expect(() => trainingShift.ensureShift(lin)).not.toThrow();
});
