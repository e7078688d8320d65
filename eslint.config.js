import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { roomFence } from './scripts/lint/room-fence.mjs';
import { ROOMS } from './scripts/lint/rooms.mjs';

const IN_A_ZONE = 'Times are in the zone of the shop: name it (#domain/time-zone.ts, till/time-words.ts).';
const LOCAL_PARTS =
  '^(?:[gs]et(?:Hours|Minutes|Date|Day|Month|FullYear|TimezoneOffset)|to(?:Date|Time)String)$';

/** What would go by however the computer, or a window's process, happens to be set. */
const localTime = [
  ':matches(NewExpression, CallExpression)[callee.property.name="DateTimeFormat"]:not(:has(Property[key.name="timeZone"]))',
  `MemberExpression[property.name=/${LOCAL_PARTS}/]`,
  'MemberExpression[property.name=/^toLocale(?:Date|Time)?String$/]',
  'NewExpression[callee.name="Date"][arguments.length>1]',
].map((selector) => ({ selector, message: IN_A_ZONE }));

const noLocalTime = {
  files: ['src-main/**/*.ts', 'src-renderer/**/*.{ts,svelte}', 'src-office/**/*.ts'],
  // When this computer's night begins, and the owner's own time in the owner's browser.
  ignores: ['src-main/electron/system/clock.ts', 'src-office/page/words/time-words.ts'],
  rules: { 'no-restricted-syntax': ['error', ...localTime] },
};

const BY_CLOCK = 'Time comes in through the Clock port.';
const BY_PORT = 'What is outside comes in through a port.';

const clockRead = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
  message: BY_CLOCK,
};

const globals = [
  ...['setTimeout', 'setInterval', 'setImmediate', 'performance'].map((name) => ({
    name,
    message: BY_CLOCK,
  })),
  { name: 'crypto', message: 'Chance comes in through the Ids port.' },
  ...['fetch', 'WebSocket', 'console'].map((name) => ({ name, message: BY_PORT })),
];

const noClockOrChance = {
  files: ['src-main/domain/**/*.ts', 'src-main/services/**/*.ts'],
  rules: {
    'no-restricted-globals': ['error', ...globals, { name: 'process', message: BY_PORT }],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: BY_CLOCK },
      { object: 'Temporal', property: 'Now', message: BY_CLOCK },
      { object: 'Math', property: 'random', message: 'Chance comes in through the Ids port.' },
    ],
    'no-restricted-syntax': ['error', clockRead, ...localTime],
  },
};

/** It alone asks how the computer is set, and the process for its zone. */
const systemTimeZone = {
  files: ['src-main/domain/time-zone.ts'],
  rules: { 'no-restricted-globals': ['error', ...globals], 'no-restricted-syntax': ['error', clockRead] },
};

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, parser: tseslint.parser, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { house: { rules: { rooms: roomFence } } },
    rules: {
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'house/rooms': ['error', ROOMS],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      eqeqeq: 'error',
    },
  },
  noLocalTime,
  noClockOrChance,
  systemTimeZone,
  {
    // Runes are ordinary calls to TypeScript, and its own parser is far quicker than the one for components.
    files: ['**/*.svelte.ts'],
    languageOptions: { parser: tseslint.parser },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // svelte-check has the types of components; typed lint of them took longer than all the rest and found nothing more.
    files: ['**/*.svelte'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { parserOptions: { projectService: false } },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
  },
);
