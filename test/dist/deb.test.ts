import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { debianChangelog } from '../../scripts/dist/deb/changelog.mjs';
import { controlFile, digestsFile } from '../../scripts/dist/deb/control.mjs';
import { readOrder } from '../../scripts/dist/deb/order.mjs';
import { freshHome, removeHome } from '../support/station.ts';

const root = join(import.meta.dirname, '..', '..');

/** What electron-builder tells fpm. */
const args = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libgbm1', '-d', 'libcups2t64 | libcups2'],
  ...['--deb-recommends', 'gnome-keyring', '--deb-compression', 'gz', '--architecture', 'amd64'],
  ...['--after-install', '/tmp/a', '--after-remove', '/tmp/r', '--description', 'Till\n That takes Alipay'],
  ...[
    '--version',
    '0.1.0',
    '--package',
    '/dist/c.deb',
    '--name',
    'countertop',
    '--maintainer',
    'C <c@c.example>',
  ],
  ...['--vendor', 'C', '--url', 'https://c.example', '--category', 'misc', '--deb-priority', 'optional'],
  ...['--license', 'MIT', '/dist/linux-unpacked/=/opt/countertop', '/tmp/x.desktop=/usr/share/x.desktop'],
];

test("the package's control file says everything that electron-builder asks for", () => {
  expect(controlFile(readOrder(args), 241165)).toBe(
    [
      'Package: countertop',
      'Version: 0.1.0',
      'Architecture: amd64',
      'Maintainer: C <c@c.example>',
      'Depends: libgbm1, libcups2t64 | libcups2',
      'Recommends: gnome-keyring',
      'Section: misc',
      'Priority: optional',
      'Homepage: https://c.example',
      'Installed-Size: 241165',
      'Description: Till',
      ' That takes Alipay',
      '',
    ].join('\n'),
  );
});

test('every file goes where electron-builder says, and dpkg gets its scripts', () => {
  const { files, scripts, compression, output } = readOrder(args);
  expect(files).toEqual([
    { from: '/dist/linux-unpacked/', to: '/opt/countertop' },
    { from: '/tmp/x.desktop', to: '/usr/share/x.desktop' },
  ]);
  expect({ scripts, compression, output }).toEqual({
    scripts: { postinst: '/tmp/a', postrm: '/tmp/r' },
    compression: 'gzip',
    output: '/dist/c.deb',
  });
});

test.each([
  ['an option that nobody knows here', [...args, '--deb-systemd', 'x'], /deb-systemd/],
  ['a file without a place', [...args, '/etc/passwd'], /where it goes/],
  ['another kind of package', args.map((arg) => (arg === 'deb' ? 'rpm' : arg)), /a deb/],
  ['no maintainer', args.filter((arg) => !/maintainer|C </.test(arg)), /maintainer/],
  ['an unknown compression', args.map((arg) => (arg === 'gz' ? 'bzip2' : arg)), /compression/],
])('%s makes no package', (_what, given, complaint) => {
  expect(() => readOrder(given)).toThrow(complaint);
});

test('dpkg can verify every installed file', async () => {
  const home = freshHome();
  try {
    mkdirSync(join(home, 'opt', 'till'), { recursive: true });
    writeFileSync(join(home, 'opt', 'till', 'b'), 'b');
    writeFileSync(join(home, 'a'), 'a');
    expect(await digestsFile(home)).toBe(
      '0cc175b9c0f1b6a831c399e269772661  a\n92eb5ffee6ae2fec3ad71c777531578f  opt/till/b\n',
    );
  } finally {
    removeHome(home);
  }
});

test("the changes are told in Debian's form", () => {
  const changes = `# Changelog\n\n## Unreleased\n\n### At the counter\n\n- [New] Take _Alipay_ at the
  counter.\n- [Fixed] The \`deb\`.\n\n## 0.0.9\n\n- [New] Old.\n`;
  const at = new Date('2026-11-29T12:00:00Z');
  const entry = { name: 'countertop', version: '0.1.0', maintainer: 'C <c@c.example>', at };
  expect(debianChangelog(changes, entry)).toBe(`countertop (0.1.0) stable; urgency=medium

  [ At the counter ]
  * [New] Take Alipay at the counter.
  * [Fixed] The deb.

 -- C <c@c.example>  Sun, 29 Nov 2026 12:00:00 +0000
`);
  expect(() => debianChangelog('# Changelog\n\n## Unreleased\n', entry)).toThrow(/nothing/);
});

/** What dpkg runs after the files are gone, with an AppArmor profile of its own kind in `home`. */
const afterRemove = (home: string, ...told: string[]): string => {
  const template = readFileSync(join(root, 'resources', 'deb', 'after-remove.sh'), 'utf8');
  const script = template.replaceAll('${executable}', 'countertop').replaceAll('/etc/apparmor.d', home);
  return execFileSync('sh', ['-c', script, 'postrm', ...told], { encoding: 'utf8' });
};

test('an upgrade leaves the AppArmor profile; a removal takes it along, and only purging speaks of the books', () => {
  const home = freshHome();
  const profile = join(home, 'countertop');
  try {
    writeFileSync(profile, 'profile');
    expect(afterRemove(home, 'upgrade', '0.1.1')).toBe('');
    expect(existsSync(profile)).toBe(true);
    expect(afterRemove(home, 'remove')).toBe('');
    expect(existsSync(profile)).toBe(false);
    expect(afterRemove(home, 'purge')).toMatch(/books stay[^]+~\/\.config\/Countertop POS/);
  } finally {
    removeHome(home);
  }
});

test('the command starts the till as the menu does', () => {
  const start = join(root, 'resources', 'deb', 'start.sh');
  const [, switches = ''] =
    /executableArgs:\n((?: +- .*\n)+)/.exec(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) ?? [];
  const wanted = switches.trim().replaceAll(/\s*- /g, ' ').trim();
  expect(wanted).not.toBe('');
  expect(readFileSync(start, 'utf8')).toContain(`exec /opt/countertop/countertop ${wanted} "$@"\n`);
  expect(statSync(start).mode & 0o111).not.toBe(0);
});

test('the program has an icon in each size that menus and task bars ask for', () => {
  for (const size of [16, 24, 32, 48, 64, 96, 128, 256, 512]) {
    const png = readFileSync(join(root, 'resources', 'icons', `${size}x${size}.png`));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
});
