/** Signs what a feed offers to tills. `npm run sign-release -- --help`; see docs/installing/updates.md. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { fail, print } from '../command/print.ts';
import { makeKey, readKey } from './release-key.ts';
import { Refused } from './refused.ts';
import { signFolder } from './sign-folder.ts';

const HELP = `Usage: npm run sign-release -- FOLDER [--percent N]
       npm run sign-release -- --new-key

  FOLDER          signs every installer in it (countertop-VERSION-SYSTEM-ARCH.deb or .exe) and writes its offers beside
                  it; where latest*.yml name an installer, they must agree with it
    --percent N   offer it to this share of all tills, 0 to 100 (100); sign again with more to go on
  --new-key       makes a key pair: the private key goes to the key file, the public one into the program

The private key is read from the file that COUNTERTOP_RELEASE_KEY names, else from .countertop/release-key.pem in your
home folder. Keep it off this computer, and never in the repository.

Exit codes
  0  done
  1  the folder cannot be signed: no installer, one that its latest*.yml contradicts, or a trial that is not for release
  2  wrong usage
  3  the key file is missing, unreadable, already there, inside the repository, or not a key of this program
`;

const WRONG_USAGE = 2;

const keyFile = (): string =>
  resolve(process.env['COUNTERTOP_RELEASE_KEY'] ?? join(homedir(), '.countertop', 'release-key.pem'));

const run = (): number => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      'new-key': { type: 'boolean', default: false },
      percent: { type: 'string', default: '100' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values['new-key']) {
    if (positionals.length > 0) return fail(WRONG_USAGE, HELP);
    print(`The private key is in ${makeKey(keyFile())}. The program has the public one: build it anew.`);
    return 0;
  }
  const [folder, ...others] = positionals;
  const percent = Number(values.percent);
  const isShare = /^\d{1,3}(\.\d+)?$/.test(values.percent) && percent <= 100;
  if (folder === undefined || others.length > 0 || !isShare) return fail(WRONG_USAGE, HELP);
  for (const name of signFolder(resolve(folder), readKey(keyFile()), percent)) print(`Signed: ${name}`);
  return 0;
};

const isWrongUsage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

const codeOf = (error: unknown): number => {
  if (error instanceof Refused) return fail(error.code, error.message);
  if (isWrongUsage(error)) return fail(WRONG_USAGE, HELP);
  throw error;
};

try {
  process.exitCode = run();
} catch (error) {
  process.exitCode = codeOf(error);
}
