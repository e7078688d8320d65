import { describe, expect, test } from 'vitest';
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import { KeyDesk } from '#services/secrets/key-desk.ts';
import { fakePassphrase, plainSecrets, RIGHT } from '../../support/fakes/fake-passphrase.ts';
import { silentLog } from '../../support/station-kit.ts';
import { desk } from './desk-of-keys.ts';

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const acting = { by: chen, approvedBy: chen };
const GOOD = 'green kettle under stairs';

describe('a till on a computer without a key store', () => {
  test('gets a passphrase, which is in the journal first, and then seals what lay in the clear', async () => {
    const { keys, steps, records } = desk();
    expect(keys.protectedBy).toBe('nowhere');
    expect(await keys.makePassphrase(GOOD, acting)).toEqual({ changed: true });
    expect(steps).toEqual(['passphrase-made', 'make', 'seal pepper', 'seal key']);
    expect(records).toEqual([{ type: 'passphrase-made', by: chen, approvedBy: chen }]);
    expect(keys.protectedBy).toBe('passphrase');
  });

  test.each(['passphrase-made', 'make', 'seal pepper', 'seal key'])(
    'loses nothing when the power goes at %s: what is not sealed yet stays as it was',
    async (cut) => {
      const { keys, steps } = desk({}, cut);
      const order = ['passphrase-made', 'make', 'seal pepper', 'seal key'];
      const isMade = order.indexOf(cut) > 1;
      // The next start asks for it, so nobody may be told that there is none.
      const answer = isMade ? { changed: true } : { changed: false, why: 'not-written' };
      expect(await keys.makePassphrase(GOOD, acting)).toEqual(answer);
      expect(steps).toEqual(order.slice(0, order.indexOf(cut)));
      expect(keys.protectedBy).toBe(isMade ? 'passphrase' : 'nowhere');
    },
  );

  test('refuses a weak passphrase with the reason, before anything is written', async () => {
    const { keys, steps } = desk();
    expect(await keys.makePassphrase('kettle', acting)).toEqual({
      changed: false,
      why: 'weak',
      fault: 'short',
    });
    expect(steps).toEqual([]);
  });

  test('gets one passphrase, however many ask at once', async () => {
    const { keys, steps } = desk();
    const made = await Promise.all(
      [GOOD, `${GOOD} two`].map(async (one) => keys.makePassphrase(one, acting)),
    );
    expect(made).toEqual([{ changed: true }, { changed: false, why: 'refused' }]);
    expect(steps.filter((step) => step === 'make')).toHaveLength(1);
  });
});

describe('a passphrase', () => {
  const kept = (cut = '') => {
    const steps: string[] = [];
    const passphrase = {
      ...fakePassphrase('open'),
      change: async (former: string) =>
        Promise.resolve(former === RIGHT ? { commit: () => void steps.push('commit') } : ('wrong' as const)),
    };
    const opened = desk({ passphrase }, cut);
    return { ...opened, kept: steps };
  };

  test('can be changed by anyone who knows it, and the change is in the journal first', async () => {
    const { keys, records, kept: steps } = kept();
    expect(await keys.changePassphrase(RIGHT, GOOD, acting)).toEqual({ changed: true });
    expect([records, steps]).toEqual([[{ type: 'passphrase-changed', ...acting }], ['commit']]);
  });

  test.each([
    ['by somebody who does not know it', 'another', GOOD, { changed: false, why: 'former-wrong' }],
    ['into a weak one', RIGHT, 'kettle', { changed: false, why: 'weak', fault: 'short' }],
  ])('is not changed %s, and the journal says nothing', async (_who, former, next, answer) => {
    const { keys, records, kept: steps } = kept();
    expect(await keys.changePassphrase(former, next, acting)).toEqual(answer);
    expect([records, steps]).toEqual([[], []]);
  });

  test('stays as it is where the journal cannot say so', async () => {
    const { keys, kept: steps } = kept('passphrase-changed');
    expect(await keys.changePassphrase(RIGHT, GOOD, acting)).toEqual({ changed: false, why: 'not-written' });
    expect(steps).toEqual([]);
  });

  test('is not changed where there is none', async () => {
    expect(await desk().keys.changePassphrase(RIGHT, GOOD, acting)).toEqual({
      changed: false,
      why: 'refused',
    });
  });
});

test('a till whose key store keeps its secrets, or whose passphrase nobody has entered, gets no passphrase', async () => {
  const kept = desk({ keyStore: () => 'available' });
  expect(kept.keys.protectedBy).toBe('key-store');
  expect(await kept.keys.makePassphrase(GOOD, acting)).toEqual({ changed: false, why: 'refused' });
  const locked = desk({ passphrase: fakePassphrase('locked') });
  expect(locked.keys.protectedBy).toBe('locked');
  expect(await locked.keys.makePassphrase(GOOD, acting)).toEqual({ changed: false, why: 'refused' });
  expect(await locked.keys.renewPepper(acting)).toEqual({ changed: false, why: 'refused' });
  expect([...kept.steps, ...locked.steps]).toEqual([]);
});

test('the secret behind the PINs is renewed once the journal says so', async () => {
  const { keys, steps } = desk();
  expect(await keys.renewPepper(acting)).toEqual({ changed: true });
  expect(steps).toEqual(['pepper-renewed', 'renew pepper']);
  const full = desk({}, 'pepper-renewed');
  expect(await full.keys.renewPepper(acting)).toEqual({ changed: false, why: 'not-written' });
  expect(full.steps).toEqual([]);
});

describe('the key that signs the journal', () => {
  const [first, second] = [
    { by: chen, approvedBy: chen, former: 'a2V5MQ==', publicKey: 'a2V5Mg==', signature: 'c2ln' },
    { by: chen, approvedBy: chen, former: 'a2V5Mg==', publicKey: 'a2V5Mw==', signature: 'c2ln' },
  ];
  const signing = (...handovers: (typeof first)[]) => ({
    seal: async () => Promise.resolve(),
    renew: async () => Promise.resolve(void handovers.push(second)),
    handovers: () => handovers,
  });

  test('is renewed, and the journal has who named whom', async () => {
    const { keys, records } = desk({ signing: signing() });
    expect(await keys.renewSigningKey(acting)).toEqual({ changed: true });
    expect(records).toEqual([{ type: 'signing-key-renewed', ...second }]);
  });

  test('is named in a journal that does not know it yet: after a power cut, or in another environment', () => {
    const { keys, records } = desk({ signing: signing(first, second) });
    keys.recordOpened();
    expect(records.map(({ type }) => type)).toEqual(['signing-key-renewed', 'signing-key-renewed']);
    keys.recordOpened();
    expect(records).toHaveLength(2);
  });

  test('is renewed although the journal cannot say so now: the next opening does', async () => {
    const secrets = { signing: signing() };
    const full = desk(secrets, 'signing-key-renewed');
    expect(await full.keys.renewSigningKey(acting)).toEqual({ changed: true });
    const later = desk(secrets);
    later.keys.recordOpened();
    expect(later.records).toEqual([{ type: 'signing-key-renewed', ...second }]);
  });
});

describe('what a start has found', () => {
  test('is recorded: wrong passphrases before the right one, and what a lost passphrase took along', () => {
    let isRecorded = false;
    const recorded = (): void => void (isRecorded = true);
    const { keys, records } = desk({
      found: { failures: 4, lost: ['api-key', 'pepper', 'staff'], recorded },
    });
    keys.recordOpened();
    expect(records).toEqual([
      { type: 'passphrase-guessed', failures: 4 },
      { type: 'secrets-lost', what: ['api-key', 'pepper', 'staff'] },
    ]);
    expect(isRecorded).toBe(true);
  });

  test('stays to be recorded while the disk refuses: no wrong passphrase is forgotten, none told twice', () => {
    const records: ActivityRecord[] = [];
    let isFull = true;
    const record = (one: ActivityRecord): void => {
      if (isFull) throw new Error('the disk is full');
      records.push(one);
    };
    const found = { failures: 4, lost: [], recorded: () => undefined };
    const keys = new KeyDesk({
      ...plainSecrets(),
      found,
      journal: () => ({ record, records: () => [] }) as never,
      clock: { now: () => 7 },
      log: silentLog,
    });
    keys.recordOpened();
    isFull = false;
    keys.recordOpened();
    keys.recordOpened();
    expect(records).toEqual([{ type: 'passphrase-guessed', failures: 4 }]);
  });

  test('is nothing at a usual start', () => {
    const { keys, steps } = desk();
    keys.recordOpened();
    expect(steps).toEqual([]);
  });

  test('is found again by the next start when it could not be recorded', () => {
    let isRecorded = false;
    const recorded = (): void => void (isRecorded = true);
    const { keys } = desk({ found: { failures: 0, lost: ['pepper'], recorded } }, 'secrets-lost');
    keys.recordOpened();
    expect(isRecorded).toBe(false);
  });
});
