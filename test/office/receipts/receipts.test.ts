/** The receipt on a customer's phone, over HTTP. */
import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { receiptPath, SIGNATURE_BYTES, signedText } from '#domain/office/receipt-path.ts';
import { describeReceipt } from '#domain/print/receipt.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { signatureOf } from '#office/receipt-signature.ts';
import { RECEIPT_WORDS } from '#words/receipt-words.ts';
import { receiptDoor } from '../../../src-office/receipts/receipt-door.ts';
import { readReceipt } from '../../../src-office/receipts/receipt-subject.ts';
import { serve } from '../../../src-office/serve.ts';
import { codeForReplacing } from '../../../src-office/stations/codes.ts';
import { restore } from '../../../src-office/stations/enrol.ts';
import { revokeStation } from '../../../src-office/stations/stations.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import {
  enrolledTill,
  handOutside,
  pushed,
  pushOf,
  readJournal,
  tillState,
} from '../../support/office/tills.ts';

const REFERENCE = 'T1-20261129-000007-7HJ2K9A3F8-M3VQ0TXE';
const SOLD_AT = Date.UTC(2026, 10, 29, 9);
const DAY = 24 * 3_600_000;
const EMPTY_FACTS = /<dd><\/dd>/;

onEachDatabase((tested) => {
  /** An office with a till that has made a sale and pushed the first `rows` of its three rows. */
  const opened = async (rows: number) => {
    const { database } = tested();
    const outside = handOutside(SOLD_AT);
    const door = receiptDoor({ database, outside });
    const office = await serve(door, { host: '127.0.0.1', port: 0, tls: null });
    onTestFinished(() => office.close());
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    sell(openForTest(file), REFERENCE, SOLD_AT);
    const journal = readJournal(file);
    const push = pushOf(journal, 0, rows);
    const state = tillState({ storeAddress: '1 Garden Road\nHangzhou' });
    if (rows > 0) await pushed(database, till, { ...push, state });
    const { station, credential } = till;
    const path = (reference = REFERENCE, signature = signatureOf(credential, reference)): string =>
      receiptPath({ station, reference, signature }, 'en');
    const get = (asked: string): Promise<Response> => fetch(`${office.url}${asked}`);
    return { database, outside, till, path, get };
  };

  test('says what the till prints, in the customer’s language, and nothing else', async () => {
    const { database, outside, till, path, get } = await opened(3);
    const answer = await get(path());
    expect(answer.status).toBe(200);
    const receipt = await readReceipt(database, { ...till, reference: REFERENCE }, outside.now());
    for (const language of LANGUAGE_NAMES) {
      const text = await (await get(path().replace('l=en', `l=${language}`))).text();
      const words = RECEIPT_WORDS[language];
      const { blocks } = describeReceipt(receipt!.subject, { ...receipt!, copy: 1, language, words });
      expect(text).toContain(`<html lang="${language}">`);
      for (const block of blocks) {
        if ('text' in block) expect(text).toContain(block.text);
        if (block.kind === 'fact') expect(text).toContain(`<dt>${block.label}</dt><dd>${block.value}</dd>`);
      }
      expect(text).not.toMatch(EMPTY_FACTS);
    }
    const text = await answer.text();
    expect(text).toContain('1 Garden Road');
    expect(text).toContain('TEST - NO REAL MONEY');
    expect(text).not.toMatch(/script|href|src=/);
    expect(text).not.toContain(till.station);
  });

  test('is kept out of search engines, caches and frames, and runs nothing', async () => {
    const { path, get } = await opened(3);
    const { headers } = await get(path());
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    const policy = headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; /);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('shows the names of the shop and its people as text, whatever they contain', async () => {
    const { database, path, get, till } = await opened(3);
    const [row] = await database.query('SELECT body FROM payments');
    await database.query('UPDATE payments SET body = $1 WHERE station = $2', [
      String(row!.body).replace(/"storeName":"[^"]*"/, '"storeName":"<img src=x onerror=1>&"'),
      till.station,
    ]);
    const text = await (await get(path())).text();
    expect(text).toContain('<h1>&lt;img src=x onerror=1&gt;&amp;</h1>');
    expect(text).not.toContain('<img');
  });

  test('is announced for a payment that the till has not pushed, or not as paid, and the page asks for it at growing intervals', async () => {
    for (const rows of [0, 2]) {
      const { path, get } = await opened(rows);
      const answer = await get(path());
      expect(answer.status).toBe(200);
      const text = await answer.text();
      expect(text).toContain(RECEIPT_WORDS.en.onItsWay);
      expect(text).toContain('content="2; url=?l=en&amp;n=1"');
      const later = await (await get(`${path()}&n=3`)).text();
      expect(later).toContain('content="16; url=?l=en&amp;n=4"');
      for (const n of ['99', '1e9', '-1', 'x', 'Infinity'])
        expect(await (await get(`${path()}&n=${n}`)).text()).toMatch(/content="(2|60); url=/);
      await tested().database.query('DELETE FROM stations');
    }
  });

  test('is not found by anyone without a credential of the till', async () => {
    const { till, path, get } = await opened(3);
    const good = signatureOf(till.credential, REFERENCE);
    const flipped = `${good.startsWith('A') ? 'B' : 'A'}${good.slice(1)}`;
    // With the key of a station that does not exist.
    const nobodys = createHmac('sha256', '')
      .update(signedText(REFERENCE))
      .digest()
      .subarray(0, SIGNATURE_BYTES)
      .toString('base64url');
    const wrong = [
      path(REFERENCE, flipped),
      path(REFERENCE, signatureOf('another-credential', REFERENCE)),
      path(REFERENCE, signatureOf('', REFERENCE)),
      path(REFERENCE.replace('000007', '000008'), good),
      path().replace(till.station, 'NOBODY'),
      path(REFERENCE, nobodys).replace(till.station, 'NOBODY'),
      path(REFERENCE, good.slice(1)),
      `/r/${REFERENCE}?l=en`,
    ];
    const bodies = await Promise.all(
      wrong.map(async (asked) => {
        const answer = await get(asked);
        return [asked, answer.status, await answer.text()];
      }),
    );
    const text = bodies[0]![2];
    expect(text).toContain(RECEIPT_WORDS.en.noReceipt);
    expect(bodies).toEqual(wrong.map((asked) => [asked, 404, text]));
  });

  test('is gone after thirty days, as if it had never been there, pushed or not', async () => {
    const { outside, path, get } = await opened(3);
    const unpushed = path(REFERENCE.replace('000007', '000008'));
    const never = await (await get(path(REFERENCE, 'A'.repeat(22)))).text();
    outside.pass(29 * DAY);
    expect((await get(path())).status).toBe(200);
    expect((await get(unpushed)).status).toBe(200);
    outside.pass(3 * DAY);
    for (const asked of [path(), unpushed]) {
      const answer = await get(asked);
      expect([answer.status, await answer.text()]).toEqual([404, never]);
    }
  });

  test('stays available to the customer when the till gets another computer, or is revoked', async () => {
    const { database, outside, till, path, get } = await opened(3);
    const { code } = (await codeForReplacing(database, outside, till.station))!;
    const enrolment = { code, installation: 'NEWPC1', state: tillState() };
    const restored = await restore(database, outside, enrolment, '192.0.2.1');
    expect(restored).toHaveProperty('in');
    expect((await get(path())).status).toBe(200);
    await revokeStation(database, outside, till.station);
    expect(await (await get(path())).text()).toContain(REFERENCE);
  });

  test('is refused for a while to an address that asks without end', async () => {
    const { path, get } = await opened(0);
    const statuses: number[] = [];
    for (let asked = 0; asked <= 120; asked += 1)
      statuses.push((await get(path(REFERENCE, 'A'.repeat(22)))).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });
});
