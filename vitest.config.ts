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

/** Many tests mostly wait, for a customer, a deadline or a restart: two for each core keep all of them busy. */
const workers = 2 * Math.max(2, availableParallelism());

/** Words in every language, as main has them. */
const allTexts = 'src-main/words/texts/all-texts.ts';

const ownClock = 'test/support/set-up/own-clock.ts';

/**
 * Whole apps before single windows before everything else; of these and of the windows first what takes long for its
 * few lines, so that none of it is left for the end.
 */
const RANKS = [
  /\/test\/e2e\//,
  /\/(?:every-screen|kill-storm)\.window\.test\.ts$/,
  /\.window\.test\.ts$/,
  /\/test\/(?:faults|station\/odd-day|office\/page|sqlite\/script)\//,
];
const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = RANKS.findIndex((kind) => kind.test(moduleId));
  return rank === -1 ? RANKS.length : rank;
};

/** Starts what takes longest first, so that no worker is left alone with it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.toSorted((one, other) => rankOf(one) - rankOf(other));
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
          globalSetup: ['test/support/office/postgres-setup.ts'],
          setupFiles: [ownClock, allTexts],
          maxWorkers: workers,
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...windows, ...state],
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
          setupFiles: [ownClock, allTexts],
          maxWorkers: workers,
          isolate: false,
          include: state,
          server: { deps: { inline: ['svelte', 'esm-env'] } },
        },
      },
      {
        test: {
          ...nets,
          name: 'windows',
          isolate: false,
          include: windows,
          setupFiles: [ownClock, 'test/support/set-up/own-screen.ts', allTexts],
          maxWorkers: workers,
          // The tests outside Linux share one screen, on which windows fight for the keyboard.
          ...(process.platform !== 'linux' && { fileParallelism: false, sequence: { groupOrder: 1 } }),
        },
      },
    ],
  },
});
