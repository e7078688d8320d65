/** npm run office:new-owner -- NAME: makes an owner's account, where no owner knows their password any more. */
import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../src-office/database/open-database.ts';
import { name } from '../../src-office/doors/owner/routes/inputs.ts';
import { makeOwner } from '../../src-office/people/new-owner.ts';
import { passwordsBy } from '../../src-office/people/passwords.ts';
import { readEnvironment } from '../../src-office/read-environment.ts';

const outside = { now: () => Date.now(), randomBytes: (bytes: number) => randomBytes(bytes) };

const ownerFor = async (called: string): Promise<string | undefined> => {
  const db = await openDatabase(readEnvironment(process.env).where, outside.now);
  try {
    return await makeOwner({ db, outside, passwords: passwordsBy(outside) }, called);
  } finally {
    await db.close();
  }
};

const words = process.argv.slice(2);
// Whoever asks for --help does not want an account of that name.
const typed = name.safeParse(words.some((word) => word.startsWith('-')) ? '' : words.join(' '));
const password = typed.success ? await ownerFor(typed.data) : undefined;
if (typed.success && password !== undefined)
  console.log(
    `${typed.data} may now sign in as an owner, with this password until they choose another: ${password}`,
  );
else {
  console.error(
    typed.success
      ? 'Somebody at the office has this name already'
      : 'Usage: npm run office:new-owner -- NAME',
  );
  process.exitCode = 1;
}
