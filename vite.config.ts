import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vite';
import { noteFiles } from './scripts/command/note-files.mjs';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Notes what a build writes. None empties its folder, which others share and a running till reads: `npm run build` removes
 * what is left over at its end.
 */
const into = (folder: string, build: string, plugins: UserConfig['plugins'] = []): UserConfig => ({
  plugins: [...plugins, noteFiles(at('out'), folder, build)],
});

/** One program of the main process as one CommonJS file; what Electron and npm bring stays outside. */
const program = (entry: string, external: (string | RegExp)[]): UserConfig => ({
  ...into('main', entry),
  build: {
    outDir: at('out/main'),
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: true,
    license: { fileName: `${entry}.licenses.json` },
    ssr: at(`src-main/${entry}.ts`),
    rolldownOptions: {
      external,
      output: { format: 'cjs', entryFileNames: `${entry}.cjs`, chunkFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
});

const windows: UserConfig = {
  root: at('src-renderer'),
  base: './',
  plugins: [svelte({ configFile: at('svelte.config.js') })],
};

/**
 * One window, apart from the others: what it opens with is one script, and none of it waits for what only another window
 * or a later screen shows.
 */
const windowOf = (page: string): UserConfig => ({
  ...windows,
  ...into('renderer', page, windows.plugins),
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: false,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    license: { fileName: `${page}.licenses.json` },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: at(`src-renderer/${page}.html`),
      output: { codeSplitting: { groups: [{ name: page, tags: ['$initial'] }] } },
    },
  },
});

/** The owner's page, which the office serves to any browser; no part of the till's package. */
const officePage: UserConfig = {
  root: at('src-office/page'),
  base: './',
  ...into('office', 'office', [svelte({ configFile: at('svelte.config.js') })]),
  build: {
    outDir: at('out/office'),
    emptyOutDir: false,
    // What can show the tokens' colours: light-dark() and oklch().
    target: ['chrome123', 'safari17.5', 'firefox121'],
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.json' },
    assetsInlineLimit: 0,
  },
};

export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'main':
    case 'preload':
    case 'worker':
      return program(mode, ['electron', 'better-sqlite3', /^node:/]);
    case 'till':
    case 'customer':
    case 'slip':
      return windowOf(mode);
    case 'office':
      return officePage;
    default:
      return windows;
  }
});
