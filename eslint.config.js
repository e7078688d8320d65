import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

/** Which rooms a room may not look into; ARCHITECTURE.md draws the same picture. */
const adapters = ['globalpay', 'sqlite', 'csv', 'printer', 'simulator', 'electron', 'files'];
const rooms = ['domain', 'contract', 'services', ...adapters];

/** @param {string} room @param {string[]} allowed rooms it may import @param {string[]} [packages] package patterns it may not */
const room = (room, allowed, packages = []) => {
  const closed = rooms.filter((other) => other !== room && !allowed.includes(other));
  const group = [...closed.map((other) => `#${other}/*`), ...packages];
  if (closed.includes('contract')) group.push('#contract');
  return {
    files: [`src-main/${room}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { group, message: `The room "${room}" may not know this; see ARCHITECTURE.md.` },
            { group: ['../*'], message: 'Across rooms import by #room/file.ts.' },
          ],
        },
      ],
    },
  };
};

const io = ['electron', 'node:*', 'undici', 'better-sqlite3', 'hono*', 'electron-log*'];
const noClockOrChance = {
  files: ['src-main/domain/**/*.ts', 'src-main/services/**/*.ts'],
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Time comes in through the Clock port.' },
      { object: 'Math', property: 'random', message: 'Chance comes in through the Ids port.' },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: "NewExpression[callee.name='Date'][arguments.length=0]",
        message: 'Time comes in through the Clock port.',
      },
    ],
  },
};

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.svelte'],
        parser: tseslint.parser,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 300, skipComments: true, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      eqeqeq: 'error',
    },
  },
  room('domain', [], io),
  room('contract', ['domain'], io),
  room('services', ['domain'], io),
  room('globalpay', ['domain', 'services'], ['electron', 'better-sqlite3']),
  room('sqlite', ['domain', 'services', 'files'], ['electron', 'undici', 'hono*']),
  room('csv', ['domain', 'services', 'sqlite'], ['electron', 'undici', 'hono*']),
  room('printer', ['domain', 'services', 'files'], ['electron', 'better-sqlite3', 'undici', 'hono*']),
  room('simulator', [], ['electron', 'better-sqlite3', 'undici']),
  room('electron', ['domain', 'contract', 'services', 'files'], ['better-sqlite3', 'undici', 'hono*']),
  room('files', [], ['electron', 'better-sqlite3', 'undici', 'hono*']),
  noClockOrChance,
  {
    files: ['src-main/till.ts', 'src-main/handlers/all-handlers.ts', 'src-main/handlers/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: ['electron'], patterns: ['#electron/*'] }] },
  },
  {
    files: ['src-renderer/**/*.ts', 'src-renderer/**/*.svelte'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/src-main/**', '#domain/*', '#services/*', '#contract/*'],
              message: 'The renderer knows one door, #contract.',
            },
            { group: ['node:*', 'electron'], message: 'Windows have neither Node nor Electron.' },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
  },
);
