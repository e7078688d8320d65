/** The gateway notifies the office, as described in docs/gateway/globalpay.md. */
import { expect, onTestFinished, test } from 'vitest';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import { watchTills } from '../../../src-office/alerts/watch.ts';
import type { Database } from '../../../src-office/database/database.ts';
import type { GivenGateway } from '../../../src-office/hints/gateways.ts';
import { addGateway, newGateway, removeGateway } from '../../../src-office/hints/gateways.ts';
import { NOTIFICATION_PATH } from '../../../src-office/hints/hint-door.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { basic, openHintOffice } from '../../support/office/hint-office.ts';
import { enrolledTill, handOutside, pushed, pushOf, readJournal } from '../../support/office/tills.ts';
import { thrown } from '../../support/office/thrown.ts';

const KEY = 'x7Qm2vT9-key-of-one-site';
const OURS = basic('30201', KEY);
const DAY = 24 * 3_600_000;

const notify = (url: string, body: unknown, authorization: string = OURS): Promise<Response> =>
  fetch(`${url}${NOTIFICATION_PATH}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { authorization, 'content-type': 'application/json' },
  });

const paymentBody = (reference: string, statusId = 2) => ({
  Payment: { ID: 6000001, MerchantTransactionID: reference, Amount: '2000', Status: { ID: statusId } },
});

const refundBody = (reference: string) => ({
  Refund: { ID: 16405, MerchantTransactionID: reference, SiteID: null, Amount: 100, Status: { ID: 2 } },
});

/** The notifications that the office keeps, oldest first. */
const keptOf = (database: Database) =>
  database.query('SELECT type, reference, body FROM notifications ORDER BY received_at, type');

/** What the tills were told, over any process. */
const toldOf = async (database: Database): Promise<readonly unknown[]> => {
  const rows = await database.query('SELECT station, body FROM messages ORDER BY made_at, message');
  return rows.map(({ station, body }) => ({ station, ...(JSON.parse(String(body)) as object) }));
};

onEachDatabase((tested) => {
  const opened = async () => {
    const { database } = tested();
    const outside = handOutside();
    const { url, close } = await openHintOffice(database, outside);
    onTestFinished(close);
    const add = (store: string | null, more: Partial<GivenGateway> = {}) => {
      const made = newGateway(outside, { store, siteId: '30201', apiKey: KEY, ...more });
      return addGateway(database, made).then((isAdded) => (isAdded ? made.gateway : undefined));
    };
    const gateway = (await add(null))!;
    return { database, outside, url, gateway, add };
  };

  test('the till of a payment hears of it over its open stream, and nothing about the payment changes at the office', async () => {
    const { database, outside, url } = await opened();
    const till = await enrolledTill(database, outside);
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    const journal = readJournal(file);
    await pushed(database, till, pushOf(journal, 0, 1));
    const before = await database.query('SELECT * FROM payments');
    const stream = await fetch(`${url}${TILL_PATHS.stream}`, {
      headers: { authorization: `Bearer ${till.station}.${till.credential}` },
    });
    expect((await notify(url, paymentBody('T1-1'))).status).toBe(204);
    let said = '';
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    while (!said.includes('hint')) said += (await reader.read()).value ?? '';
    await reader.cancel();
    expect(said).toContain('data: {"type":"hint","reference":"T1-1"}');
    expect(await database.query('SELECT * FROM payments')).toEqual(before);
  });

  test('a payment or refund that no push has brought yet is known by the installation in its reference', async () => {
    const { database, outside, url } = await opened();
    const till = await enrolledTill(database, outside, '7HJ2K9');
    await enrolledTill(database, outside, 'Q4ZK7M');
    const payment = 'T1-20261129-000007-7HJ2K9A3F8-M3VQ0TXE';
    const refund = 'T1-20261129-R00002-7HJ2K9A3F8-K7Q2M3VT';
    expect((await notify(url, paymentBody(payment))).status).toBe(204);
    outside.pass(1);
    expect((await notify(url, refundBody(refund))).status).toBe(204);
    expect(await toldOf(database)).toEqual([
      { station: till.station, type: 'hint', reference: payment },
      { station: till.station, type: 'hint', reference: refund },
    ]);
  });

  test('a caller without the SiteID and ApiKey of an account is refused, and no till hears of it', async () => {
    const { database, outside, url, gateway } = await opened();
    await enrolledTill(database, outside, '7HJ2K9');
    const body = paymentBody('T1-20261129-000007-7HJ2K9A3F8-M3VQ0TXE');
    const wrong = [
      '',
      'Bearer 30201',
      'Basic !',
      basic('30201', `${KEY}x`),
      basic('30201', ''),
      basic('30202', KEY),
      basic('30201', 'a\0b'),
    ];
    for (const authorization of wrong)
      expect([authorization, (await notify(url, body, authorization)).status]).toEqual([authorization, 401]);
    await removeGateway(database, gateway);
    expect((await notify(url, body)).status).toBe(401);
    expect(await toldOf(database)).toEqual([]);
    expect(await keptOf(database)).toEqual([]);
  });

  test('an address that guesses credentials is ignored for a while, but the gateway at the same address is not', async () => {
    const { outside, url } = await opened();
    expect((await notify(url, paymentBody('T1-1'))).status).toBe(204);
    const guesses = Array.from({ length: 61 }, (_, n) =>
      notify(url, paymentBody('T1-1'), basic('30201', `guess ${n}`)),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    const late = answers.find(({ status }) => status === 429)!;
    expect(late.headers.get('retry-after')).toBe('6');
    expect((await notify(url, paymentBody('T1-1'))).status).toBe(204);
    outside.pass(6_000);
    expect((await notify(url, paymentBody('T1-1'), basic('30201', 'another'))).status).toBe(401);
  });

  test('an account exists once for a store and once for all stores, even if two processes enter it at the same moment', async () => {
    const { database, outside, add } = await opened();
    const other = await tested().another();
    const made = [database, other, database, other].map((one) => ({
      one,
      gateway: newGateway(outside, { store: 'S1', siteId: '30201', apiKey: KEY }),
    }));
    const added = await Promise.all(made.map(({ one, gateway }) => addGateway(one, gateway)));
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await add(null, { apiKey: 'another-key-of-it' })).toBeUndefined();
    expect(await add('S2')).toBeDefined();
    expect(await add('S1', { siteId: '30202' })).toBeDefined();
    expect(await database.query('SELECT count(*) AS count FROM gateways')).toEqual([{ count: 4 }]);
  });

  test("the account of one store gives hints only to that store's tills", async () => {
    const { database, outside, url, gateway, add } = await opened();
    const till = await enrolledTill(database, outside, '7HJ2K9');
    await removeGateway(database, gateway);
    await add('ANOTHER');
    const body = paymentBody('T1-20261129-000007-7HJ2K9A3F8-M3VQ0TXE');
    expect((await notify(url, body)).status).toBe(204);
    expect(await toldOf(database)).toEqual([]);
    const [row] = await database.query('SELECT store FROM stations WHERE station = $1', [till.station]);
    await add(String(row!.store));
    expect((await notify(url, body)).status).toBe(204);
    expect(await toldOf(database)).toHaveLength(1);
  });

  test('repeated notifications are kept once, and unknown types are kept as they came', async () => {
    const { database, url } = await opened();
    const dispute = { Dispute: { ID: 14, PaymentID: 169144, Status: { ID: 1 } } };
    const unknown = { Somethingnew: { ID: 77, MerchantTransactionID: 'T1-1' } };
    for (const body of [paymentBody('T1-1'), paymentBody('T1-1'), dispute, unknown, unknown])
      expect((await notify(url, body)).status).toBe(204);
    expect(await keptOf(database)).toEqual([
      { type: 'Dispute', reference: null, body: JSON.stringify(dispute) },
      { type: 'Payment', reference: 'T1-1', body: null },
      { type: 'Somethingnew', reference: null, body: JSON.stringify(unknown) },
    ]);
  });

  test('a body that is no notification, or is too long, is refused', async () => {
    const { database, url } = await opened();
    for (const body of ['WrongFormat', '[]', '{}', '{"Payment":{},"Refund":{}}', ''])
      expect([body, (await notify(url, body)).status]).toEqual([body, 400]);
    expect((await notify(url, { Payment: { Description: 'x'.repeat(70_000) } })).status).toBe(413);
    const strange = paymentBody("T1-1'; DROP TABLE payments");
    expect((await notify(url, strange)).status).toBe(204);
    expect(await keptOf(database)).toEqual([{ type: 'Payment', reference: null, body: null }]);
  });

  test('after a week they are forgotten, even if none has come since', async () => {
    const { database, outside, url } = await opened();
    await notify(url, paymentBody('T1-1'));
    outside.pass(6 * DAY);
    await notify(url, paymentBody('T1-2'));
    outside.pass(2 * DAY);
    await watchTills({ db: database, outside, send: null, report: thrown });
    expect((await keptOf(database)).map(({ reference }) => reference)).toEqual(['T1-2']);
  });

  test('the database reveals neither the ApiKey nor whether two accounts have the same one', async () => {
    const { database, add } = await opened();
    await add('ANOTHER');
    const rows = await database.query('SELECT * FROM gateways');
    expect(JSON.stringify(rows)).not.toContain(KEY);
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2);
  });
});
