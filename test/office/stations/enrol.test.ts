import { expect, test } from 'vitest';
import { CODE_LIFETIME_MS } from '#domain/office/enrolment.ts';
import { readAudit } from '../../../src-office/people/audit.ts';
import { refusalOf } from '../../../src-office/stations/credentials.ts';
import { codeForNewTill, codeForReplacing } from '../../../src-office/stations/codes.ts';
import { enrol, restore } from '../../../src-office/stations/enrol.ts';
import { revokeStation } from '../../../src-office/stations/stations.ts';
import { hashOf } from '../../../src-office/stations/secrets.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { placeOf } from '../../../src-office/stations/tries.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { enrolledTill, handOutside, tillState } from '../../support/office/tills.ts';

const FROM = '192.0.2.1';
const by = (code: string, installation = '7HJ2K9') => ({ code, installation, state: tillState() });

onEachDatabase((tested) => {
  test('a code lasts ten minutes', async () => {
    const { database } = tested();
    const outside = handOutside();
    const { store } = await addStore(database, outside, 'Main street');
    const code = (await codeForNewTill(database, outside, { store, name: 'Front' }))!.code;
    outside.pass(CODE_LIFETIME_MS);
    expect(await enrol(database, outside, by(code), FROM)).toEqual({ refused: 'expired-code' });
  });

  test('if many use one code at once, one comes in', async () => {
    const { database } = tested();
    const outside = handOutside();
    const { store } = await addStore(database, outside, 'Main street');
    const code = (await codeForNewTill(database, outside, { store, name: 'Front' }))!.code;
    const installations = ['AAAAAA', 'BBBBBB', 'CCCCCC'];
    const answers = await Promise.all(
      installations.map((one) => enrol(database, outside, by(code, one), FROM)),
    );
    expect(answers.filter((answer) => 'in' in answer)).toHaveLength(1);
    expect(await database.query('SELECT count(*) AS count FROM stations')).toEqual([{ count: 1 }]);
  });

  test('a till that the office knows is not enrolled a second time, and the code stays good', async () => {
    const { database } = tested();
    const outside = handOutside();
    await enrolledTill(database, outside);
    const { store } = await addStore(database, outside, 'Harbour');
    const code = (await codeForNewTill(database, outside, { store, name: 'Back' }))!.code;
    expect(await enrol(database, outside, by(code), FROM)).toEqual({ refused: 'known-installation' });
    expect(await enrol(database, outside, by(code, 'OTHER1'), FROM)).toHaveProperty('in');
  });

  test('a revoked till comes in again, under the same name, by a code for replacing it', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    await revokeStation(database, outside, till.station);
    expect(await refusalOf(database, till)).toBe('revoked');
    const code = (await codeForReplacing(database, outside, till.station))!.code;
    const answer = await enrol(database, outside, by(code), FROM);
    if ('refused' in answer) throw new Error(answer.refused);
    expect(answer.in.station).toBe(till.station);
    const now = { station: till.station, hash: hashOf(answer.in.credential) };
    expect(await refusalOf(database, now)).toBeNull();
  });

  test('a code for replacing a till that was made before it was revoked does not let it in again', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const code = (await codeForReplacing(database, outside, till.station))!.code;
    await revokeStation(database, outside, till.station);
    expect(await enrol(database, outside, by(code), FROM)).toEqual({ refused: 'unknown-code' });
    expect(await restore(database, outside, by(code, 'NEWPC1'), FROM)).toEqual({ refused: 'unknown-code' });
  });

  test('once a till was replaced by one code, the others for replacing it have ended, but not one that is made later', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const code = async () => (await codeForReplacing(database, outside, till.station))!.code;
    const [first, second, third] = [await code(), await code(), await code()];
    const { store } = await addStore(database, outside, 'Harbour');
    const other = (await codeForNewTill(database, outside, { store, name: 'Back' }))!.code;
    expect(await restore(database, outside, by(second, 'NEWPC1'), FROM)).toHaveProperty('in');
    for (const left of [first, third]) {
      expect(await restore(database, outside, by(left, 'NEWPC2'), FROM)).toEqual({ refused: 'unknown-code' });
      expect(await enrol(database, outside, by(left), FROM)).toEqual({ refused: 'unknown-code' });
    }
    expect(await restore(database, outside, by(second, 'NEWPC2'), FROM)).toEqual({ refused: 'used-code' });
    expect(await enrol(database, outside, by(other, 'OTHER1'), FROM)).toHaveProperty('in');
    expect(await restore(database, outside, by(await code(), 'NEWPC2'), FROM)).toHaveProperty('in');
  });

  test('a code that was refused for another reason leaves the others good', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const code = async () => (await codeForReplacing(database, outside, till.station))!.code;
    const [first, second] = [await code(), await code()];
    expect(await enrol(database, outside, by(first, 'OTHER1'), FROM)).toEqual({ refused: 'unknown-code' });
    expect(await enrol(database, outside, by(second), FROM)).toHaveProperty('in');
  });

  test('a replaced computer does not shut out the one that has gone on since, and comes in while none has', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const code = async () => (await codeForReplacing(database, outside, till.station))!.code;
    const taken = await restore(database, outside, by(await code(), 'NEWPC1'), FROM);
    if ('refused' in taken) throw new Error(taken.refused);
    const end = { sequence: 2, hash: 'a'.repeat(64) };
    await database.query('UPDATE stations SET head_sequence = 3');
    const again = await code();
    expect(await enrol(database, outside, { ...by(again), end }, FROM)).toEqual({ refused: 'ahead' });
    const now = { station: till.station, hash: hashOf(taken.in.credential) };
    expect(await refusalOf(database, now)).toBeNull();
    await database.query('UPDATE stations SET head_sequence = 2');
    expect(await enrol(database, outside, { ...by(again), end }, FROM)).toHaveProperty('in');
  });

  test('that a code was used, for which till and from where, is in the audit log; that one was refused is not', async () => {
    const { database } = tested();
    const outside = handOutside();
    const { station } = await enrolledTill(database, outside);
    outside.pass(1);
    const { code } = (await codeForReplacing(database, outside, station))!;
    expect(await restore(database, outside, by('K7M2-9QXT-4D', 'NEWPC1'), FROM)).toHaveProperty('refused');
    expect(await restore(database, outside, by(code, 'NEWPC1'), FROM)).toHaveProperty('in');
    expect(await readAudit(database, null)).toMatchObject([
      { what: 'till-moved', person: null, about: `Front, Main street, ${FROM}` },
      { what: 'till-enrolled', person: null, about: `Front, Main street, ${FROM}` },
    ]);
  });

  test('a code for a new till cannot restore another', async () => {
    const { database } = tested();
    const outside = handOutside();
    const { store } = await addStore(database, outside, 'Main street');
    const code = (await codeForNewTill(database, outside, { store, name: 'Front' }))!.code;
    expect(await restore(database, outside, by(code), FROM)).toEqual({ refused: 'unknown-code' });
  });

  test('a till of another environment cannot take the place, and the code stays valid for the right one', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const code = (await codeForReplacing(database, outside, till.station))!.code;
    const live = { ...by(code), state: tillState({ environment: 'live' }) };
    expect(await restore(database, outside, live, FROM)).toEqual({ refused: 'other-environment' });
    expect(await refusalOf(database, till)).toBeNull();
    expect(await restore(database, outside, by(code), FROM)).toHaveProperty('in');
    expect(await refusalOf(database, till)).toBe('replaced');
  });

  test('a store has tills of one environment, that of its first, and another till’s code stays valid', async () => {
    const { database } = tested();
    const outside = handOutside();
    const { store } = await addStore(database, outside, 'Main street');
    const typed = async (installation: string, environment: 'live' | 'training', code?: string) => {
      const made = code ?? (await codeForNewTill(database, outside, { store, name: 'Till' }))!.code;
      const state = tillState({ environment });
      return [made, await enrol(database, outside, { code: made, installation, state }, FROM)] as const;
    };
    expect((await typed('AAAAAA', 'live'))[1]).toHaveProperty('in');
    const [code, answer] = await typed('BBBBBB', 'training');
    expect(answer).toEqual({ refused: 'other-environment' });
    expect((await typed('CCCCCC', 'live', code))[1]).toHaveProperty('in');
    expect(await database.query('SELECT environment FROM stores')).toEqual([{ environment: 'live' }]);
  });

  test('good codes of tills that are asked for as live ones first never count as wrong tries, and wrong codes do', async () => {
    const { database } = tested();
    const outside = handOutside();
    const till = await enrolledTill(database, outside);
    const code = (await codeForReplacing(database, outside, till.station))!.code;
    const live = { ...by(code), state: tillState({ environment: 'live' }) };
    for (let tills = 0; tills < 11; tills += 1)
      expect(await restore(database, outside, live, FROM)).toEqual({ refused: 'other-environment' });
    for (let tries = 0; tries < 10; tries += 1)
      expect(await restore(database, outside, by('K7M2-9QXT-4D'), FROM)).toEqual({ refused: 'unknown-code' });
    expect(await restore(database, outside, by(code), FROM)).toEqual({ refused: 'too-many-tries' });
  });

  test('neither credentials nor codes are stored in plain text', async () => {
    const { database } = tested();
    const outside = handOutside();
    const { credential } = await enrolledTill(database, outside);
    for (const table of ['stations', 'credentials', 'codes']) {
      const rows = JSON.stringify(await database.query(`SELECT * FROM ${table}`));
      expect(rows).not.toContain(credential);
    }
  });
});

test('an IPv6 network counts as one place, and an IPv4 address is the same however it is written', () => {
  expect(placeOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(placeOf('2001:db8::1')).toBe(placeOf('2001:db8:0:0:ffff::2'));
  expect(placeOf('2001:db8::1')).not.toBe(placeOf('2001:db8:1::1'));
});
