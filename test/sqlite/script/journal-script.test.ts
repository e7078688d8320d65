import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { byChen, dayKit, makeRefund, observe, pay } from '../../services/day/day-kit.ts';
import { afterPowerCut, keep, twoAndTwo, withoutLog } from '../kit/crash.ts';
import { alter, run, twoSales } from './run-script.ts';
import { tradedShop } from '../kit/shop-journal.ts';
import { newJournalFile, NOON, openForTest, sell, temporaryFolder } from '../kit/new-journal.ts';

describe('the support desk, with only a journal file,', () => {
  test('learns that a journal is sound, but that nothing proves it where no signature is beside it', async () => {
    const { code, out, err } = await run('verify', twoSales());
    expect(out).toMatch(/^Sound: 6 events, 2 payments, last hash [0-9a-f]{64}\.\n$/);
    expect({ code, err }).toEqual({
      code: 6,
      err: 'Not proven: no checkpoint beside it says who wrote it or how far it went.\n',
    });
    const unused = newJournalFile();
    openForTest(unused).close();
    expect(await run('verify', unused)).toMatchObject({ code: 0, err: '' });
  });

  test('learns whether it is the journal of which a printed Z gives a row, its hash and the key', async () => {
    const shop = await tradedShop(2, 1);
    const { out } = await run('verify', shop.file);
    const [, head = ''] = /last hash ([0-9a-f]{64})/.exec(out) ?? [];
    const [, key = ''] = /key ([0-9a-f]{16})/.exec(out) ?? [];
    const found = async (...options: readonly string[]) => {
      const { code, err } = await run('verify', shop.file, ...options);
      return { code, err };
    };
    const whole = `9:${head}`;
    expect(await found('--key', key, '--at-least', whole)).toEqual({ code: 0, err: '' });
    expect(await found('--at-least', whole.slice(0, 18))).toEqual({ code: 0, err: '' });
    const another = (why: string) => ({
      code: 7,
      err: `Not the journal that was expected: ${why}.\n`,
    });
    expect(await found('--at-least', `12:${head}`)).toEqual(another('it ends at row 9 and must have row 12'));
    expect(await found('--at-least', `8:${head}`)).toEqual(
      another('row 8 is another than the one that was written down'),
    );
    const others = '0123456789abcdef';
    expect(await found('--key', others)).toEqual(another(`key ${key} has signed it, which was not named`));
    expect(await found('--key', others, '--key', key)).toEqual({ code: 0, err: '' });
  });

  test('reads what the till itself has recorded of its journal', async () => {
    const { shop } = await twoAndTwo();
    const cut = withoutLog(afterPowerCut(shop));
    await keep(cut).kept.close();
    expect((await run('verify', cut.file)).out).toMatch(
      /\nRecorded in row 7 \(2026-11-23T\S+\): tail-lost, 6\.\n$/,
    );
  });

  test('learns which keys signed it, and when a signature is wrong', async () => {
    const shop = await tradedShop(2, 1);
    expect((await run('verify', shop.file)).out).toMatch(
      /^Sound: 9 events.*\nSigned: 1 checkpoints up to row 9, key [0-9a-f]{16}\.\n$/,
    );
    writeFileSync(join(shop.folder, 'checkpoints', '000000000003.json'), '{}');
    expect(await run('verify', shop.file)).toMatchObject({
      code: 1,
      err: 'Broken checkpoints: 000000000003.json.\n',
    });
  });

  test('learns the first damaged row', async () => {
    const file = twoSales();
    alter(
      file,
      'DROP TRIGGER events_are_never_changed; UPDATE events SET at = at + 1 WHERE sequence IN (4, 5)',
    );
    const broken = { code: 1, out: '', err: 'Broken at row 4: its content does not match its hash.\n' };
    expect(await run('verify', file)).toEqual(broken);
    expect(await run('rebuild', file)).toEqual(broken);
  });

  test('rebuilds the payments from the events once the till is closed', async () => {
    const file = twoSales();
    alter(file, 'DELETE FROM payments');
    expect(await run('verify', file)).toMatchObject({ code: 1 });
    const till = openForTest(file);
    till.lastPaymentNumber();
    expect(await run('rebuild', file)).toMatchObject({
      code: 4,
      err: expect.stringContaining('is in use') as string,
    });
    till.close();
    expect(await run('rebuild', file)).toMatchObject({
      code: 0,
      out: 'Rebuilt 2 payments from their events.\n',
    });
    expect(await run('verify', file)).toMatchObject({ code: 6 });
  });

  test('exports all payments, or those of some days where the shop is', async () => {
    const file = twoSales();
    const folder = temporaryFolder();
    const zone = ['--time-zone', 'Asia/Shanghai', '--out', folder];
    const all = await run('export', file, ...zone);
    expect(all.out).toMatch(
      /^countertop-live-T1-2026-11-23-to-2026-11-24\.csv: 2 payments and refunds, SHA-256 [0-9a-f]{64}\.\n$/,
    );
    const day = await run('export', file, '--from', '2026-11-24', '--to', '2026-11-24', ...zone);
    expect(day.out).toMatch(/^countertop-live-T1-2026-11-24\.csv: 1 payments and refunds/);
    expect([all.code, day.code]).toEqual([0, 0]);
    expect(readdirSync(folder)).toHaveLength(4);
  });

  test('learns the totals of a whole journal and of one business date', async () => {
    const file = newJournalFile();
    const kit = dayKit({ file, cutOff: '04:00' });
    pay(kit, 'T1-1', [1, 2], { amount: 1_000 });
    pay(kit, 'T1-2', [1, 3], { amount: 300 });
    makeRefund(kit, 'R1', 'T1-1', 250, [1, 2]);
    await kit.clock.pass(15 * 3_600_000);
    pay(kit, 'T1-3', ['silence'], { amount: 70, currency: 'EUR' });
    observe(kit, 'T1-2', 2);
    await kit.desk.close({ ...byChen, signOffs: { 'T1-3': '' } });
    kit.journal.close();
    const { code, out } = await run('totals', file);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      cutOff: '04:00',
      timeZone: 'UTC',
      date: null,
      payments: { paid: { CNY: { count: 2, sum: 1_300 } }, unknown: { EUR: { count: 1, sum: 70 } } },
      refunds: { refunded: { CNY: { count: 1, sum: 250 } } },
      net: { CNY: 1_050 },
      late: [{ reference: 'T1-2', amount: 300, currency: 'CNY', accepted: false }],
      unresolved: [{ kind: 'payment', reference: 'T1-3', amount: 70, currency: 'EUR', state: 'unknown' }],
      zNumbers: [1],
    });
    // Three in the morning still belongs to the day before, by the last Z's cut-off.
    const day = await run('totals', file, '--date', '2026-11-23');
    expect(JSON.parse(day.out)).toMatchObject({ date: '2026-11-23', unresolved: [{ reference: 'T1-3' }] });
    const calendar = await run('totals', file, '--date', '2026-11-24', '--cut-off', '00:00');
    expect(JSON.parse(calendar.out)).toMatchObject({ payments: { unknown: {} }, refunds: {}, zNumbers: [] });
  });

  test('learns that there is nothing to export yet', async () => {
    const file = newJournalFile();
    openForTest(file).close();
    const { code, out } = await run('export', file, '--out', temporaryFolder());
    expect({ code, out }).toEqual({
      code: 0,
      out: 'There are no payments in this journal yet; nothing was written.\n',
    });
  });

  test('exports what can be read, however many of the newest payments are damaged, and is told what is missing', async () => {
    const file = newJournalFile();
    const journal = openForTest(file);
    for (let count = 1; count <= 33; count += 1)
      sell(journal, `T1-${count}`, NOON + count, { environment: 'live' });
    journal.close();
    alter(file, "UPDATE payments SET body = '{}' WHERE number > 1");
    const folder = temporaryFolder();
    const { code, out, err } = await run('export', file, '--out', folder);
    expect(out).toMatch(/^countertop-live-T1-2026-11-23-incomplete\.csv: 1 payments and refunds, SHA-256 /);
    const named = Array.from({ length: 10 }, (_, index) => `T1-${index + 2}`).join(', ');
    expect({ code, err }).toEqual({
      code: 8,
      err: `It is incomplete: the rows of ${named} and 22 more cannot be read.\n`,
    });
    alter(file, "UPDATE payments SET body = '{}'");
    expect(await run('export', file, '--out', folder)).toEqual({
      code: 1,
      out: '',
      err: 'Broken: no payment can be read; nothing was written.\n',
    });
  });

  test('learns in plain words what is wrong with the file', async () => {
    const folder = temporaryFolder();
    const letter = join(folder, 'letter.txt');
    writeFileSync(letter, 'Dear shopkeeper, '.repeat(100));
    const newer = twoSales();
    alter(newer, 'PRAGMA user_version = 9999');
    const empty = join(folder, 'empty.db');
    writeFileSync(empty, '');
    const home = join(folder, 'home');
    mkdirSync(home);
    const complaints = [
      [join(folder, 'none.db'), 'There is no journal at'],
      [join(home, 'live', 'journal.db'), 'There is no journal at'],
      [join(letter, 'journal.db'), 'There is no journal at'],
      [home, 'is a folder'],
      [empty, 'is not a journal'],
      [letter, 'is not a journal'],
      [newer, 'written by a newer version'],
    ] as const;
    for (const [file, words] of complaints) {
      for (const command of ['verify', 'totals']) {
        const { code, out, err } = await run(command, file);
        expect({ code, out }).toEqual({ code: 3, out: '' });
        expect(err).toContain(words);
        expect(err).toContain(file);
        expect(err.trimEnd()).not.toContain('\n');
      }
    }
  });

  test('verifies and adds up a journal while the till sells', async () => {
    const file = newJournalFile();
    const till = openForTest(file);
    sell(till, 'T1-1', NOON, { environment: 'live' });
    expect((await run('verify', file)).out).toContain('Sound: 3 events');
    expect((await run('totals', file)).out).toContain('"CNY": 1250');
    sell(till, 'T1-2', NOON, { environment: 'live' });
    expect((await run('totals', file)).out).toContain('"CNY": 2500');
  });
});
