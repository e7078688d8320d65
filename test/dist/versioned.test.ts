import { expect, test } from 'vitest';
import { trialConfig } from '../../scripts/dist/trial.mjs';
import { nextVersion, numbered, withVersion } from '../../scripts/dist/versioned.mjs';

const trial = { electronDist: '/runtime/dist', electronVersion: '33.2.1', sqlite: '/runtime' };

test('the version after this one is the next patch', () => {
  expect(nextVersion('0.1.0')).toBe('0.1.1');
  expect(nextVersion('2.10.99')).toBe('2.10.100');
  expect(() => nextVersion('1.0.0-beta.1')).toThrow(/no version/);
});

test('a package for an upgrade has a version and a folder of its own, and is still marked as a trial', () => {
  const config = withVersion(trialConfig(trial), numbered('0.1.1'));
  expect(config.extraMetadata).toEqual({ trial: true, version: '0.1.1' });
  expect(config.directories.output).toMatch(/dist.try.0\.1\.1$/);
});
