/** Who gets which answer: every request of the page, made by everyone. */
import { expect, test } from 'vitest';
import { openNow } from '../../../src-office/figures/now/now.ts';
import { figureRoutes } from '../../../src-office/doors/owner/routes/figure-routes.ts';
import { gatewayRoutes } from '../../../src-office/doors/owner/routes/gateway-routes.ts';
import { peopleRoutes } from '../../../src-office/doors/owner/routes/people-routes.ts';
import type { Route } from '../../../src-office/doors/owner/routes/route.ts';
import { ownRoutes } from '../../../src-office/doors/owner/routes/sign-in-routes.ts';
import { tillRoutes } from '../../../src-office/doors/owner/routes/till-routes.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { referenceOf, TODAY } from '../../support/office/page/made-up-shops.ts';
import type { TestedOffice } from '../../support/office/page/office.ts';
import { GOOD_PASSWORD, HOME, officeOn } from '../../support/office/page/office.ts';
import type { Asking } from './people-kit.ts';
import { thrown } from '../../support/office/thrown.ts';
import { withPeople } from './people-kit.ts';

const RANGE = `from=${TODAY}&to=${TODAY}`;

/** The answer to each role, by route. */
const ALL = { owner: 200, manager: 200, auditor: 200 };
const TILLS = { owner: 200, manager: 200, auditor: 403 };
const OWNER = { owner: 200, manager: 403, auditor: 403 };

const ASKED: Readonly<Record<string, Asking>> = {
  'GET /api/now': { answers: ALL, path: '/api/now' },
  'GET /api/find': { answers: ALL, path: '/api/find?q=7' },
  'GET /api/payments/:station/:reference': {
    answers: ALL,
    path: `/api/payments/NORTH/${referenceOf('NORTH')}`,
  },
  'GET /api/days': { answers: ALL, path: `/api/days?${RANGE}` },
  'GET /api/takings': { answers: ALL, path: `/api/takings?${RANGE}` },
  'GET /api/export.csv': { answers: ALL, path: '/api/export.csv?from=2026-01-01&to=2026-01-02' },
  'GET /api/stores': { answers: ALL, path: '/api/stores' },
  'GET /api/tills': { answers: ALL, path: '/api/tills?store=&q=till' },
  'GET /api/tills/:station': { answers: ALL, path: '/api/tills/NORTH' },
  'POST /api/stores': { answers: OWNER, path: '/api/stores', body: { name: 'East' } },
  'POST /api/stores/:store/rename': { answers: OWNER, path: '/api/stores/north/rename', body: { name: 'N' } },
  'POST /api/codes': { answers: TILLS, path: '/api/codes', body: { store: 'north', name: 'Till 2' } },
  'POST /api/tills/:station/accept': {
    // There is nothing to accept.
    answers: { owner: 404, manager: 404, auditor: 403 },
    path: '/api/tills/NORTH/accept',
  },
  'POST /api/tills/:station/rename': { answers: TILLS, path: '/api/tills/NORTH/rename', body: { name: 'N' } },
  'POST /api/tills/:station/replace': { answers: TILLS, path: '/api/tills/NORTH/replace' },
  'POST /api/tills/:station/revoke': { answers: TILLS, path: '/api/tills/NORTH/revoke' },
  'GET /api/people': { answers: OWNER, path: '/api/people' },
  'GET /api/gateways': { answers: OWNER, path: '/api/gateways' },
  'POST /api/gateways': {
    answers: OWNER,
    path: '/api/gateways',
    body: { store: 'north', siteId: '1000', apiKey: 'a-key-of-globalpay' },
  },
  'POST /api/gateways/:gateway/remove': {
    answers: { ...OWNER, owner: 404 },
    path: '/api/gateways/NONE/remove',
  },
  'POST /api/people': {
    answers: OWNER,
    path: '/api/people',
    body: { name: 'New', role: 'auditor', stores: null, password: GOOD_PASSWORD },
  },
  'POST /api/people/:id/password': {
    answers: OWNER,
    path: '/api/people/ID/password',
    body: { password: 'two cows in a barn' },
  },
  'POST /api/people/:id/role': {
    answers: OWNER,
    path: '/api/people/ID/role',
    body: { role: 'manager', stores: ['south'] },
  },
  'POST /api/people/:id/stop': { answers: OWNER, path: '/api/people/ID/stop' },
  'GET /api/audit': { answers: { ...ALL, manager: 403 }, path: '/api/audit' },
  'POST /api/password': {
    answers: ALL,
    path: '/api/password',
    body: { old: GOOD_PASSWORD, new: 'nine geese by a lake' },
  },
  'POST /api/sign-out': { answers: ALL, path: '/api/sign-out' },
};

const routesOf = ({ parts, db, outside }: TestedOffice): readonly Route[] => {
  const guarded = { ...parts, db, outside, connectionOf: () => HOME };
  return [
    ...ownRoutes(guarded),
    ...figureRoutes({ ...parts, now: openNow(parts.db), log: thrown }),
    ...tillRoutes({ ...parts, revoked: () => Promise.resolve() }),
    ...gatewayRoutes(parts),
    ...peopleRoutes(parts),
  ];
};

const methodOf = (name: string): string => name.split(' ', 1)[0]!;

onEachDatabase((tested) => {
  test('each role gets the answers it may have, and nobody gets any without a session', async () => {
    const office = await officeOn(tested().database);
    expect(
      routesOf(office)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual(Object.keys(ASKED).sort());
    const { as, ask } = await withPeople(office);
    for (const role of ['auditor', 'manager', 'owner'] as const) {
      const browser = await as(role);
      for (const [name, asking] of Object.entries(ASKED))
        expect([role, name, (await ask(browser, methodOf(name), asking)).status]).toEqual([
          role,
          name,
          asking.answers[role],
        ]);
    }
    for (const [name, asking] of Object.entries(ASKED))
      expect([name, (await ask(office.browser(), methodOf(name), asking)).status]).toEqual([name, 401]);
    expect((await office.browser().get('/api/live')).status).toBe(401);
    expect(office.errors).toEqual([]);
    expect(office.told).toEqual(['NORTH', 'NORTH']);
  });

  test('a request that another page has made changes nothing', async () => {
    const office = await officeOn(tested().database);
    const { as } = await withPeople(office);
    const browser = await as('owner');
    const json = { 'content-type': 'application/json' };
    const forged: Readonly<Record<string, Record<string, string>>> = {
      'no token': { ...json, 'x-csrf': '' },
      'a wrong token': { ...json, 'x-csrf': browser.csrf().replace(/./, '~') },
      'letters that no token has': { ...json, 'x-csrf': 'é'.repeat(browser.csrf().length) },
      "another person's token": { ...json, 'x-csrf': (await as('auditor')).csrf() },
      'a form': { 'content-type': 'text/plain' },
      'another site': { 'sec-fetch-site': 'cross-site' },
      'a neighbour of this site': { 'sec-fetch-site': 'same-site' },
    };
    for (const [name, asking] of Object.entries(ASKED).filter(([key]) => methodOf(key) === 'POST'))
      for (const [why, headers] of Object.entries(forged))
        expect([name, why, (await browser.post(asking.path, asking.body, headers)).status]).toEqual([
          name,
          why,
          403,
        ]);
    expect(await browser.read('/api/stores')).toHaveLength(2);
    for (const path of ['/api/sign-in', '/api/first'])
      expect((await browser.post(path, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
  });

  test('the manager of one store learns nothing about another, however they ask', async () => {
    const office = await officeOn(tested().database);
    const { as } = await withPeople(office);
    const [max, olga] = [await as('manager'), await as('owner')];
    const south = referenceOf('SOUTH');
    const asked = [
      '/api/now',
      '/api/stores',
      '/api/tills',
      '/api/tills?store=south',
      '/api/tills?store=&q=SOUTH',
      '/api/tills/SOUTH',
      '/api/now?store=south',
      '/api/now?q=south',
      '/api/tills?store=north&store=south',
      `/api/find?q=${south}`,
      '/api/find?q=SOUTHAAA',
      '/api/find?q=7',
      '/api/find?q=20.00',
      `/api/payments/SOUTH/${south}`,
      `/api/payments/NORTH/${south}`,
      `/api/days?from=2026-11-01&to=${TODAY}`,
      `/api/days?from=2026-11-01&to=${TODAY}&store=south`,
      `/api/takings?${RANGE}`,
      `/api/takings?${RANGE}&store=south`,
      `/api/export.csv?from=2026-01-01&to=2026-01-02&store=south`,
    ];
    const leak = /SOUTH|Shop south|2000/;
    for (const path of asked) {
      expect([path, await (await max.get(path)).text()]).toEqual([path, expect.not.stringMatching(leak)]);
    }
    // The owner sees what the manager does not; otherwise the requests above would prove nothing.
    for (const path of asked
      .filter((one) => /now|stores|tills|find|payments.SOUTH|days|takings/.test(one))
      .slice(0, 4))
      expect(await (await olga.get(path)).text()).toMatch(leak);
    for (const act of ['rename', 'revoke', 'replace', 'accept'])
      expect(
        (await max.post(`/api/tills/SOUTH/${act}`, act === 'rename' ? { name: 'Mine' } : {})).status,
      ).toBe(404);
    expect((await max.post('/api/codes', { store: 'south', name: 'Mine' })).status).toBe(404);
    // The address takes precedence over the body.
    expect((await max.post('/api/tills/SOUTH/rename', { name: 'Mine', station: 'NORTH' })).status).toBe(404);
    expect(await office.db.query("SELECT name FROM stations WHERE station = 'SOUTH'")).toEqual([
      { name: 'till SOUTH' },
    ]);
  });

  test('a manager’s live figures show only their own store, and end with the session', async () => {
    const office = await officeOn(tested().database);
    const { as } = await withPeople(office);
    const max = await as('manager');
    const olga = await as('owner');
    const streams = [await max.get('/api/live'), await olga.get('/api/live')];
    const readers = streams.map(({ body }) => body!.pipeThrough(new TextDecoderStream()).getReader());
    const [his, hers] = await Promise.all(readers.map((reader) => reader.read()));
    expect(his!.value).toContain('Shop north');
    expect(his!.value).not.toMatch(/SOUTH|Shop south/);
    expect(hers!.value).toContain('Shop south');
    await Promise.all([max.post('/api/sign-out'), olga.post('/api/sign-out')]);
    for (const reader of readers) while (!(await reader.read()).done);
  });
});
