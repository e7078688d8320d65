/** No secret that ever passed through the till is in what goes to support. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { openVault } from '#electron/secrets/vault.ts';
import { hideEnvironment } from '#electron/support/hide-environment.ts';
import { readLog } from '#electron/support/read-log.ts';
import { supportBundlesIn } from '#electron/support/save-bundle.ts';
import { openLog } from '#electron/system/log.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { member, memoryStaff } from '../../support/staff-kit.ts';
import { unzip } from '../../files/unzip.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { paperLog } from '../../electron/system/paper-log.ts';
import { trainingTill } from './training-till.ts';

const CANARIES = {
  apiKey: 'kanarie/ApiKey+77',
  benchKey: 'Canary-Bench-Key-93',
  proxyPassword: 'can@ry:proxy pässword',
  header: 'Y2FuYXJ5LWF1dGhvcml6YXRpb24=',
  pin: '739154',
  wrongPin: '918273',
} as const;

/** The ways in which a text may contain a secret. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('hex'),
  ...[0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  ),
];

const found = (texts: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(texts).flatMap(([file, content]) =>
    Object.entries(CANARIES).flatMap(([name, secret]) =>
      formsOf(secret)
        .filter((form) => form.length >= 6 && content.toLowerCase().includes(form.toLowerCase()))
        .map((form) => `${name} in ${file} as ${form}`),
    ),
  );

/** A key ring that seals by adding text, and fails with the key in its message. */
const leakyRing = {
  backend: () => 'test',
  isSafe: () => Promise.resolve(true),
  seal: (text: string) => Promise.resolve(Buffer.from(text)),
  unseal: () => Promise.reject(new Error(`cannot open ${CANARIES.apiKey}`)),
};

const leakEverywhere = (log: ReturnType<typeof openLog>, proxy: string): void => {
  const cause = new Error(`407 from ${proxy} with Proxy-Authorization: Basic ${CANARIES.header}`);
  log.error('a request failed', { error: new Error(`X-Api-Key: ${CANARIES.apiKey}`, { cause }) });
  log.warn('headers', { Authorization: `Basic ${CANARIES.header}`, staffPin: CANARIES.pin });
  log.warn(`Authorization: ${CANARIES.header}`);
  log.warn(`typed {"pin":"${CANARIES.pin}"} and pin=${CANARIES.wrongPin}`);
  log.error(`the proxy does not know ${CANARIES.proxyPassword}`);
  log.error('as bytes', { hex: Buffer.from(CANARIES.apiKey).toString('hex') });
  log.error('as base64', { text: Buffer.from(`1000:${CANARIES.apiKey}`).toString('base64') });
  log.info('environment', { ...process.env });
};

const leakingTill = async () => {
  const home = temporaryFolder();
  const log = openLog({ home, development: false });
  const proxy = `http://till:${encodeURIComponent(CANARIES.proxyPassword)}@127.0.0.1:9`;
  const variables = { HTTPS_PROXY: proxy, COUNTERTOP_API_KEY: CANARIES.benchKey };
  for (const [name, value] of Object.entries(variables)) process.env[name] = value;
  onTestFinished(() => {
    for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
  });
  hideEnvironment(process.env, log);
  const folderOf = (environment: string): string => join(home, environment);
  const training = await trainingTill(home, {
    log,
    vault: await openVault({ folderOf, keyStore: leakyRing, log }),
    alwaysAsksForStaff: true,
    staff: memoryStaff([member('Chen', 'manager', CANARIES.pin)]),
    readLog: (bytes) => log.clean(readLog(home, bytes)),
    withoutSecrets: log.clean,
    ...supportBundlesIn(home),
  });
  return { ...training, home, log, proxy };
};

test('ApiKeys, PINs, proxy passwords and headers are nowhere in the support file, whatever leaked them', async () => {
  const { till, call, sell, home, log, proxy } = await leakingTill();
  await till.call('session.signIn', { id: 'chen', pin: CANARIES.wrongPin });
  await call('session.signIn', { id: 'chen', pin: CANARIES.pin });
  const typed = { ...showSettings(defaultSettings), siteId: '1000', apiKey: CANARIES.apiKey };
  await till.call('settings.test', { ...typed, environment: 'test' });
  await call('settings.save', typed);
  const kept = { ...typed, environment: 'test' } as const;
  await call('setUp.keep', { step: 'credentials', typed: kept, opensShift: false, restores: false });
  await sell(1100);
  leakEverywhere(log, proxy);

  const read = await call('support.read', { payments: true });
  const { fileName } = await call('support.save', { payments: true });
  const texts = unzip(readFileSync(join(home, 'support', fileName)));
  expect(Object.keys(texts)).toEqual(read.files.map(({ name }) => name));
  expect(texts['log.txt']).toContain('a request failed');
  expect(texts['payments.txt']).toContain('paid CNY 11.00');
  expect(found(texts)).toEqual([]);
  expect((await call('health.read', {})).lastBundle).toBe(fileName);
  expect(found({ health: JSON.stringify(await call('health.read', {})) })).toEqual([]);
});

test('the canaries are found if nothing hides them', () => {
  const leaks = Object.values(CANARIES).map((secret) => Buffer.from(`site:${secret}`).toString('base64'));
  expect(found({ plain: Object.values(CANARIES).join(' ') }).length).toBeGreaterThanOrEqual(6);
  // In base64 a six-digit PIN leaves too little to tell it from other text.
  expect(found({ base64: leaks.join(' ') }).length).toBeGreaterThanOrEqual(4);
  expect(found({ hex: Buffer.from(CANARIES.apiKey).toString('hex') })).toHaveLength(1);
});

test('payments are included only if somebody ticks them', async () => {
  const home = temporaryFolder();
  const saved: string[] = [];
  const { call, sell } = await trainingTill(home, {
    saveBundle: (name, files) => void saved.push(name, ...files.map((file) => file.name)),
  });
  const reference = await sell(4711);
  const { files } = await call('support.read', { payments: false });
  expect(JSON.stringify(files)).not.toContain(reference);
  expect(JSON.stringify(files)).not.toContain('47.11');
  expect(readdirSync(home)).not.toContain('support');
  const { fileName } = await call('support.save', { payments: false });
  expect(saved).toEqual([fileName, ...files.map(({ name }) => name)]);
});

test('what is saved is what somebody has read, to the letter', async () => {
  const home = temporaryFolder();
  let log = '2026-11-23T12:00:00.000Z warn a request failed\n';
  const saved: string[] = [];
  const { call } = await trainingTill(home, {
    readLog: () => log,
    saveBundle: (_name, files) => void saved.push(...files.map(({ text }) => text)),
  });
  const { files } = await call('support.read', { payments: false });
  log += '2026-11-23T12:00:01.000Z warn what nobody has read\n';
  await call('support.save', { payments: false });
  expect(saved).toEqual(files.map(({ text }) => text));
  expect(saved.join()).not.toContain('nobody has read');
});

test('what is saved is what was asked for last, even if what was asked for before ends later', async () => {
  let log = '2026-11-23T12:00:00.000Z warn a request failed\n';
  const saved: string[] = [];
  const { sell, call } = await trainingTill(temporaryFolder(), {
    readLog: () => log,
    saveBundle: (_name, files) => void saved.push(...files.map(({ text }) => text)),
  });
  await sell(4711);
  const [, { files }] = await Promise.all([
    call('support.read', { payments: true }),
    call('support.read', { payments: false }),
  ]);
  log += '2026-11-23T12:00:01.000Z warn what nobody has read\n';
  await call('support.save', { payments: false });
  expect(saved).toEqual(files.map(({ text }) => text));
});

test('an ApiKey that is only tested is kept out of the log as well', async () => {
  const simulator = await startSimulator({ siteId: '1000', apiKey: CANARIES.benchKey });
  onTestFinished(async () => simulator.close());
  const log = paperLog();
  const identity = { environment: 'bench', siteId: '1000', terminal: defaultSettings.terminal } as const;
  const { call } = await trainingTill(temporaryFolder(), {
    log,
    bench: { origin: simulator.url, apiKey: CANARIES.benchKey, identity },
  });
  const typed = { ...showSettings(defaultSettings), siteId: '1000', apiKey: CANARIES.apiKey };
  await call('settings.test', { ...typed, environment: 'test' });
  expect(log.secrets).toContain(CANARIES.apiKey);
});
