import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { isWritable } from '#electron/system/is-writable.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { trainingTill } from './training-till.ts';

test('a chosen folder for exports that is gone is not called writable because of the one around it', async () => {
  const home = temporaryFolder();
  const exportFolder = join(home, 'stick');
  const { call } = await trainingTill(home, {
    isWritable,
    settingsFile: { read: () => ({ ...defaultSettings, exportFolder }), write: () => undefined, refused: [] },
  });
  const folders = async () => {
    const { verdicts, folders: found } = await call('health.read', {});
    return [verdicts.folders, ...found.filter((one) => !one.isWritable).map(({ name }) => name)];
  };
  expect(await folders()).toEqual(['refused', 'exports']);
  mkdirSync(exportFolder);
  expect(await folders()).toEqual(['writable']);
});
