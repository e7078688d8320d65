import { expect, test } from 'vitest';
import { ensureOneWay } from '../../scripts/dist/ways.mjs';

test.each([[], ['--try'], ['--try-update'], ['--windows']])('npm run dist knows %s', (...flags) => {
  expect(() => ensureOneWay(flags)).not.toThrow();
});

test.each([[['--tryupdate']], [['--try', '--windows']], [['try']]])(
  'npm run dist %s ends with an error, rather than well and untried',
  (flags) => {
    expect(() => ensureOneWay(flags)).toThrow();
  },
);
