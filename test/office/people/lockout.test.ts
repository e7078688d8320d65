/** Wrong passwords: whom they lock out, where and for how long. */
import { expect, test } from 'vitest';
import { rateLimit } from '../../../src-office/doors/rate-limit.ts';
import { triedBy } from '../../../src-office/people/lockout.ts';
import { signIn } from '../../../src-office/people/sign-in.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { GOOD_PASSWORD, HOME, officeOn } from '../../support/office/page/office.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

onEachDatabase((tested) => {
  test('a name is locked after five wrong passwords, longer each time, on every process', async () => {
    const { database, another } = tested();
    const office = await officeOn(database);
    await office.owner();
    const elsewhere = await officeOn(await another());
    const browsers = [office.browser(), elsewhere.browser()];
    const answers = await Promise.all(
      Array.from(
        { length: 12 },
        async (_, n) =>
          (await browsers[n % 2]!.signIn('Olga', `guess ${n}`)).json() as Promise<{ why: string }>,
      ),
    );
    expect(answers.filter(({ why }) => why === 'wrong')).toHaveLength(5);
    const locked = await office.browser().signIn('olga');
    expect(await locked.json()).toEqual({ why: 'locked', waitMs: 30 * SECOND });
    office.after(30 * SECOND);
    expect((await office.browser().signIn('Olga', 'still wrong')).status).toBe(403);
    expect(await (await office.browser().signIn('Olga')).json()).toEqual({
      why: 'locked',
      waitMs: 60 * SECOND,
    });
    office.after(60 * SECOND);
    expect((await office.browser().signIn('Olga')).status).toBe(200);
    // A correct password ends the count.
    expect(await (await office.browser().signIn('Olga', 'wrong')).json()).toMatchObject({ why: 'wrong' });
  });

  test('an address is locked after twenty wrong names, and having an account does not help it', async () => {
    const office = await officeOn(tested().database);
    const owner = await office.owner();
    await office.person(owner, 'Mallory', 'auditor', null);
    const browser = office.browser();
    for (let tries = 0; tries < 20; tries += 1) {
      await browser.signIn(`person ${tries}`, 'guess');
      if (tries % 5 === 0) await office.browser().signIn('Mallory');
    }
    expect(await (await browser.signIn('Olga')).json()).toMatchObject({ why: 'locked' });
    office.connectFrom({ address: '198.51.100.7', isTls: false });
    expect((await browser.signIn('Olga')).status).toBe(200);
  });

  test('signing in meanwhile ends no wait that a wrong password of the same address has begun', async () => {
    const office = await officeOn(tested().database);
    await office.person(await office.owner(), 'Mallory', 'auditor', null);
    const { passwords } = office.parts;
    const guess = async (n: number): Promise<string> => {
      const answer = await office.browser().signIn(`person ${n}`, 'guess');
      return ((await answer.json()) as { why: string }).why;
    };
    for (let tries = 0; tries < 18; tries += 1) expect(await guess(tries)).toBe('wrong');
    const matches = async (typed: string, kept: string | null): Promise<boolean> => {
      expect(await guess(18)).toBe('wrong');
      return passwords.matches(typed, kept);
    };
    const own = { name: 'Mallory', password: GOOD_PASSWORD, address: HOME.address };
    const parts = { ...office.parts, passwords: { ...passwords, matches } };
    expect(await signIn(parts, own)).toMatchObject({ is: 'in' });
    expect(await guess(19)).toBe('locked');
  });

  test('at an address that is locked now and then, who signs in with the right password stops nobody', async () => {
    const office = await officeOn(tested().database);
    await office.person(await office.owner(), 'Anna', 'auditor', null);
    for (let tries = 0; tries < 20; tries += 1) await office.browser().signIn(`person ${tries}`, 'guess');
    office.after(30 * SECOND);
    expect((await office.browser().signIn('Anna')).status).toBe(200);
    expect((await office.browser().signIn('Olga')).status).toBe(200);
  });

  test('a wrong password a day locks nobody at an address where people sign in all the time', async () => {
    const office = await officeOn(tested().database);
    await office.owner();
    for (let day = 0; day < 24; day += 1) {
      await office.browser().signIn(`person ${day}`, 'guess');
      office.after(12 * HOUR);
      expect((await office.browser().signIn('Olga')).status).toBe(200);
      office.after(12 * HOUR);
    }
    await office.browser().signIn('somebody', 'guess');
    expect((await office.browser().signIn('Olga')).status).toBe(200);
  });

  test('a clock that was a day ahead locks nobody out for that day', async () => {
    const office = await officeOn(tested().database);
    await office.owner();
    office.after(24 * HOUR);
    for (let tries = 0; tries < 6; tries += 1) await office.browser().signIn('Olga', 'wrong password');
    expect(await (await office.browser().signIn('Olga')).json()).toMatchObject({ why: 'locked' });
    office.after(-24 * HOUR);
    expect((await office.browser().signIn('Olga')).status).toBe(200);
  });
});

test('an IPv6 network counts as one address for wrong passwords, however short it is written', () => {
  const [one, other] = ['2001:db8::1:2:3:4', '2001:db8::5:6:7:8'].map(
    (address) => triedBy('Olga', address)[0],
  );
  expect(one).toEqual(other);
  const limit = rateLimit({ now: () => 0, randomBytes: () => new Uint8Array() }, 1);
  expect([limit.take('2001:db8::1:2:3:4'), limit.take('2001:db8::5:6:7:8')]).toEqual([0, 60 * SECOND]);
});
