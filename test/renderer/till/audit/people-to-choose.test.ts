import { expect, test } from 'vitest';
import { peopleToChoose } from '../../../../src-renderer/till/audit/people-to-choose.ts';

test('the log is filtered by who works here, then by who has left, each told from a namesake', () => {
  const [chen, lin] = [
    { id: 'chen', name: 'Chen' },
    { id: 'lin', name: 'Lin' },
  ];
  const left = [
    { id: 'sun', name: 'Sun' },
    { id: 'lin-1', name: 'Lin' },
    { id: 'lin-2', name: 'Lin' },
  ];
  expect(peopleToChoose([chen, lin], [lin, ...left])).toEqual([
    { value: 'chen', label: 'Chen' },
    { value: 'lin', label: 'Lin' },
    { value: 'lin-1', label: 'Lin (not on the staff list)' },
    { value: 'lin-2', label: 'Lin (2) (not on the staff list)' },
    { value: 'sun', label: 'Sun (not on the staff list)' },
  ]);
});
