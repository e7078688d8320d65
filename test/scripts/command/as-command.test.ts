import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';

const module = pathToFileURL(join(import.meta.dirname, '../../../scripts/command/as-command.mjs')).href;

/** The exit code of a script whose command does that. */
const codeOf = (does: string): number | null => {
  const file = join(temporaryFolder(), 'script.mjs');
  writeFileSync(
    file,
    `import { asCommand } from ${JSON.stringify(module)};\nawait asCommand(import.meta.url, async () => { ${does} });\n`,
  );
  return spawnSync(process.execPath, [file], { stdio: 'ignore' }).status;
};

test('a command ends with the code that it answers', () => {
  expect([codeOf('return 0'), codeOf('return 3')]).toEqual([0, 3]);
});

test.each([
  ['fails', 'throw new Error("no")'],
  ['is ended by a library before it has answered', 'process.exit()'],
  ['is ended by a library with 0 before it has answered', 'process.exit(0)'],
  [
    'fails, and is ended with 0 by a library that waited for the end',
    'process.on("beforeExit", () => process.exit(0)); throw new Error("no")',
  ],
  [
    'answers so, and is ended with 0 by a library that waited for the end',
    'process.on("beforeExit", () => process.exit(0)); return 3',
  ],
  ['waits for something that nothing can settle any more', 'await new Promise(() => undefined)'],
  ['leaves an error behind that nobody handles', 'void Promise.reject(new Error("no")); await 0'],
])('a command that %s has not ended well', (_, does) => {
  expect(codeOf(does)).toBeGreaterThan(0);
});
