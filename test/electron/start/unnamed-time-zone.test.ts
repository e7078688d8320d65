import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { admitNoTimeZone } from '#electron/start/unnamed-time-zone.ts';

const folder = mkdtempSync(join(tmpdir(), 'zone-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const missing = join(folder, 'missing');
const [zone, rubbish] = [join(folder, 'zone'), join(folder, 'rubbish')];
writeFileSync(zone, 'TZif2');
writeFileSync(rubbish, 'rubbish');

/** The TZ that the till uses afterwards. */
const after = (variables: NodeJS.ProcessEnv, file: string, platform: NodeJS.Platform = 'linux') => {
  const own = { ...variables };
  admitNoTimeZone(platform, own, file);
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
