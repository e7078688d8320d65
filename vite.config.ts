import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** One program of the main process as one CommonJS file; what Electron and npm bring stays outside. */
const program = (entry: string, external: (string | RegExp)[]): UserConfig => ({
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
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.json' },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        till: at('src-renderer/till.html'),
        customer: at('src-renderer/customer.html'),
        slip: at('src-renderer/slip.html'),
      },
    },
  },
};

export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'main':
    case 'preload':
    case 'worker':
      return program(mode, ['electron', 'better-sqlite3', /^node:/]);
    default:
      return windows;
  }
});
