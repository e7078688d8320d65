// @ts-check
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyFile } from '../signing/sign.mjs';
import { asInstalled, because, gone, listed, wrongly } from './checks.mjs';
import { leftBesideWhatIsHeld, upgradeWithoutUninstaller } from './held-uninstaller.mjs';

/** @typedef {import('./checks.mjs').Scene} Scene */
/** @typedef {import('./checks.mjs').Step} Step */

/** @param {Scene} scene */
async function upgradeWhileTillEnds({ computer, newer }) {
  const before = computer.starts();
  const upgrade = computer.setup(newer.installer, '--updated', '/S', '--force-run');
  await pause(3000);
  await computer.stopTill();
  const outcome = await upgrade;
  await computer.started(before);
  await computer.stopTill();
  return outcome;
}

/** The steps that test the installer. @type {readonly Step[]} */
export const setupSteps = [
  {
    name: 'setup: refused on a Windows before 10',
    code: 6,
    act: async ({ computer, current }) => {
      await computer.wine.becomes('win7');
      return computer.setup(current.installer, '/S');
    },
    faults: ({ computer }) => wrongly(false, [computer.program]),
  },
  {
    name: 'setup: installed',
    code: 0,
    act: async ({ computer, current }) => {
      await computer.wine.becomes('win10');
      return computer.setup(current.installer, '/S');
    },
    faults: async (scene) => {
      const { computer, current, authority } = scene;
      const uninstaller = verifyFile(join(computer.program, 'uninstall.exe'), authority);
      return [
        ...asInstalled(scene, current),
        ...(await listed(scene, current)),
        ...wrongly(true, computer.shortcuts),
        ...(uninstaller.isGood ? [] : [`the uninstaller is not signed: ${uninstaller.output}`]),
      ];
    },
  },
  {
    name: 'setup: refused while the till runs',
    code: 3,
    act: async ({ computer, newer }) => {
      await computer.startTill();
      return computer.setup(newer.installer, '/S');
    },
    faults: (scene) => asInstalled(scene, scene.current),
  },
  {
    name: 'setup: not removed while the till runs',
    code: 3,
    act: ({ computer }) => computer.uninstallAndWait(),
    faults: (scene) => asInstalled(scene, scene.current),
  },
  {
    name: 'setup: where files cannot be written, the version before stays whole, and is started again for a till that updates itself',
    code: 2,
    act: async ({ computer, newer }) => {
      await computer.stopTill();
      // A file in the place where the installer wants to make a folder.
      const [obstacle = ''] = computer.beside;
      writeFileSync(obstacle, '');
      const before = computer.starts();
      const outcome = await computer.setup(newer.installer, '--updated', '/S', '--force-run');
      rmSync(obstacle);
      await computer.started(before);
      return outcome;
    },
    faults: (scene) => asInstalled(scene, scene.current),
  },
  {
    name: 'setup: where the last file cannot be written, nothing of the next version stays on the disk',
    code: 2,
    act: upgradeWithoutUninstaller,
    faults: async (scene) => [
      ...(await leftBesideWhatIsHeld(scene)).map((file) => `${file} stayed`),
      ...asInstalled(scene, scene.current),
    ],
  },
  {
    name: 'setup: where the folder cannot be replaced, the version before is started again as well',
    code: 3,
    act: async ({ computer, newer }) => {
      await computer.stopTill();
      // A file in the place that the installer gives the version before.
      const [, obstacle = ''] = computer.beside;
      writeFileSync(obstacle, '');
      const before = computer.starts();
      const outcome = await computer.setup(newer.installer, '--updated', '/S', '--force-run');
      rmSync(obstacle);
      await computer.started(before);
      return outcome;
    },
    faults: (scene) => asInstalled(scene, scene.current),
  },
  {
    name: 'setup: upgraded by the till itself, once it has ended, and started again',
    code: 0,
    act: upgradeWhileTillEnds,
    faults: async (scene) => [...asInstalled(scene, scene.newer), ...(await listed(scene, scene.newer))],
  },
  {
    name: 'setup: refused over a newer version, which is started again for a till that has quit for it',
    code: 4,
    act: async ({ computer, current }) => {
      const before = computer.starts();
      const outcome = await computer.setup(current.installer, '--updated', '/S', '--force-run');
      await computer.started(before);
      await computer.stopTill();
      return outcome;
    },
    faults: (scene) => asInstalled(scene, scene.newer),
  },
  {
    name: 'setup: goes back to the older version for a till that the newer one does not start',
    code: 0,
    act: async ({ computer, current }) => {
      const before = computer.starts();
      const outcome = await computer.setup(current.installer, '--updated', '/S', '--force-run', '--rollback');
      await computer.started(before);
      await computer.stopTill();
      return outcome;
    },
    faults: async (scene) => [...asInstalled(scene, scene.current), ...(await listed(scene, scene.current))],
  },
  {
    name: 'setup: upgraded with the switches of any installer',
    code: 0,
    act: ({ computer, newer }) => computer.setup(newer.installer, '/S'),
    faults: async (scene) => [...asInstalled(scene, scene.newer), ...(await listed(scene, scene.newer))],
  },
  {
    name: 'setup: the same version repairs itself, and the shortcut taken off the desktop stays away',
    code: 0,
    act: ({ computer, newer }) => {
      writeFileSync(join(computer.program, 'resources', 'app.asar'), 'damaged');
      rmSync(computer.shortcuts[1] ?? '');
      return computer.setup(newer.installer, '/S');
    },
    faults: (scene) => [
      ...asInstalled(scene, scene.newer),
      ...wrongly(false, scene.computer.shortcuts.slice(1)),
    ],
  },
  {
    name: 'setup: started as administrator by the till, from the folder where it keeps updates',
    code: 0,
    act: async ({ computer, newer }) => {
      const before = computer.starts();
      rmSync(join(computer.program, 'resources', 'app.asar'));
      const outcome = await computer.update(newer.installer);
      await computer.started(before);
      await computer.stopTill();
      return outcome;
    },
    faults: (scene) => asInstalled(scene, scene.newer),
  },
  {
    name: 'msi: refused beside the other installer',
    code: 1603,
    act: ({ computer, newer, log }) => computer.msiexec('/i', newer.msi, log('msi-beside-setup')),
    faults: (scene) => [
      ...asInstalled(scene, scene.newer),
      ...because(scene.log('msi-beside-setup'), 'Property(S): SETUPFOUND = '),
    ],
  },
  { name: 'setup: removed, data kept', code: 0, act: ({ computer }) => computer.uninstall(), faults: gone },
];
