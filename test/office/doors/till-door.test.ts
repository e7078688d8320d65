/** A till at the office's door, over HTTP. */
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { codeForNewTill, codeForReplacing } from '../../../src-office/stations/codes.ts';
import { revokeStation } from '../../../src-office/stations/stations.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { enrolledTill, handOutside, pushOf, tillState } from '../../support/office/tills.ts';
import { bearer, oneSale, post, tillDoors } from './till-door-kit.ts';

const { outside, opened } = tillDoors();

/** What a stream sends until it has sent `until`. */
const heard = async (response: Response, until: string): Promise<string> => {
  let text = '';
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  while (!text.includes(until)) text += (await reader.read()).value ?? '';
  await reader.cancel();
  return text;
};

onEachDatabase((tested) => {
  test('a till that pushes without end waits, and no other does', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const [till, other] = [
      await enrolledTill(database, outside),
      await enrolledTill(database, outside, 'ABCDEF'),
    ];
    const knock = (one: typeof till): Promise<Response> =>
      post(`${url}${TILL_PATHS.journal}`, {}, bearer(one));
    const statuses = new Set<number>();
    for (let pushes = 0; pushes < 300; pushes += 1) statuses.add((await knock(till)).status);
    expect([...statuses]).toEqual([400]);
    const waiting = await knock(till);
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await knock(other)).status).toBe(400);
  });

  test('a computer that was replaced is told so, and learns nothing more about the till', async () => {
    const { database } = tested();
    const till = await enrolledTill(database, outside);
    const streams = openStreams(database, outside, () => undefined);
    onTestFinished(() => streams.close());
    const said: unknown[] = [];
    let hasEnded = false;
    streams.open(
      till,
      (message) => said.push(message),
      () => (hasEnded = true),
    );
    await revokeStation(database, outside, till.station);
    await streams.publish(till.station, { type: 'refused', refused: 'revoked' });
    await streams.publish(till.station, { type: 'hint', reference: 'T1-1' });
    expect(said).toEqual([{ type: 'refused', refused: 'revoked' }]);
    expect(hasEnded).toBe(true);
  });

  test('messages for tills are forgotten after a while, even if no till listens', async () => {
    const { database } = tested();
    const hand = handOutside();
    const streams = openStreams(database, hand, () => undefined);
    for (const reference of ['T1-1', 'T1-2', 'T1-3']) {
      await streams.publish('S1', { type: 'hint', reference });
      hand.pass(3_600_000);
    }
    expect(await database.query('SELECT count(*) AS count FROM messages')).toEqual([{ count: 1 }]);
  });

  test('a till comes in by its code once, and pushes its rows, compressed or not', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const { store } = await addStore(database, outside, 'Main street');
    const { code } = (await codeForNewTill(database, outside, { store, name: 'Front' }))!;
    const enrolment = { code, installation: '7HJ2K9', state: tillState() };
    const answer = await post(`${url}${TILL_PATHS.enrol}`, enrolment);
    expect(answer.status).toBe(201);
    const enrolled = (await answer.json()) as { station: string; credential: string };
    expect(enrolled).toMatchObject({ storeName: 'Main street', stationName: 'Front' });

    const again = await post(`${url}${TILL_PATHS.enrol}`, enrolment);
    expect([again.status, await again.json()]).toEqual([409, { refused: 'used-code' }]);

    const journal = oneSale();
    const plain = await post(`${url}${TILL_PATHS.journal}`, pushOf(journal, 0, 1), bearer(enrolled));
    expect(await plain.json()).toEqual({ answer: 'taken', cursor: journal.headAt(1) });
    const zipped = await fetch(`${url}${TILL_PATHS.journal}`, {
      method: 'POST',
      body: gzipSync(JSON.stringify(pushOf(journal, 1, 3))),
      headers: { ...bearer(enrolled), 'content-encoding': 'gzip' },
    });
    expect(await zipped.json()).toEqual({ answer: 'taken', cursor: journal.headAt(3) });
    const back = await fetch(`${url}${TILL_PATHS.journal}?after=1`, { headers: bearer(enrolled) });
    expect(await back.json()).toEqual({ rows: journal.rows.slice(1) });
  });

  test('a caller without a valid credential is refused with the reason, at every door', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const guessed = bearer({ station: 'NOBODY', credential: 'x'.repeat(43) });
    for (const headers of [{}, guessed, { authorization: 'Bearer nonsense' }]) {
      const journal = await post(`${url}${TILL_PATHS.journal}`, pushOf(oneSale(), 0, 3), headers);
      const back = await fetch(`${url}${TILL_PATHS.journal}?after=0`, { headers });
      const stream = await fetch(`${url}${TILL_PATHS.stream}`, { headers });
      for (const answer of [journal, back, stream])
        expect([answer.status, await answer.json()]).toEqual([401, { refused: 'unknown' }]);
    }
  });

  test('a hint reaches a till over its stream, whichever process received it', async () => {
    const { database, another } = tested();
    const [own, other] = [await opened(database), await opened(await another())];
    const till = await enrolledTill(database, outside);
    const stream = await fetch(`${own.url}${TILL_PATHS.stream}`, { headers: bearer(till) });
    await other.streams.publish(till.station, { type: 'hint', reference: 'T1-7' });
    expect(await heard(stream, 'T1-7')).toContain('data: {"type":"hint","reference":"T1-7"}');
  });

  test('a computer that is replaced hears of it over its stream', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const till = await enrolledTill(database, outside);
    const stream = await fetch(`${url}${TILL_PATHS.stream}`, { headers: bearer(till) });
    const { code } = (await codeForReplacing(database, outside, till.station))!;
    const answer = await post(`${url}${TILL_PATHS.restore}`, {
      code,
      installation: 'NEWPC1',
      state: tillState(),
    });
    expect(answer.status).toBe(201);
    expect(await heard(stream, 'refused')).toContain('data: {"type":"refused","refused":"replaced"}');
  });

  test('nobody finds a code by guessing', async () => {
    const { database } = tested();
    const { url } = await opened(database);
    const guess = { code: 'AAAAAAAAAA', installation: '7HJ2K9', state: tillState() };
    const answers: unknown[] = [];
    for (let tried = 0; tried < 11; tried += 1)
      answers.push(await (await post(`${url}${TILL_PATHS.enrol}`, guess)).json());
    expect(answers.slice(0, 10)).toEqual(Array(10).fill({ refused: 'unknown-code' }));
    expect(answers[10]).toEqual({ refused: 'too-many-tries' });
  });
});
