import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';
import { PATIENCE_MS, TEST_MS } from './test/support/patience.ts';

/** Tests that drive real Electron windows, each file on a display of its own. */
const windows = ['test/e2e/**/*.test.ts', 'test/**/*.window.test.ts'];
/** Tests of what the windows know and do, without a window. */
const state = ['test/renderer/state/**/*.test.ts'];

/** Vitest leaves one core idle unless told; where there are two, that is half the machine. */
const workers = Math.max(2, availableParallelism());

/** Starts what takes longest first, so that no worker is left alone with it: whole apps before single windows. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    const isWholeApp = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/e2e/');
    return [...bySize.filter(isWholeApp), ...bySize.filter((file) => !isWholeApp(file))];
  }
}

/*
 * `isolate: false` below: files share the modules that a worker has loaded, which halves the processor time. No module
 * of ours keeps state.
 */

/** Nets under the tests, not assertions: see patience.ts. */
const nets = {
  testTimeout: TEST_MS,
  hookTimeout: TEST_MS,
  teardownTimeout: PATIENCE_MS,
  expect: { poll: { timeout: PATIENCE_MS, interval: 20 } },
};

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...nets,
          name: 'plain',
          maxWorkers: workers,
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...windows, ...state],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Svelte's runes as a window has them: the plugin would compile them for a server, where nothing reacts.
        plugins: [
          svelte({
            configFile: fileURLToPath(new URL('svelte.config.js', import.meta.url)),
            dynamicCompileOptions: () => ({ generate: 'client' }),
          }),
        ],
        ssr: { resolve: { conditions: ['browser', 'module', 'import'] } },
        test: {
          ...nets,
          name: 'state',
          maxWorkers: workers,
          isolate: false,
          include: state,
          server: { deps: { inline: ['svelte', 'esm-env'] } },
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...nets,
          name: 'windows',
          isolate: false,
          include: windows,
          setupFiles: ['test/support/own-screen.ts'],
          // The tests outside Linux share one screen, on which windows fight for the keyboard.
          fileParallelism: process.platform === 'linux',
          // Windows mostly wait, for a customer, a deadline or a restart: twice as many keep the cores busy.
          maxWorkers: 2 * workers,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
