/** Every path that the documents name exists in the source. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const DOCUMENTS = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'src-office/README.md'],
  ...globSync('docs/**/*.md'),
];

/** The folders that a path in a document may be relative to. */
const ROOTS = ['', 'src-main/', 'src-renderer/'];

/** Files that the till writes in its own folder, or finds in a feed; none of them is in the source. */
const WRITTEN = [
  ...[
    'staff.json',
    'pepper.json',
    'signing-key.json',
    'anchor.json',
    'last-head.json',
    'installation.json',
    'damage.json',
    'recovery.json',
    'restore.json',
    'countertop.json',
    'settings.json',
    'settings.broken-1.json',
    'settings-seal.json',
    'appearance.json',
    'set-up.json',
    'displays.json',
    'windows.json',
    'customer.json',
    'passphrase.json',
    'unlock.json',
    'lost-secrets.json',
    'signing-keys.json',
    'update.json',
    'offer-linux-x64.json',
    'offer-win32-x64.json',
    'office-cursor.json',
  ],
  ...[
    'backups/',
    'brand/',
    'checkpoints/',
    'training/',
    'training-only/',
    'damaged/',
    'replaced/',
    'exports/',
    'receipts/',
    'support/',
    'updates/',
    'logs/',
  ],
];

/** What `npm run bench` and `npm run tour` write. */
const MADE = ['out/bench.json', 'out/bench/', 'out/tour/'];

/** What `npm run dist` makes. */
const PACKED = [
  'LICENSES.chromium.html',
  'resources/app.asar',
  'resources/sbom.cdx.json',
  'resources/THIRD-PARTY-LICENSES.txt',
  'out/try/',
  'dist/windows/',
  'out/windows/report.json',
];

/**
 * A name with one of our extensions, with a slash at its end or inside it. Vendors' repositories start with a
 * capital.
 */
const PATH =
  /^(?:[\w*-][\w.*<>/-]*(?:\.(?:ts|mjs|js|svelte|css|html|json|yml|md)|\/)|[a-z][\w.*<>-]*\/[\w.*<>/-]+)$/;

/** Every path between backticks, alone or as a word of a command. */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, code = '']) => code.split(' '))
    .filter((word) => PATH.test(word) && ![...WRITTEN, ...PACKED, ...MADE].includes(word));

/** `<subject>` stands for any name, as `*` does. */
const exists = (path: string): boolean => {
  const pattern = path.replace(/<[^>]+>/g, '*').replace(/\/$/, '');
  return ROOTS.some((root) => globSync(`${root}${pattern}`).length > 0);
};

test('what counts as a path, and what does not', () => {
  expect(
    pathsIn('`till.ts` `electron/` `services/print` `node scripts/journal.ts verify` `services/<subject>/`'),
  ).toEqual(['till.ts', 'electron/', 'services/print', 'scripts/journal.ts', 'services/<subject>/']);
  expect(
    pathsIn('`advance` `PaymentDesk.resume` `#contract` `./file.ts` `POST /v1/payments` `Smart2Pay/SDK-NET`'),
  ).toEqual([]);
});

test.each(DOCUMENTS)('%s names only files and folders that exist', (document) => {
  const paths = pathsIn(readFileSync(document, 'utf8'));
  expect(paths.filter((path) => !exists(path))).toEqual([]);
});

/** A name of the code, such as `advance`, `PaymentDesk.resume` or `payments.start`. */
const NAME = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*$/;

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => NAME.test(code) && !PATH.test(code));

test('the source has every name that the documents for developers use', () => {
  const words = new Set(
    globSync('{src-main,src-renderer,src-office,scripts}/**/*.{ts,svelte,mjs}').flatMap(
      (file) => readFileSync(file, 'utf8').match(/\w+/g) ?? [],
    ),
  );
  const named = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'src-office/README.md'].flatMap((document) =>
    namesIn(readFileSync(document, 'utf8')),
  );
  expect(named).toContain('PaymentDesk.resume');
  expect(named.filter((name) => !name.split('.').every((part) => words.has(part)))).toEqual([]);
});
