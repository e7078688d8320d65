import { expect, test } from 'vitest';
import { problemsIn } from '#services/health/log-problems.ts';

const log = [
  '2026-11-23T11:00:00.000Z info gateway link {"connection":"online"}',
  '2026-11-23T11:01:00.000Z warn a printer did not print {"why":"silent"}',
  '2026-11-23T11:02:00.000Z error the journal could not be backed up',
  '    at backUp (main.cjs:1)',
  '',
].join('\n');

test('the problems of the log are its warnings and errors, the newest first', () => {
  expect(problemsIn(log, 20)).toEqual([
    { at: Date.UTC(2026, 10, 23, 11, 2), level: 'error', text: 'the journal could not be backed up' },
    { at: Date.UTC(2026, 10, 23, 11, 1), level: 'warn', text: 'a printer did not print {"why":"silent"}' },
  ]);
});

test('only the newest of many are shown, and a long one is cut', () => {
  const many = Array.from(
    { length: 30 },
    (_, n) => `2026-11-23T11:00:00.0${10 + n}Z warn ${'x'.repeat(900)}`,
  );
  const problems = problemsIn(many.join('\n'), 20);
  expect(problems).toHaveLength(20);
  expect(problems[0]?.at).toBe(Date.UTC(2026, 10, 23, 11, 0, 0, 39));
  expect(problems[0]?.text).toHaveLength(500);
});
