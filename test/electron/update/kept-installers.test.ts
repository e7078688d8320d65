import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installerOf, makeSigner, offerOf, openFeedServer } from './feed-server.ts';
import { openUpdatingTill } from './update-kit.ts';

const signer = makeSigner();

const opened = async () => {
  const server = await openFeedServer();
  return { server, ...openUpdatingTill({ key: signer.key, address: server.address }) };
};

test('the version kept for a rollback is the signed one for this version, and nothing else', async () => {
  const { server, desk, home } = await opened();
  server.release(signer.sign(offerOf('0.2.0')));
  server.put('offer-linux-x64-0.1.0.json', JSON.stringify(signer.sign(offerOf('0.0.9'))));
  server.put(offerOf('0.0.9').file, installerOf('0.0.9'));
  await desk.check();
  expect(desk.state.stage).toBe('ready');
  expect(readdirSync(join(home, 'updates')).toSorted()).toEqual(['0.2.0', 'update.json']);
  expect(server.asked).not.toContain(offerOf('0.0.9').file);
});

test('only two installers are kept: the one to install and the one to roll back to', async () => {
  const { server, desk, home } = await opened();
  server.release(signer.sign(offerOf('0.1.0')));
  server.release(signer.sign(offerOf('0.2.0')));
  await desk.check();
  expect(readdirSync(join(home, 'updates')).toSorted()).toEqual(['0.1.0', '0.2.0', 'update.json']);
  server.release(signer.sign(offerOf('0.3.0')));
  await desk.check();
  expect(readdirSync(join(home, 'updates')).toSorted()).toEqual(['0.1.0', '0.3.0', 'update.json']);
});
