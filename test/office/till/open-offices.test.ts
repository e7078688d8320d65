/** The office over real HTTP on loopback: what is sent, and how the till takes every kind of answer. */
import { once } from 'node:events';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { enrolment } from '#domain/office/enrolment.ts';
import { MAX_LONG_BODY_BYTES, push, MAX_ROW_BYTES } from '#domain/office/push.ts';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import { openOffices } from '#office/open-offices.ts';
import type { Office } from '#services/office/office-ports.ts';
import { credential, enrolledAs } from '../../support/office/fake-office.ts';
import { plainNetwork } from '../../support/network/plain-network.ts';
import { tillState } from '../../services/office/office-kit.ts';
import { httpOffices, json, json400, WAITS } from './http-offices.ts';
import type { Answer } from './http-offices.ts';

const { opened, serve, officeAt } = httpOffices();

const hash = 'a'.repeat(64);
const cursor = { sequence: 1, hash };
const row = [1, 'T1-1', 'intended', '{}'] as [number, string, string, string];
const aPush = {
  after: { sequence: 0, hash: '0'.repeat(64) },
  rows: [row],
  upTo: cursor,
  end: cursor,
  state: tillState,
};

test('a push is sent as JSON with the till’s credential, and the office’s answer is returned', async () => {
  let heard: unknown;
  const address = await serve((request, response, body) => {
    heard = {
      path: request.url,
      authorization: request.headers.authorization,
      body: push.parse(JSON.parse(body.toString())),
    };
    json(200, { answer: 'taken', cursor })(request, response, body);
  });
  const answer = await officeAt(address).push(aPush);
  expect(answer).toEqual({ kind: 'ok', value: { answer: 'taken', cursor } });
  expect(heard).toEqual({
    path: TILL_PATHS.journal,
    authorization: `Bearer st-1.${credential.credential}`,
    body: aPush,
  });
});

test('a long push is compressed', async () => {
  let sent = 0;
  const address = await serve((request, response, body) => {
    sent = body.length;
    expect(request.headers['content-encoding']).toBe('gzip');
    expect(push.parse(JSON.parse(gunzipSync(body).toString())).rows).toHaveLength(400);
    json(200, { answer: 'taken', cursor })(request, response, body);
  });
  const rows = Array.from({ length: 400 }, () => row);
  expect(await officeAt(address).push({ ...aPush, rows })).toMatchObject({ kind: 'ok' });
  expect(sent).toBeLessThan(2_000);
});

test.each<[string, Answer, object]>([
  [
    'a credential that is no longer good',
    json(401, { refused: 'replaced' }),
    { kind: 'refused', refused: 'replaced' },
  ],
  ['401 from a proxy', json(401, { error: 'log in' }), { kind: 'unreached', detail: 'status-401' }],
  [
    'an office that is too busy',
    json(503, {}, { 'Retry-After': '7' }),
    { kind: 'unreached', retryAfterMs: 7_000 },
  ],
  [
    'an answer that means nothing',
    json(200, { answer: 'perhaps' }),
    { kind: 'unreached', detail: 'status-200' },
  ],
  [
    'a page',
    (_request, response) => void response.end('<html>'),
    { kind: 'unreached', detail: 'status-200' },
  ],
  [
    'a way elsewhere',
    json(302, {}, { Location: 'https://elsewhere.example' }),
    { kind: 'unreached', detail: 'status-302' },
  ],
  ['a push that is none to the office', json400, { kind: 'not-taken', why: 'not-taken' }],
  ['400 from a proxy', json(400, { error: 'what?' }), { kind: 'unreached', detail: 'status-400' }],
  [
    'a row that is too long, to the office or to a proxy before it',
    json(413, { error: 'too long' }),
    { kind: 'not-taken', why: 'row-too-long' },
  ],
  ['a connection that breaks', (request) => void request.socket.destroy(), { kind: 'unreached' }],
])('%s', async (_name, answer, expected) => {
  expect(await officeAt(await serve(answer)).push(aPush)).toMatchObject(expected);
});

test('the longest possible row is read, and nothing of a longer one', async () => {
  let payload = '"'.repeat(MAX_ROW_BYTES);
  const address = await serve((...given) =>
    json(200, { rows: [[1, 'house', 'exported', payload]] })(...given),
  );
  const office = officeAt(address);
  const answer = await office.rows(0);
  expect(answer.kind === 'ok' && answer.value.rows[0]![3] === payload).toBe(true);
  payload = '"'.repeat(MAX_LONG_BODY_BYTES / 2);
  expect(await office.rows(0)).toEqual({ kind: 'too-long' });
});

test('the till gives up in time on an office that does not answer', async () => {
  const address = await serve(() => undefined);
  expect(await officeAt(address, { answer: 50, silence: 50 }).push(aPush)).toMatchObject({
    kind: 'unreached',
    detail: 'timeout',
  });
});

test('closing aborts a push in progress', async () => {
  let office: Office | null = null;
  const address = await serve(() => void office?.close());
  office = officeAt(address);
  expect(await office.push(aPush)).toMatchObject({ kind: 'unreached', detail: 'stopped' });
});

test('a code gets a credential, or a refusal by name', async () => {
  let asked: unknown;
  const given = await serve((request, response, body) => {
    asked = enrolment.parse(JSON.parse(body.toString()));
    json(201, enrolledAs)(request, response, body);
  });
  const typed = { code: 'K7M29QXT4D', installation: 'AAAAAA', state: tillState };
  expect(await openOffices(plainNetwork, WAITS).enrol(given, typed)).toEqual({
    kind: 'ok',
    value: enrolledAs,
  });
  expect(asked).toEqual(typed);
  const used = await serve(json(409, { refused: 'used-code' }));
  expect(await openOffices(plainNetwork, WAITS).enrol(used, typed)).toEqual({
    kind: 'refused',
    refused: 'used-code',
  });
  const busy = await serve(json(429, {}, { 'Retry-After': '30' }));
  for (const how of ['enrol', 'restore'] as const)
    expect(await openOffices(plainNetwork, WAITS)[how](busy, typed)).toEqual({
      kind: 'refused',
      refused: 'too-many-tries',
    });
  const gone = await serve((request) => void request.socket.destroy());
  expect(await openOffices(plainNetwork, WAITS).enrol(gone, typed)).toMatchObject({ kind: 'unreached' });
});

test('a code is unused where no office could be sent anything', async () => {
  const nobody = await serve(json400);
  const { server } = opened.pop()!;
  server.close();
  await once(server, 'close');
  const typed = { code: 'K7M29QXT4D', installation: 'AAAAAA', state: tillState };
  expect(await openOffices(plainNetwork, WAITS).enrol(nobody, typed)).toEqual({
    kind: 'unreachable',
    detail: 'ECONNREFUSED',
  });
});

test('an older office lets a till in that leaves out what the first tills did not send, and uses up no code', async () => {
  const asked: object[] = [];
  const older = await serve((request, response, body) => {
    const given = enrolment.parse(JSON.parse(body.toString()));
    asked.push(given);
    const answer = 'end' in given || 'storeAddress' in given.state ? json400 : json(201, enrolledAs);
    answer(request, response, body);
  });
  const state = { ...tillState, storeAddress: 'Main street 1' };
  const typed = { code: 'K7M29QXT4D', installation: 'AAAAAA', state };
  const offices = openOffices(plainNetwork, WAITS);
  for (const given of [typed, { ...typed, state: tillState, end: cursor }]) {
    expect(await offices.enrol(older, given)).toEqual({ kind: 'ok', value: enrolledAs });
    expect(asked.splice(0)).toEqual([given, { ...typed, state: tillState }]);
  }
  const refusing = await serve(json400);
  expect(await offices.enrol(refusing, typed)).toMatchObject({ kind: 'unreached', detail: 'status-400' });
});

test('what only a newer office says is left out of its answers', async () => {
  const more = { since: 'a later version' };
  const address = await serve((request, response, body) => {
    const isRows = request.method === 'GET';
    const answer = isRows
      ? { rows: [row], ...more }
      : { answer: 'taken', cursor: { ...cursor, ...more }, ...more };
    json(200, answer)(request, response, body);
  });
  const office = officeAt(address);
  expect(await office.push(aPush)).toEqual({ kind: 'ok', value: { answer: 'taken', cursor } });
  expect(await office.rows(0)).toEqual({ kind: 'ok', value: { rows: [row] } });
  const refusing = await serve(json(401, { refused: 'revoked', ...more }));
  expect(await officeAt(refusing).push(aPush)).toEqual({ kind: 'refused', refused: 'revoked' });
  const entering = await serve(json(201, { ...enrolledAs, ...more }));
  const typed = { code: 'K7M29QXT4D', installation: 'AAAAAA', state: tillState };
  expect(await openOffices(plainNetwork, WAITS).enrol(entering, typed)).toEqual({
    kind: 'ok',
    value: enrolledAs,
  });
});

test('nothing is sent in the clear to another computer, whatever a credential says', () => {
  expect(() => openOffices(plainNetwork).open({ ...credential, address: 'http://office.example' })).toThrow(
    /TLS/,
  );
});
