/** People read the audit log, so it names tills and stores as they were called at the time. */
import { expect, test } from 'vitest';
import type { AuditLine } from '../../../src-office/views/sign-in-views.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { insert, TODAY, twoShops } from '../../support/office/page/made-up-shops.ts';
import { GOOD_PASSWORD, NOON, officeOn } from '../../support/office/page/office.ts';

onEachDatabase((tested) => {
  test('stores, tills and accounts of the gateway are named, and stay what they were called', async () => {
    const office = await officeOn(tested().database);
    await twoShops(office.db);
    await office.owner();
    const browser = office.browser();
    await browser.signIn('Olga');
    await insert(office.db, 'alarms', {
      station: 'NORTH',
      kind: 'forked',
      row_number: 4,
      at: NOON,
      seen_at: NOON,
      detail: '',
    });
    const key = 'a-key-of-globalpay';
    const acts: readonly (readonly [path: string, body?: object])[] = [
      ['/api/tills/NORTH/rename', { name: 'Counter' }],
      ['/api/tills/NORTH/accept'],
      ['/api/tills/NORTH/replace'],
      ['/api/stores/north/rename', { name: 'Harbour' }],
      ['/api/tills/NORTH/revoke'],
      ['/api/codes', { store: 'south', name: 'Till 2' }],
      ['/api/gateways', { siteId: '1000', apiKey: key, store: 'south' }],
      ['/api/gateways', { siteId: '2000', apiKey: key, store: '' }],
      ['/api/people', { name: 'Max', role: 'manager', stores: ['north'], password: GOOD_PASSWORD }],
    ];
    for (const [path, body] of acts) {
      office.after(1);
      expect([path, (await browser.post(path, body)).status]).toEqual([path, 200]);
    }
    const gateways = await browser.read<readonly { gateway: string }[]>('/api/gateways');
    for (const { gateway } of gateways) {
      office.after(1);
      await browser.post(`/api/gateways/${gateway}/remove`);
    }
    office.after(1);
    expect((await browser.get(`/api/export.csv?from=${TODAY}&to=${TODAY}&store=south`)).status).toBe(200);
    const lines = await browser.read<readonly AuditLine[]>('/api/audit');
    expect(
      lines
        .slice(0, -2)
        .map(({ what, about }) => `${what}: ${about}`)
        .reverse(),
    ).toEqual([
      'till-renamed: till NORTH → Counter, Shop north',
      'alarms-accepted: Counter, Shop north',
      'till-replaced: Counter, Shop north',
      'store-renamed: Shop north → Harbour',
      'till-revoked: Counter, Harbour',
      'code-made: Till 2, Shop south',
      'gateway-added: SiteID 1000, Shop south',
      'gateway-added: SiteID 2000',
      'person-added: Max, manager, Harbour',
      'gateway-removed: SiteID 1000, Shop south',
      'gateway-removed: SiteID 2000',
      `exported: ${TODAY} – ${TODAY}, Shop south`,
    ]);
  });

  test('a refused action leaves no line, and an account entered twice is reported as such', async () => {
    const office = await officeOn(tested().database);
    await twoShops(office.db);
    await office.owner();
    const browser = office.browser();
    await browser.signIn('Olga');
    const account = { siteId: '1000', apiKey: 'a-key-of-globalpay', store: 'north' };
    expect((await browser.post('/api/gateways', account)).status).toBe(200);
    const again = await browser.post('/api/gateways', account);
    expect([again.status, await again.json()]).toEqual([409, { why: 'known-gateway' }]);
    for (const path of ['/api/tills/NONE/rename', '/api/stores/none/rename'])
      expect((await browser.post(path, { name: 'N' })).status).toBe(404);
    const lines = await browser.read<readonly AuditLine[]>('/api/audit');
    expect(lines.map(({ what }) => what).sort()).toEqual(['gateway-added', 'owner-made', 'signed-in']);
  });
});
