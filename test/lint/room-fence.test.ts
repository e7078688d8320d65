/** Runs the project's own lint configuration, so that an import rule that refuses nothing is noticed. */
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { refusal, roomOf } from '../../scripts/lint/room-fence.mjs';
import { ROOMS } from '../../scripts/lint/rooms.mjs';
import { sourceFiles } from './imports.ts';

const rooms = Object.keys(ROOMS);

/** The project's rules without those that need types, which ask for a file on disk. */
const lint = new ESLint({
  overrideConfig: [
    {
      files: ['**/*'],
      ...tseslint.configs.disableTypeChecked,
      languageOptions: { parserOptions: { projectService: false } },
    },
  ],
});

const isFile = (room: string): boolean => room.endsWith('.ts');
const fileIn = (room: string): string => (isFile(room) ? room : `${room}/probe.ts`);

const complaints = async (filePath: string, code: string, rule: string): Promise<string[]> => {
  const [result] = await lint.lintText(code, { filePath });
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId === rule).map(({ message }) => message);
};

/** How a file elsewhere writes an import of this room, as short as package.json allows. */
const specifierOf = (room: string, from: string): string => {
  if (room === 'src-main/contract/index.ts') return '#contract';
  const path = fileIn(room);
  if (room.startsWith('resources/')) return `#${room.slice('resources/'.length)}/probe.json`;
  if (room.startsWith('src-main/') && !isFile(room)) return `#${path.slice('src-main/'.length)}`;
  const up = '../'.repeat(fileIn(from).split('/').length - 1);
  return `${up}${path}`;
};

const isAllowed = (from: string, to: string): boolean =>
  to === from || ROOMS[from]!.may.some((allowed) => to === allowed || to.startsWith(`${allowed}/`));

const pairs = rooms.flatMap((from) => rooms.map((to) => [from, to] as const));

test.each(rooms)('the room %s may not import a room that is not on its list', async (from) => {
  for (const to of rooms.filter((one) => !isAllowed(from, one))) {
    const code = `import { probe } from '${specifierOf(to, from)}';\nexport const use = probe;\n`;
    const [message, ...more] = await complaints(fileIn(from), code, 'house/rooms');
    expect(more).toEqual([]);
    expect(message, `${from} -> ${to}`).toMatch(
      specifierOf(to, from).startsWith('.') && from.startsWith('src-main')
        ? 'Between folders import by #room/file.ts'
        : `The room "${from}" may not import "${fileIn(to)}"`,
    );
  }
});

const PACKAGES = [
  'electron',
  'better-sqlite3',
  'undici',
  'hono',
  'zod',
  'svelte',
  'node:fs',
  'node:path',
  'left-pad',
];

test.each(rooms)('the room %s may not import a package that is not on its list', async (room) => {
  const own = ROOMS[room]!.packages;
  const isOwn = (name: string): boolean =>
    own.some((allowed) => allowed === name || (allowed === 'node:*' && name.startsWith('node:')));
  for (const name of PACKAGES) {
    const messages = await complaints(fileIn(room), `import '${name}';\n`, 'house/rooms');
    const expected = `The room "${room}" may not use the package "${name}"; see ARCHITECTURE.md.`;
    expect(messages).toEqual(isOwn(name) ? [] : [expected]);
  }
});

test.each([
  `import { a } from '#sqlite/journal.ts';`,
  `import type { A } from '#sqlite/journal.ts';`,
  `import '#sqlite/journal.ts';`,
  `export { a } from '#sqlite/journal.ts';`,
  `export type { A } from '#sqlite/journal.ts';`,
  `export * from '#sqlite/journal.ts';`,
  `export const a = import('#sqlite/journal.ts');`,
  `export type A = import('#sqlite/journal.ts').A;`,
  `const a = require('#sqlite/journal.ts');`,
  `import a = require('#sqlite/journal.ts');`,
])('every way of writing an import is checked: %s', async (code) => {
  const messages = await complaints('src-main/domain/payment/probe.ts', code, 'house/rooms');
  expect(messages).toEqual([
    'The room "src-main/domain" may not import "src-main/sqlite/journal.ts"; see ARCHITECTURE.md.',
  ]);
});

test('components are checked, too, and imports from outside the source folders', async () => {
  const code = `<script lang="ts">import { openTill } from '#domain/money.ts'; openTill();</script>`;
  expect(await complaints('src-renderer/till/Probe.svelte', code, 'house/rooms')).toEqual([
    'The room "src-renderer/till" may not import "src-main/domain/money.ts"; see ARCHITECTURE.md.',
  ]);
  expect(refusal(ROOMS, 'src-main/domain/money.ts', '#nowhere/file.ts')).toContain(
    'may not import "#nowhere/file.ts"',
  );
  expect(refusal(ROOMS, 'src-renderer/till/main.ts', '../../src-main/till.ts')).toContain(
    '"src-main/till.ts"',
  );
});

test('an adapter may import the ports of the services and nothing else of them', () => {
  expect(refusal(ROOMS, 'src-main/sqlite/journal.ts', '#services/ports.ts')).toBeUndefined();
  expect(refusal(ROOMS, 'src-main/sqlite/journal.ts', '#services/gateway/gateway-port.ts')).toBeUndefined();
  expect(refusal(ROOMS, 'src-main/sqlite/journal.ts', '#services/payment/payment-desk.ts')).toContain(
    'may not import',
  );
  expect(refusal(ROOMS, 'src-main/sqlite/journal.ts', '#services/day/reports.ts')).toContain(
    'may not import',
  );
});

test('an allowed import is accepted', () => {
  for (const [from, to] of pairs.filter(([one, other]) => isAllowed(one, other) && !isFile(other))) {
    if (from !== to)
      expect(refusal(ROOMS, fileIn(from), specifierOf(to, from)), `${from} -> ${to}`).toBeUndefined();
  }
});

test('every source file lives in a room', () => {
  const files = sourceFiles();
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => roomOf(ROOMS, file) === undefined)).toEqual([]);
});

test.each(['src-main/domain/probe.ts', 'src-main/services/day/probe.ts'])(
  '%s has neither a clock nor random numbers, and reaches nothing outside',
  async (file) => {
    const tries = {
      'no-restricted-properties': ['Date.now();', 'Math.random();', 'Temporal.Now.instant();'],
      'no-restricted-syntax': ['new Date();', 'Date();'],
      'no-restricted-globals': [
        'setTimeout(() => {}, 1);',
        'setInterval(() => {}, 1);',
        'setImmediate(() => {});',
        'performance.now();',
        'crypto.randomUUID();',
        "fetch('https://example.com');",
        'process.env;',
        "console.log('here');",
        "new WebSocket('wss://example.com');",
      ],
    };
    for (const [rule, lines] of Object.entries(tries)) {
      for (const line of lines) expect(await complaints(file, line, rule), line).toHaveLength(1);
    }
    expect(
      await complaints('src-main/electron/system/clock.ts', 'Date.now();', 'no-restricted-properties'),
    ).toEqual([]);
  },
);
