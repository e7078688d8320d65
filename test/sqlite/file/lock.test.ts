import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { JournalRefused } from '#sqlite/file/refusal.ts';
import { rebuild } from '#sqlite/check/rebuild.ts';
import { verify } from '#sqlite/check/verify.ts';
import { newJournalFile, openForTest, sell } from '../kit/new-journal.ts';
import { openJournal } from '../kit/open-journal.ts';
import { newShop, openShop } from '../kit/shop-journal.ts';

const holder = fileURLToPath(new URL('./hold-journal.ts', import.meta.url));

/** Another till, in another process, that has the journal open until it is killed. */
const anotherTill = async (file: string): Promise<() => Promise<void>> => {
  const till = spawn(process.execPath, [holder, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(till, 'exit');
  onTestFinished(() => void till.kill('SIGKILL'));
  await once(till.stdout, 'data');
  return async () => {
    till.kill('SIGKILL');
    await gone;
  };
};

test('a second till on the same journal is refused in plain words and writes nothing', async () => {
  const shop = newShop();
  const kill = await anotherTill(shop.file);
  const inUse = /journal\.db is in use by another Countertop on this computer\. Close it there/;
  expect(() => openShop(shop)).toThrow(JournalRefused);
  expect(() => openShop(shop)).toThrow(inUse);
  expect(() => rebuild(shop.file)).toThrow(inUse);
  expect(verify(shop.file)).toMatchObject({ ok: true, events: 3 });
  await kill();
});

test('a till that was killed leaves no lock behind', async () => {
  const shop = newShop();
  const kill = await anotherTill(shop.file);
  await kill();
  const { journal, recovered } = openShop(shop);
  sell(journal, 'T1-2');
  expect(recovered).toBeNull();
  journal.close();
  expect(verify(shop.file)).toMatchObject({ ok: true, payments: 2 });
});

test('an attempt to open the journal twice does not open it to a third', async () => {
  const file = newJournalFile();
  openForTest(file);
  expect(() => openJournal(file)).toThrow('is in use');
  const third = spawn(process.execPath, [holder, file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  third.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(third, 'close')) as [number];
  expect(code).not.toBe(0);
  expect(said).toContain('is in use by another Countertop');
});
