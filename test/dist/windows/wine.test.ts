import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writtenCode } from '../../../scripts/dist/windows/try/wine.mjs';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';

test.each([
  ['0 \r\n', 0],
  ['1603 \r\n', 1603],
  ['', NaN],
  [' \r\n', NaN],
  ['killed', NaN],
])('the exit code of a step on Windows that left %j is %d, and never 0 unless it says so', (text, code) => {
  const file = join(temporaryFolder(), 'exit-code');
  expect(writtenCode(file)).toBeNaN();
  writeFileSync(file, text);
  expect(writtenCode(file)).toBe(code);
});
