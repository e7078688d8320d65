/** What an owner changes about others’ roles and stores, and what those still may and see then. */
import { expect, test } from 'vitest';
import { acted } from '../../../src-office/doors/owner/routes/acted.ts';
import { blockAccount, setPassword } from '../../../src-office/people/accounts.ts';
import { readAudit } from '../../../src-office/people/audit.ts';
import { changeRole } from '../../../src-office/people/change-role.ts';
import type { Person } from '../../../src-office/people/may.ts';
import type { Account, Me } from '../../../src-office/views/sign-in-views.ts';
import { enrol, restore } from '../../../src-office/stations/enrol.ts';
import type { EnrolmentCode, Store } from '../../../src-office/views/till-views.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { twoShops } from '../../support/office/page/made-up-shops.ts';
import { GOOD_PASSWORD, officeOn } from '../../support/office/page/office.ts';
import { tillState } from '../../support/office/tills.ts';

const BOTH = ['north', 'south'];
const ADDRESS = '192.0.2.1';

onEachDatabase((tested) => {
  const opened = async () => {
    const office = await officeOn(tested().database);
    await twoShops(office.db);
    const owner = await office.owner();
    const max = await office.person(owner, 'Max', 'manager', ['north']);
    const [atDesk, atPhone] = [office.browser(), office.browser()];
    await atDesk.signIn('Olga');
    await atPhone.signIn('Max');
    const change = (id: string, role: string, stores: readonly string[] | null) => {
      office.after(1);
      return atDesk.post(`/api/people/${id}/role`, { role, stores });
    };
    const storesSeen = async () =>
      (await atPhone.read<readonly Store[]>('/api/stores')).map(({ store }) => store);
    /** What the audit log says of changed roles, the newest first. */
    const said = async () =>
      (await readAudit(office.db, null))
        .filter(({ what }) => what === 'role-changed')
        .map(({ about }) => about);
    return { office, owner, max, atDesk, atPhone, change, storesSeen, said };
  };
  const personOf = (id: string, name: string, role: Person['role'], stores: Person['stores']): Person => ({
    id,
    name,
    role,
    stores,
  });

  test('a manager who gets another store is signed out, sees both afterwards, and the audit log says what changed', async () => {
    const { atPhone, max, change, storesSeen, said } = await opened();
    expect(await storesSeen()).toEqual(['north']);
    expect((await change(max, 'manager', BOTH)).status).toBe(200);
    expect((await atPhone.get('/api/stores')).status).toBe(401);
    await atPhone.signIn('Max');
    expect(await storesSeen()).toEqual(BOTH);
    expect(await said()).toEqual(['Max, + Shop south']);
  });

  test('a manager who loses a store sees nothing of it, and an auditor everything', async () => {
    const { atPhone, max, change, storesSeen, said } = await opened();
    await change(max, 'manager', ['south']);
    await atPhone.signIn('Max');
    expect(await storesSeen()).toEqual(['south']);
    expect((await atPhone.get('/api/tills/NORTH')).status).toBe(404);
    expect((await said())[0]).toBe('Max, − Shop north, + Shop south');
    await change(max, 'auditor', null);
    const me = (await (await atPhone.signIn('Max')).json()) as Me;
    expect([me.role, me.stores]).toEqual(['auditor', null]);
    expect((await said())[0]).toBe('Max, manager → auditor, − Shop south');
  });

  test('a change that changes nothing signs nobody out, and is no line in the audit log', async () => {
    const { atPhone, max, change, said } = await opened();
    expect((await change(max, 'manager', ['north'])).status).toBe(200);
    expect((await atPhone.get('/api/stores')).status).toBe(200);
    expect(await said()).toEqual([]);
    await change(max, 'manager', BOTH);
    await atPhone.signIn('Max');
    expect((await change(max, 'manager', BOTH.toReversed())).status).toBe(200);
    expect((await atPhone.get('/api/stores')).status).toBe(200);
  });

  test('neither one’s own role changes, nor that of somebody who is blocked, nor to a store that does not exist', async () => {
    const { office, owner, max, change, atDesk } = await opened();
    expect((await change(owner.id, 'auditor', null)).status).toBe(404);
    expect((await change(max, 'manager', ['north', 'nowhere'])).status).toBe(404);
    expect((await change(max, 'manager', null)).status).toBe(400);
    expect((await change(max, 'manager', [])).status).toBe(400);
    expect((await change(max, 'auditor', ['north'])).status).toBe(400);
    await blockAccount(office.parts, owner, max);
    expect((await change(max, 'auditor', null)).status).toBe(404);
    const people = await atDesk.read<readonly Account[]>('/api/people');
    expect(people.map(({ name, role, stores }) => [name, role, stores])).toEqual([
      ['Max', 'manager', ['north']],
      ['Olga', 'owner', null],
    ]);
  });

  test('of two owners who take each other’s role at one moment, one stays owner', async () => {
    const { office, owner } = await opened();
    const other = await office.person(owner, 'Omar', 'owner', null);
    const elsewhere = { ...office.parts, db: await tested().another() };
    const omar = personOf(other, 'Omar', 'owner', null);
    const next = { role: 'auditor', stores: null } as const;
    const answers = await Promise.all([
      changeRole(office.parts, owner, other, next),
      changeRole(elsewhere, omar, owner.id, next),
    ]);
    expect(answers.toSorted()).toEqual(['changed', 'ended']);
    const owners = await office.db.query("SELECT person FROM people WHERE role = 'owner'");
    expect(owners).toHaveLength(1);
  });

  test('what a manager asked for while losing the store is not done', async () => {
    const { office, owner, max } = await opened();
    const asked = personOf(max, 'Max', 'manager', ['north']);
    await changeRole(office.parts, owner, max, { role: 'manager', stores: ['south'] });
    const act = async (person: Person): Promise<unknown> =>
      acted(office.parts, person, 'till-renamed', () => Promise.resolve({ done: {}, about: 'Till 1' }));
    expect(await act(asked)).toBe('ended');
    expect(await act(personOf(max, 'Max', 'manager', ['south']))).toEqual({});
    await blockAccount(office.parts, owner, max);
    expect(await act(personOf(max, 'Max', 'manager', ['south']))).toBe('ended');
  });

  test('an owner whose role is taken while the office works on what they asked for is told to sign in', async () => {
    let meanwhile = async (): Promise<unknown> => Promise.resolve();
    const { database } = tested();
    const office = await officeOn({
      ...database,
      query: async (sql, values) => {
        const rows = await database.query(sql, values);
        if (sql.includes('FROM sessions s')) await meanwhile();
        return rows;
      },
    });
    await twoShops(office.db);
    const owner = await office.owner();
    const max = await office.person(owner, 'Max', 'manager', ['north']);
    const omar = personOf(await office.person(owner, 'Omar', 'owner', null), 'Omar', 'owner', null);
    const give = (role: Person['role']) => changeRole(office.parts, omar, owner.id, { role, stores: null });
    const desk = office.browser();
    for (const [path, body] of [
      ['stores', { name: 'Harbour' }],
      ['stores/north/rename', { name: 'Harbour' }],
      ['tills/NORTH/rename', { name: 'Front' }],
      ['codes', { store: 'north', name: 'Front' }],
      ['gateways', { store: '', siteId: '1', apiKey: 'key-of-a-shop' }],
      [`people/${max}/stop`, {}],
    ] as const) {
      await give('owner');
      await desk.signIn('Olga');
      meanwhile = () => give('auditor');
      const answer = await desk.post(`/api/${path}`, body);
      expect([path, answer.status, await answer.json()]).toEqual([path, 401, { signIn: 'needed' }]);
    }
  });

  test('whoever is blocked, or gets other stores or a password from the owner, leaves no code behind; others do', async () => {
    const { office, owner, max, atDesk, atPhone } = await opened();
    const codeFrom = async (
      browser: typeof atDesk,
      path = 'codes',
      body: object = { store: 'north', name: 'New' },
    ) => ((await (await browser.post(`/api/${path}`, body)).json()) as EnrolmentCode).code;
    const by = (code: string) => ({
      code,
      installation: 'AAAAAA',
      state: tillState({ environment: 'live' }),
    });
    const others = await codeFrom(atDesk);
    const other = { role: 'manager', stores: BOTH } as const;
    for (const change of [
      () => changeRole(office.parts, owner, max, other),
      () => setPassword(office.parts, owner, max, GOOD_PASSWORD),
      () => blockAccount(office.parts, owner, max),
    ]) {
      await atPhone.signIn('Max');
      const ofNew = await codeFrom(atPhone);
      const ofOld = await codeFrom(atPhone, 'tills/NORTH/replace', {});
      await change();
      expect(await enrol(office.db, office.outside, by(ofNew), ADDRESS)).toEqual({ refused: 'unknown-code' });
      expect(await restore(office.db, office.outside, by(ofOld), ADDRESS)).toEqual({
        refused: 'unknown-code',
      });
    }
    expect(await enrol(office.db, office.outside, by(others), ADDRESS)).toHaveProperty('in');
  });

  test('a change of more stores than fit the audit log’s line says that there were more', async () => {
    const { office, owner, max, said } = await opened();
    const many = Array.from({ length: 60 }, (_, index) => `s${String(index).padStart(2, '0')}`);
    for (const store of many)
      await office.db.query('INSERT INTO stores (store, name, created_at) VALUES ($1, $2, 0)', [
        store,
        `Store ${store}`,
      ]);
    await changeRole(office.parts, owner, max, { role: 'manager', stores: many });
    const [about = ''] = await said();
    expect([about.length, about.endsWith('…')]).toEqual([300, true]);
  });
});
