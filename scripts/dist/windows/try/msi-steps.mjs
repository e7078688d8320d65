// @ts-check
import { asInstalledByMsi, because, gone, wrongly } from './checks.mjs';

/** @typedef {import('./checks.mjs').Step} Step */

/** The steps that test the MSI, after the installer's program has been removed. @type {readonly Step[]} */
export const msiSteps = [
  {
    name: 'msi: refused on a Windows before 10',
    code: 1603,
    act: async ({ computer, current, log }) => {
      await computer.wine.becomes('win7');
      const outcome = await computer.msiexec('/i', current.msi, log('msi-windows-7'));
      await computer.wine.becomes('win10');
      return outcome;
    },
    faults: ({ computer, log }) => [
      ...wrongly(false, [computer.program]),
      ...because(log('msi-windows-7'), 'LaunchConditions. Return value 0'),
    ],
  },
  {
    name: 'msi: installed',
    code: 0,
    act: ({ computer, current, log }) => computer.msiexec('/i', current.msi, log('msi-install')),
    faults: (scene) => [
      ...asInstalledByMsi(scene, scene.current),
      ...wrongly(true, scene.computer.msiShortcuts),
    ],
  },
  {
    name: 'msi: refused while the till runs',
    code: 1603,
    act: async ({ computer, newer, log }) => {
      await computer.startTill();
      return computer.msiexec('/i', newer.msi, log('msi-running'));
    },
    faults: (scene) => [
      ...asInstalledByMsi(scene, scene.current),
      ...because(scene.log('msi-running'), 'The till is running'),
    ],
  },
  {
    name: 'msi: not removed while the till runs',
    code: 1603,
    act: async ({ computer, current, log }) => {
      const outcome = await computer.msiexec('/x', current.msi, log('msi-remove-running'));
      await computer.stopTill();
      return outcome;
    },
    faults: (scene) => [
      ...asInstalledByMsi(scene, scene.current),
      ...because(scene.log('msi-remove-running'), 'The till is running'),
    ],
  },
  {
    name: 'setup: refused where the MSI has installed',
    code: 7,
    act: ({ computer, newer }) => computer.setup(newer.installer, '/S'),
    faults: (scene) => asInstalledByMsi(scene, scene.current),
  },
  {
    name: 'msi: upgraded',
    code: 0,
    act: ({ computer, newer, log }) => computer.msiexec('/i', newer.msi, log('msi-upgrade')),
    faults: (scene) => asInstalledByMsi(scene, scene.newer),
  },
  {
    name: 'msi: refused over a newer version',
    code: 1603,
    act: ({ computer, current, log }) => computer.msiexec('/i', current.msi, log('msi-older')),
    faults: (scene) => [
      ...asInstalledByMsi(scene, scene.newer),
      ...because(scene.log('msi-older'), 'Property(S): NEWERFOUND = '),
    ],
  },
  {
    name: 'msi: removed, data kept',
    code: 0,
    act: ({ computer, newer, log }) => computer.msiexec('/x', newer.msi, log('msi-remove')),
    faults: gone,
  },
];
