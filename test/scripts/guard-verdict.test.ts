/** When `npm run guards` believes that a test has noticed an undone guard. */
import { expect, test } from 'vitest';
import { verdictOn } from '../../scripts/guards/verdict.mjs';

const report = (success: boolean, message: string, ...statuses: readonly string[]) => ({
  success,
  testResults: [
    {
      name: 'a.test.ts',
      message,
      assertionResults: statuses.map((status) => ({
        status,
        title: `one that ${status}`,
        failureMessages: status === 'failed' ? ['expected 1 to be 2\n at 1:1'] : [],
      })),
    },
  ],
});

test.each([
  ['a test that fails notices it', report(false, '', 'passed', 'failed', 'skipped'), 'failed'],
  ['tests that all pass do not', report(true, '', 'passed', 'skipped'), 'passed'],
  ['a file that does not load shows nothing', report(false, 'Unexpected token\n at 1:1'), 'broken'],
  ['nor does a run that crashed', report(false, '', 'passed'), 'broken'],
  ['nor one in which no test ran', report(true, '', 'skipped'), 'broken'],
] as const)('%s', (_title, given, ended) => {
  expect(verdictOn(given).ended).toBe(ended);
});

test('it says what kept the tests from running', () => {
  expect(verdictOn(report(false, 'Timed out in waitUntil!\n at 1:1', 'skipped'))).toEqual({
    ended: 'broken',
    why: 'the run failed, but no test did: Timed out in waitUntil!',
  });
});

test('it says which test noticed it and how, so that people can see whether it was for that reason', () => {
  expect(verdictOn(report(false, '', 'passed', 'failed'))).toEqual({
    ended: 'failed',
    by: '“one that failed”: expected 1 to be 2',
  });
});
