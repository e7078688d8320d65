/** An attacker who has taken over the feed, or sits between it and the till, gets nothing installed. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Offer } from '#domain/update/offer.ts';
import type { UpdateFault } from '#domain/update/update-fault.ts';
import { transfer } from '#electron/update/transfer.ts';
import type { FeedServer } from './feed-server.ts';
import { endless, installerOf, makeSigner, offerOf, openFeedServer, silentAfter } from './feed-server.ts';
import { afterShowing, openUpdatingTill } from './update-kit.ts';

const OFFER = 'offer-linux-x64.json';
const signer = makeSigner();

type Limits = Partial<Pick<Parameters<typeof openUpdatingTill>[0], 'feedLimits' | 'installerLimits'>>;

const opened = async (limits: Limits = {}) => {
  const server = await openFeedServer();
  const till = openUpdatingTill({ key: signer.key, address: server.address, ...limits });
  return { server, ...till };
};

/** The till's message, and that it kept nothing that could be installed. */
const expectRefused = async (
  { desk, home, steps }: Awaited<ReturnType<typeof opened>>,
  fault: UpdateFault | null,
): Promise<void> => {
  await desk.check();
  expect(desk.fault).toBe(fault);
  expect(desk.state.stage).not.toBe('ready');
  expect(steps).toEqual([]);
  expect(existsSync(join(home, 'updates', '0.2.0'))).toBe(false);
};

test('a release that we signed is fetched and waits to be installed', async () => {
  const { server, desk } = await opened();
  server.release(signer.sign(offerOf('0.2.0')));
  await desk.check();
  expect(desk.state).toMatchObject({ stage: 'ready', offer: { version: '0.2.0' } });
  expect(desk.fault).toBeNull();
});

test('one changed byte in the installer', async () => {
  const shop = await opened();
  const installer = installerOf('0.2.0');
  installer[99_999] = 0;
  shop.server.release(signer.sign(offerOf('0.2.0')), installer);
  await expectRefused(shop, 'update-file-changed');
});

test.each<Partial<Offer>>([
  { version: '0.2.1' },
  { sha512: Buffer.alloc(64).toString('base64') },
  { size: 99_999 },
  { percent: 99 },
  { file: 'other.deb' },
])('an offer that was changed after signing: %j', async (change) => {
  const shop = await opened();
  const { signature } = signer.sign(offerOf('0.2.0'));
  shop.server.release({ offer: offerOf('0.2.0', change), signature });
  await expectRefused(shop, 'update-not-believed');
  expect(shop.server.asked).toEqual([OFFER]);
});

test('an offer that is signed with another key', async () => {
  const shop = await opened();
  shop.server.release(makeSigner().sign(offerOf('0.2.0')));
  await expectRefused(shop, 'update-not-believed');
});

test.each(['', '{}', 'null', '<html>', '{"offer":{"version":"0.2.0"}}'])(
  'something that is not an offer: %j',
  async (text) => {
    const shop = await opened();
    shop.server.put(OFFER, text);
    await expectRefused(shop, 'update-not-believed');
  },
);

test.each<Partial<Offer>>([
  { file: '../../evil.deb' },
  { file: '/etc/evil.deb' },
  { file: 'evil.sh' },
  { version: '0.2.0/../..' },
  { size: 2 ** 40 },
  { percent: 101 },
])('a signed offer that makes no sense: %j', async (change) => {
  const shop = await opened();
  shop.server.release(signer.sign(offerOf('0.2.0', change)));
  await expectRefused(shop, 'update-not-believed');
});

test('our offer for another kind of computer', async () => {
  const shop = await opened();
  shop.server.put(OFFER, JSON.stringify(signer.sign(offerOf('0.2.0', { platform: 'win32' }))));
  await expectRefused(shop, 'update-not-believed');
});

test('an earlier version that we once signed', async () => {
  const shop = await opened();
  shop.server.release(signer.sign(offerOf('0.0.9')));
  await expectRefused(shop, 'update-older');
});

test('a replayed older offer after a newer one was seen, by this till or before its restart', async () => {
  const shop = await opened();
  shop.server.release(signer.sign(offerOf('0.3.0', { percent: 0 })));
  await shop.desk.check();
  shop.server.release(signer.sign(offerOf('0.2.0')));
  await expectRefused(shop, 'update-older');
  const again = openUpdatingTill({ key: signer.key, address: shop.server.address }, shop.home);
  await expectRefused({ ...shop, ...again }, 'update-older');
});

test('an offer that is released to no till yet is neither fetched nor a fault', async () => {
  const shop = await opened();
  shop.server.release(signer.sign(offerOf('0.2.0', { percent: 0 })));
  await expectRefused(shop, null);
  expect(shop.server.asked).toEqual([OFFER]);
});

test('a release that is withdrawn is forgotten, even if its installer is here', async () => {
  const { server, desk } = await opened();
  server.release(signer.sign(offerOf('0.2.0')));
  await desk.check();
  server.release(signer.sign(offerOf('0.2.0', { percent: 0 })));
  await desk.check();
  expect(desk.state.stage).toBe('none');
});

test('an installer that is cut off', async () => {
  const shop = await opened();
  shop.server.release(signer.sign(offerOf('0.2.0')));
  shop.server.answer(offerOf('0.2.0').file, (_request, response) => {
    response.writeHead(200, { 'content-length': '100000' });
    response.write(installerOf('0.2.0').subarray(0, 50_000), () => response.destroy());
  });
  await expectRefused(shop, 'update-cut-off');
});

test('an installer that ends early as if it were complete', async () => {
  const shop = await opened();
  shop.server.release(signer.sign(offerOf('0.2.0')), installerOf('0.2.0').subarray(0, 50_000));
  await expectRefused(shop, 'update-cut-off');
});

test('an endless installer does not fill the disk', async () => {
  const shop = await opened();
  shop.server.release(signer.sign(offerOf('0.2.0')));
  shop.server.answer(offerOf('0.2.0').file, endless(Buffer.alloc(64 * 1024, 'x')));
  await expectRefused(shop, 'update-file-changed');
});

test('an endless offer does not fill the memory', async () => {
  const shop = await opened();
  shop.server.answer(OFFER, endless(Buffer.alloc(64 * 1024, ' ')));
  await expectRefused(shop, 'update-not-believed');
});

test('a feed that falls silent keeps nobody waiting', async () => {
  const shop = await opened({ feedLimits: { silence: 50 } });
  shop.server.answer(OFFER, silentAfter(Buffer.from('{')));
  await expectRefused(shop, 'update-feed-unreachable');
});

test('nor does an installer whose download stalls', async () => {
  const shop = await opened({ installerLimits: { silence: 50 } });
  shop.server.release(signer.sign(offerOf('0.2.0')));
  shop.server.answer(offerOf('0.2.0').file, silentAfter(installerOf('0.2.0').subarray(0, 10)));
  await expectRefused(shop, 'update-cut-off');
});

test('the till gives up on a server that only drips, however alive it looks', async () => {
  const { server } = await opened();
  server.answer(OFFER, (_request, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write(' '), 5);
    response.on('close', () => clearInterval(drip));
  });
  const limits = { maxBytes: 1_000_000, silence: 60_000, whole: 100 };
  expect(await transfer(fetch, `${server.address}/${OFFER}`, limits, () => undefined)).toBe('cut');
});

const gone: readonly (readonly [string, (server: FeedServer) => void])[] = [
  ['that is not there', () => undefined],
  ['that has shut down', (server) => server.close()],
  [
    'that fails',
    (server) => server.answer(OFFER, (_request, response) => void response.writeHead(500).end()),
  ],
];

test.each(gone)('a feed %s leaves the till as it is', async (_, make) => {
  const shop = await opened();
  make(shop.server);
  await expectRefused(shop, 'update-feed-unreachable');
});

test('a redirect to another server is not followed, not even to an offer that we signed', async () => {
  const shop = await opened();
  const elsewhere = await openFeedServer();
  elsewhere.release(signer.sign(offerOf('0.2.0')));
  shop.server.answer(
    OFFER,
    (_request, response) => void response.writeHead(302, { location: `${elsewhere.address}/${OFFER}` }).end(),
  );
  await expectRefused(shop, 'update-feed-unreachable');
  expect(elsewhere.asked).toEqual([]);
});

test('an installer that was exchanged on the disk, even while the journal is backed up, is not run', async () => {
  const { server, desk, home, steps, work, clock, meanwhile } = await opened();
  server.release(signer.sign(offerOf('0.2.0')));
  await desk.check();
  meanwhile.backingUp = () =>
    writeFileSync(join(home, 'updates', '0.2.0', offerOf('0.2.0').file), installerOf('0.6.6'));
  work.now = { ...work.now, isDayOpen: false };
  const manager = { id: 'chen', name: 'Chen', role: 'manager' } as const;
  const installed = desk.installNow({ by: manager, approvedBy: manager });
  expect(await afterShowing(clock, installed)).toBe('update-file-changed');
  expect(steps).toEqual(['backed up']);
  expect(desk.state.stage).toBe('offered');
});
