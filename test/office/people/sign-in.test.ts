import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { firstOwnerCode, makeFirstOwner } from '../../../src-office/people/first-owner.ts';
import { makeOwner } from '../../../src-office/people/new-owner.ts';
import type { AuditLine } from '../../../src-office/views/sign-in-views.ts';
import { UNATTENDED } from '../../../src-office/views/sign-in-views.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { GOOD_PASSWORD, officeOn } from '../../support/office/page/office.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

onEachDatabase((tested) => {
  test('the code that the office prints at its start makes the first owner, once', async () => {
    const office = await officeOn(tested().database);
    const code = (await firstOwnerCode(office.parts))!;
    const browser = office.browser();
    expect(await browser.read('/api/me')).toEqual({ signIn: 'first' });
    const wrong = await browser.first('0000-0000-00', 'Olga');
    expect([wrong.status, await wrong.json()]).toEqual([403, { why: 'wrong-code', waitMs: null }]);
    const weak = await browser.first(code, 'Olga', 'short');
    expect(await weak.json()).toEqual({ why: 'weak-password', waitMs: null });
    expect((await browser.first(code.toLowerCase(), 'Olga')).status).toBe(200);
    expect(await browser.read('/api/me')).toMatchObject({ name: 'Olga', role: 'owner', stores: null });
    const again = await office.browser().first(code, 'Mallory');
    expect(await again.json()).toEqual({ why: 'expired-code', waitMs: null });
    expect(await firstOwnerCode(office.parts)).toBeUndefined();
    expect(await office.browser().read('/api/me')).toEqual({ signIn: 'needed' });
  });

  test('where no owner knows their password, one made at the office’s computer sets a new one', async () => {
    const office = await officeOn(tested().database);
    await office.owner();
    expect(await makeOwner(office.parts, 'olga')).toBeUndefined();
    const password = (await makeOwner(office.parts, 'Mei'))!;
    const browser = office.browser();
    expect((await browser.signIn('Mei', password)).status).toBe(200);
    expect(await browser.read('/api/me')).toMatchObject({ name: 'Mei', role: 'owner' });
    const [line] = await office.db.query("SELECT person, what, about FROM audit WHERE about = 'Mei'");
    expect(line).toEqual({ person: null, what: 'owner-made', about: 'Mei' });
    const rows = await office.db.query('SELECT password FROM people');
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  test('two people who use the code at the same moment make one owner', async () => {
    const { database, another } = tested();
    const office = await officeOn(database);
    const code = (await firstOwnerCode(office.parts))!;
    const other = { ...office.parts, db: await another() };
    const made = await Promise.all([
      makeFirstOwner(office.parts, { code, name: 'Olga', password: GOOD_PASSWORD }),
      makeFirstOwner(other, { code, name: 'Otto', password: GOOD_PASSWORD }),
    ]);
    expect(made.filter((one) => one === 'expired-code')).toHaveLength(1);
    expect(await database.query('SELECT count(*) AS people FROM people')).toEqual([{ people: 1 }]);
  });

  test('a process that was starting while the owner was made prints a code that makes nobody', async () => {
    const office = await officeOn(tested().database);
    const { passwords } = office.parts;
    const first = (await firstOwnerCode(office.parts))!;
    const late = await firstOwnerCode({
      ...office.parts,
      passwords: {
        ...passwords,
        hash: async (code) => {
          await makeFirstOwner(office.parts, { code: first, name: 'Olga', password: GOOD_PASSWORD });
          return passwords.hash(code);
        },
      },
    });
    const made = await makeFirstOwner(office.parts, {
      code: late!,
      name: 'Mallory',
      password: GOOD_PASSWORD,
    });
    expect(made).toBe('expired-code');
    expect(await office.db.query('SELECT name FROM people')).toEqual([{ name: 'Olga' }]);
  });

  test('ten wrong codes end the code, however many are sent at once', async () => {
    const office = await officeOn(tested().database);
    const code = (await firstOwnerCode(office.parts))!;
    const guesses = Array.from({ length: 15 }, () =>
      makeFirstOwner(office.parts, { code: '0000-0000-00', name: 'Mallory', password: GOOD_PASSWORD }),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter((answer) => answer === 'wrong-code')).toHaveLength(10);
    expect(await makeFirstOwner(office.parts, { code, name: 'Olga', password: GOOD_PASSWORD })).toBe(
      'expired-code',
    );
  });

  test('lists that an open page reads again by itself keep nobody signed in', async () => {
    const office = await officeOn(tested().database);
    await office.owner();
    const browser = office.browser();
    await browser.signIn('Olga');
    office.after(1.5 * HOUR);
    expect((await browser.get('/api/tills', { [UNATTENDED]: 'yes' })).status).toBe(200);
    office.after(HOUR);
    expect((await browser.get('/api/tills')).status).toBe(401);
  });

  test('a session ends when nobody uses it, and after a day in any case', async () => {
    const office = await officeOn(tested().database);
    await office.owner();
    const [idle, busy] = [office.browser(), office.browser()];
    await idle.signIn('Olga');
    await busy.signIn('Olga');
    for (let hours = 1; hours < 24; hours += 1) {
      office.after(HOUR);
      expect((await busy.get('/api/stores')).status).toBe(200);
    }
    expect((await idle.get('/api/now')).status).toBe(401);
    office.after(HOUR);
    expect((await busy.get('/api/now')).status).toBe(401);
  });

  test('after signing out, being blocked or getting another password, nobody stays signed in anywhere by the old one', async () => {
    const office = await officeOn(tested().database);
    const id = await office.person(await office.owner(), 'Anna', 'auditor', null);
    const [owner, anna, annasPhone] = [office.browser(), office.browser(), office.browser()];
    await owner.signIn('Olga');
    await anna.signIn('Anna');
    await annasPhone.signIn('Anna');
    const kept = anna.cookie();
    const changed = await anna.post('/api/password', { old: GOOD_PASSWORD, new: 'nine geese by a lake' });
    expect(changed.status).toBe(200);
    expect((await annasPhone.get('/api/now')).status).toBe(401);
    expect((await anna.get('/api/now')).status).toBe(200);
    await anna.post('/api/sign-out');
    expect((await office.app.request('/api/now', { headers: { cookie: kept } })).status).toBe(401);
    await anna.signIn('Anna', 'nine geese by a lake');
    expect((await owner.post(`/api/people/${id}/password`, { password: 'two cows in a barn' })).status).toBe(
      200,
    );
    expect((await anna.get('/api/now')).status).toBe(401);
    await anna.signIn('Anna', 'two cows in a barn');
    expect((await owner.post(`/api/people/${id}/stop`)).status).toBe(200);
    expect((await anna.get('/api/now')).status).toBe(401);
    expect((await anna.signIn('Anna', 'two cows in a barn')).status).toBe(403);
  });

  test('the audit log has who did what, pages back, and contains no secret', async () => {
    const office = await officeOn(tested().database);
    await office.owner();
    const browser = office.browser();
    await browser.signIn('Olga', 'a secret typed wrong');
    await browser.signIn('Olga');
    office.after(SECOND);
    await browser.post('/api/people', {
      name: 'Max',
      role: 'manager',
      stores: ['s1'],
      password: GOOD_PASSWORD,
    });
    const lines = await browser.read<readonly AuditLine[]>('/api/audit');
    expect(lines[0]).toMatchObject({ person: 'Olga', what: 'person-added', about: 'Max, manager' });
    expect(lines.map(({ what }) => what).sort()).toEqual([
      'owner-made',
      'person-added',
      'sign-in-refused',
      'signed-in',
    ]);
    expect(await browser.read(`/api/audit?before=${lines[0]!.id}`)).toHaveLength(3);
    const written = JSON.stringify(
      await office.db.query('SELECT * FROM audit, people, sessions, sign_in_tries'),
    );
    expect(written).not.toContain(GOOD_PASSWORD);
    expect(written).not.toContain('a secret typed wrong');
    expect(written).not.toContain(browser.cookie().split('=')[1]);
  });
});

test('nothing in the office changes the audit log or removes lines from it', () => {
  const files = readdirSync('src-office', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const changing = files.filter((file) =>
    /(UPDATE|DELETE FROM|TRUNCATE)\s+audit\b/i.test(readFileSync(`src-office/${file}`, 'utf8')),
  );
  expect(changing).toEqual([]);
});
