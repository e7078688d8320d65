/** What a till may send to the office's door: the longest rows, the oddest names, what only a newer till says. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import { isRowTooLong, MAX_LONG_BODY_BYTES, MAX_ROW_BYTES } from '#domain/office/push.ts';
import { chained } from '../../../src-office/journal/chain.ts';
import { codeForNewTill } from '../../../src-office/stations/codes.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { enrolledTill, pushOf, readJournal, tillState } from '../../support/office/tills.ts';
import { bearer, oneSale, post, tillDoors } from './till-door-kit.ts';

const { outside, opened } = tillDoors();

onEachDatabase((tested) => {
  test('a row of more than a million characters comes through, or no row after it would', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const till = await enrolledTill(database, outside);
    const rows = [[1_795_000_000_000, 'house', 'exported', 'x'.repeat(1_200_000)] as const];
    const { sequence, hash } = chained(NO_ROWS, rows).at(-1)!;
    const upTo = { sequence, hash };
    const push = { after: NO_ROWS, rows, upTo, end: upTo, state: tillState() };
    const answer = await post(`${url}${TILL_PATHS.journal}`, push, bearer(till));
    expect([answer.status, await answer.json()]).toEqual([200, { answer: 'taken', cursor: upTo }]);
  });

  const zip = (url: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
    fetch(`${url}${TILL_PATHS.journal}`, {
      method: 'POST',
      body: gzipSync(JSON.stringify(body)),
      headers: { ...headers, 'content-encoding': 'gzip' },
    });

  test('the longest row that a till sends comes through, and back, but a stranger’s body is not unpacked that far', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const till = await enrolledTill(database, outside);
    const payload = JSON.stringify('"'.repeat((MAX_ROW_BYTES - 2) / 2));
    expect([Buffer.byteLength(payload), isRowTooLong(payload)]).toEqual([MAX_ROW_BYTES, false]);
    const rows = [[1_795_000_000_000, 'house', 'exported', payload] as const];
    const { sequence, hash } = chained(NO_ROWS, rows).at(-1)!;
    const upTo = { sequence, hash };
    const push = { after: NO_ROWS, rows, upTo, end: upTo, state: tillState() };
    const guessed = bearer({ station: till.station, credential: 'x'.repeat(43) });
    expect((await zip(url, push, guessed)).status).toBe(401);
    const answer = await zip(url, push, bearer(till));
    expect([answer.status, await answer.json()]).toEqual([200, { answer: 'taken', cursor: upTo }]);
    const back = await fetch(`${url}${TILL_PATHS.journal}?after=0`, { headers: bearer(till) });
    const text = await back.text();
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_LONG_BODY_BYTES);
    expect(JSON.parse(text)).toEqual({ rows });
  });

  test('a till whose names contain a NUL or half a character comes in, pushes, and gets its rows back unchanged', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const { store } = await addStore(database, outside, 'Main street');
    const { code } = (await codeForNewTill(database, outside, { store, name: 'Front' }))!;
    const state = tillState({
      storeName: 'a\0b',
      storeId: '\ud83e',
      terminalId: '\udd80T1',
      storeAddress: '\0',
    });
    const enrolment = { code, installation: '7HJ2K9', state };
    const answer = await post(`${url}${TILL_PATHS.enrol}`, enrolment);
    expect(answer.status).toBe(201);
    const till = (await answer.json()) as { station: string; credential: string };
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1', undefined, {
      orderReference: 'a\0b\ud83e',
      note: '\udd80\0',
      cashier: { id: '\0', name: 'Ch\0en\ud83e', role: 'cashier' },
    });
    const journal = readJournal(file);
    const taken = await post(
      `${url}${TILL_PATHS.journal}`,
      { ...pushOf(journal, 0, 3), state },
      bearer(till),
    );
    expect([taken.status, await taken.json()]).toEqual([200, { answer: 'taken', cursor: journal.headAt(3) }]);
    const back = await fetch(`${url}${TILL_PATHS.journal}?after=0`, { headers: bearer(till) });
    expect(await back.json()).toEqual({ rows: journal.rows });
    expect(await database.query('SELECT state, order_reference FROM payments')).toEqual([
      { state: 'paid', order_reference: 'ab\ufffd' },
    ]);
    expect(await database.query('SELECT * FROM alarms')).toEqual([]);
  });

  test('what only a newer till says of itself is left out; its rows are taken', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const { store } = await addStore(database, outside, 'Main street');
    const { code } = (await codeForNewTill(database, outside, { store, name: 'Front' }))!;
    const more = { mood: 'good', storeHours: Array.from({ length: 500 }, (_, hour) => ({ hour })) };
    const state = {
      ...tillState({ untaken: { row: 9, why: 'not-taken', since: 1 } }),
      unresolved: { count: 0, oldestAt: null, ...more },
      ...more,
    };
    const answer = await post(`${url}${TILL_PATHS.enrol}`, { code, installation: '7HJ2K9', state, ...more });
    expect(answer.status).toBe(201);
    const till = (await answer.json()) as { station: string; credential: string };
    const journal = oneSale();
    const taken = await post(
      `${url}${TILL_PATHS.journal}`,
      { ...pushOf(journal, 0, 3), state, ...more },
      bearer(till),
    );
    expect([taken.status, await taken.json()]).toEqual([200, { answer: 'taken', cursor: journal.headAt(3) }]);
    const [row] = await database.query('SELECT state FROM stations');
    expect(JSON.parse(String(row?.['state']))).toEqual(
      tillState({ untaken: { row: 9, why: 'not-taken', since: 1 } }),
    );
  });

  test('a till that is gone before its body came in is no error of the office', async () => {
    const { database } = tested();
    const { url, errors } = await opened(database);
    const till = await enrolledTill(database, outside);
    const half = (length: string): Socket => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      const { authorization } = bearer(till);
      socket.write(
        `POST ${TILL_PATHS.journal} HTTP/1.1\r\nHost: office\r\nAuthorization: ${authorization}\r\n`,
      );
      socket.write(`${length}\r\n\r\n1\r\n{`);
      return socket;
    };
    const status = async () => (await post(`${url}${TILL_PATHS.journal}`, {}, bearer(till))).status;
    const sockets = ['Content-Length: 1000', 'Transfer-Encoding: chunked'].map(half);
    // It reads two bodies of a till at once.
    await expect.poll(status).toBe(429);
    for (const socket of sockets) socket.destroy();
    await expect.poll(status).toBe(400);
    expect(errors).toEqual([]);
  });

  test('a body that is too long, even only when unpacked, or that is not a push, is refused', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const headers = bearer(await enrolledTill(database, outside));
    const bomb = gzipSync(Buffer.alloc(MAX_LONG_BODY_BYTES + 1, ' '));
    const unpacked = await fetch(`${url}${TILL_PATHS.journal}`, {
      method: 'POST',
      body: bomb,
      headers: { ...headers, 'content-encoding': 'gzip' },
    });
    expect(unpacked.status).toBe(413);
    const rubbish = await post(`${url}${TILL_PATHS.journal}`, { rows: 1 }, headers);
    expect(rubbish.status).toBe(400);
    const nul = pushOf(oneSale(), 0, 3);
    nul.rows[1]![3] += '\0';
    const refused = await post(`${url}${TILL_PATHS.journal}`, nul, headers);
    expect([refused.status, await refused.text()]).toEqual([400, '']);
  });
});
