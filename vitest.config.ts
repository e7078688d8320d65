import { defineConfig } from 'vitest/config';

/** Tests that drive real Electron windows: one file at a time, so that two never fight for the screen. */
const windows = ['test/e2e/**/*.test.ts', 'test/**/*.window.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'plain',
          include: ['test/**/*.test.ts'],
          exclude: windows,
          // The property tests run hundreds of shops' days; a busy machine takes its time for them.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'windows',
          include: windows,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
