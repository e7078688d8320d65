/** Which room may import which. A room is a folder or a single file. */

/**
 * @typedef {object} Room
 * @property {readonly string[]} may other rooms it may import; `room:ports` means only that room's interfaces, in files named `…ports.ts` or `…port.ts`
 * @property {readonly string[]} packages npm packages and `node:` modules it may import; `node:*` means any of those
 */

const src = (/** @type {readonly string[]} */ ...names) => names.map((name) => `src-main/${name}`);

const adapter = src('domain', 'services:ports');
const belowRestore = ['sqlite/check', 'sqlite/file', 'sqlite/tables', 'sqlite/journal.ts'];
const window = ['src-main/contract/index.ts', 'src-renderer/parts'];

/** @type {Readonly<Record<string, Room>>} */
export const ROOMS = {
  // zod for the shapes stored in the journal; test/lint/no-schemas-in-windows.test.ts keeps them out of the windows.
  'src-main/domain': { may: [], packages: ['zod', 'string-width', 'temporal-polyfill'] },
  'src-main/words': {
    may: ['src-main/domain', 'resources/locales'],
    packages: ['intl-messageformat'],
  },
  'src-main/contract': { may: src('domain', 'words'), packages: ['zod'] },
  'src-main/services': { may: src('domain'), packages: [] },
  'src-main/globalpay': { may: adapter, packages: ['undici', 'lossless-json', 'zod', 'node:*'] },
  'src-main/office': {
    may: [...adapter, ...src('files', 'globalpay/http', 'globalpay/route')],
    packages: ['zod', 'node:*'],
  },
  'src-main/sqlite': {
    may: [...adapter, ...src('files', 'sqlite/file/migrations')],
    packages: ['better-sqlite3', 'zod', 'node:*'],
  },
  'src-main/sqlite/file/migrations': { may: [], packages: [] },
  // Each builds on those above it, and the rest of sqlite/ on none of them.
  'src-main/sqlite/restore': {
    may: src('domain', 'files', 'sqlite/rows', ...belowRestore, 'sqlite/tail'),
    packages: ['better-sqlite3', 'zod', 'node:*'],
  },
  'src-main/sqlite/worker': {
    may: src(...belowRestore, 'sqlite/takings', 'sqlite/restore'),
    packages: ['better-sqlite3', 'zod', 'node:*'],
  },
  'src-main/sqlite/anchor': {
    may: [
      ...adapter,
      ...src('services/alarm.ts', 'sqlite/check', 'sqlite/file', 'sqlite/journal.ts', 'sqlite/tail'),
      ...src('sqlite/restore'),
    ],
    packages: ['node:*'],
  },
  'src-main/sqlite/care': {
    may: [
      ...adapter,
      ...src('services/alarm.ts', 'services/queue.ts', 'files', 'sqlite/rows', ...belowRestore),
      ...src('sqlite/restore', 'sqlite/worker', 'sqlite/anchor'),
    ],
    packages: ['better-sqlite3', 'zod', 'node:*'],
  },
  'src-main/csv': {
    may: [...adapter, ...src('services/queue.ts', 'files', 'sqlite'), 'resources/export-presets'],
    packages: ['hucre', 'zod', 'node:*'],
  },
  'src-main/printer': {
    may: [...adapter, 'src-main/files'],
    packages: ['@point-of-sale/receipt-printer-encoder', 'node:*'],
  },
  'src-main/files': { may: [], packages: ['node:*'] },
  'src-main/simulator': { may: [], packages: ['hono', '@hono/node-server', 'qrcode', 'zod', 'node:*'] },
  'src-main/electron': {
    may: [...adapter, ...src('services/queue.ts', 'contract', 'words', 'files'), 'resources/release-keys'],
    packages: ['electron', 'electron-log', 'electron-updater', 'zod', 'node:*'],
  },
  'src-main/handlers': {
    may: src('domain', 'services', 'contract', 'words', 'station/station.ts'),
    packages: [],
  },
  'src-main/station': {
    may: src(
      'domain',
      'services',
      'contract',
      'words',
      'globalpay',
      'office',
      'simulator',
      'sqlite',
      'csv',
      'printer',
    ),
    packages: ['node:*'],
  },
  'src-main/till.ts': {
    may: src('domain', 'services', 'globalpay', 'station', 'handlers', 'words/language.ts'),
    packages: [],
  },
  'src-main/main.ts': {
    may: src('electron', 'station', 'serve-till.ts'),
    packages: ['electron', 'node:*'],
  },
  'src-main/serve-till.ts': {
    may: src('electron', 'handlers/pipeline', 'station', 'till.ts', 'words/texts/all-texts.ts'),
    packages: ['electron', 'node:*'],
  },
  'src-main/preload.ts': { may: src('contract'), packages: ['electron'] },
  'src-main/worker.ts': { may: src('services:ports', 'csv', 'sqlite/worker'), packages: ['node:*'] },
  'src-renderer/parts': { may: [], packages: ['svelte', 'qrcode', 'jsqr'] },
  'src-renderer/state': { may: ['src-main/contract/index.ts'], packages: ['svelte'] },
  'src-renderer/till': { may: [...window, 'src-renderer/state'], packages: ['svelte'] },
  'src-renderer/customer': {
    may: [...window, 'src-renderer/state', 'resources/locales'],
    packages: ['svelte'],
  },
  'src-renderer/slip': { may: window, packages: ['svelte'] },
  // The office may import only the domain from the till, so that every sum is defined once and nothing else can be
  // reached; what receipts and page may have besides is below.
  'src-office': {
    may: [...src('domain'), 'src-office/views', 'src-office/receipts'],
    packages: ['hono', '@hono/node-server', 'pg', '@electric-sql/pglite', 'zod', 'node:*'],
  },
  // A receipt on a phone says exactly what the till prints.
  'src-office/receipts': {
    may: [...src('domain', 'words/receipt-words.ts'), 'src-office'],
    packages: ['hono', 'zod', 'node:*'],
  },
  // What the page is told: types only.
  'src-office/views': { may: src('domain'), packages: [] },
  // What the owner's browser shows; it may use the till's design tokens and those parts that know nothing about a till.
  'src-office/page': {
    may: [...src('domain'), 'src-office/views', 'src-renderer/parts', 'resources/office/locales'],
    packages: ['svelte', 'intl-messageformat'],
  },
};
