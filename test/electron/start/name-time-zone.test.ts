import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nameTimeZone } from '#electron/start/name-time-zone.ts';

const folder = mkdtempSync(join(tmpdir(), 'zone-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const missing = join(folder, 'missing');
const [zone, rubbish] = [join(folder, 'zone'), join(folder, 'rubbish')];
writeFileSync(zone, 'TZif2');
writeFileSync(rubbish, 'rubbish');

/** The TZ that the till uses afterwards. */
const after = (variables: NodeJS.ProcessEnv, file: string, platform: NodeJS.Platform = 'linux') => {
  const own = { ...variables };
  nameTimeZone(platform, own, file);
  return own['TZ'];
};

test.each([missing, rubbish])(
  'a computer whose time zone is not in %s does not pass for one in UTC',
  (file) => {
    expect(after({}, file)).toBe('');
  },
);

test('a zone that is named, there or in TZ, is kept, and so is that of another system', () => {
  expect(after({}, zone)).toBeUndefined();
  expect(after({ TZ: 'Asia/Shanghai' }, missing)).toBe('Asia/Shanghai');
  expect(after({}, missing, 'win32')).toBeUndefined();
});

test.each([':', ''])('the path of a zone’s file after "%s", or of a link to it, is that zone', (colon) => {
  mkdirSync(join(folder, 'zoneinfo', 'posix', 'Asia'), { recursive: true });
  const [shanghai, link] = [
    join(folder, 'zoneinfo', 'posix', 'Asia', 'Shanghai'),
    join(folder, `link${colon}`),
  ];
  writeFileSync(shanghai, 'TZif2');
  symlinkSync(shanghai, link);
  for (const path of [shanghai, link]) expect(after({ TZ: colon + path }, zone)).toBe('Asia/Shanghai');
});

test.each(['zone', 'rubbish', 'missing', 'CST-8', ':Asia/Shanghai'])(
  'a TZ of "%s", which is no system’s file of a zone, stays what it is',
  (name) => {
    const tz = ['zone', 'rubbish', 'missing'].includes(name) ? join(folder, name) : name;
    expect(after({ TZ: tz }, zone)).toBe(tz);
  },
);

test('a zone that changes while the till runs is named anew', () => {
  const berlin = join(folder, 'zoneinfo', 'Europe', 'Berlin');
  const madrid = join(folder, 'zoneinfo', 'Europe', 'Madrid');
  mkdirSync(join(folder, 'zoneinfo', 'Europe'), { recursive: true });
  for (const file of [berlin, madrid]) writeFileSync(file, 'TZif2');
  const link = join(folder, 'changing');
  const linkTo = (file: string): void => {
    rmSync(link, { force: true });
    symlinkSync(file, link);
  };
  linkTo(berlin);
  const own: NodeJS.ProcessEnv = { TZ: `:${link}` };
  const nameAgain = nameTimeZone('linux', own, zone);
  expect(own['TZ']).toBe('Europe/Berlin');
  linkTo(madrid);
  nameAgain();
  expect(own['TZ']).toBe('Europe/Madrid');
});

test('a computer that gets a zone while the till runs is no longer one without', () => {
  const chosen = join(folder, 'chosen');
  const own: NodeJS.ProcessEnv = {};
  const nameAgain = nameTimeZone('linux', own, chosen);
  expect(own['TZ']).toBe('');
  writeFileSync(chosen, 'TZif2');
  nameAgain();
  expect(own['TZ']).toBeUndefined();
  rmSync(chosen);
  nameAgain();
  expect(own['TZ']).toBe('');
});

test.each(['linux', 'darwin', 'win32'] as const)(
  'on %s the system is asked anew which zone it is in, also where TZ says nothing',
  (platform) => {
    const deleted: (string | symbol)[] = [];
    const own = new Proxy<NodeJS.ProcessEnv>({}, { deleteProperty: (_, name) => (deleted.push(name), true) });
    nameTimeZone(platform, own, zone)();
    // On this Node forgets the zone that it found at its start.
    expect(deleted).toEqual(['TZ']);
  },
);
