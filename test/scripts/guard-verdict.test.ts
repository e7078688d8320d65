/** When `npm run guards` believes that a test has noticed an undone guard. */
import { expect, test } from 'vitest';
import { verdictOn } from '../../scripts/guards/verdict.mjs';

const report = (success: boolean, message: string, ...statuses: readonly string[]) => ({
  success,
  testResults: [{ name: 'a.test.ts', message, assertionResults: statuses.map((status) => ({ status })) }],
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
