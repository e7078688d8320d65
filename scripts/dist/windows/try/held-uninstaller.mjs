// @ts-check
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow } from '../../contents.mjs';

/** @typedef {import('./checks.mjs').Scene} Scene */

/** A running program, of which Windows removes neither the file nor the folder, in the place of the next uninstaller. */
const HELD = ['uninstall.exe', 'uninstall.exe/held.exe'];

/** @param {Scene} scene */
export async function upgradeWithoutUninstaller({ computer, newer }) {
  await computer.stopTill();
  const [next = ''] = computer.beside;
  const held = join(next, 'uninstall.exe', 'held.exe');
  mkdirSync(dirname(held), { recursive: true });
  copyFileSync(join(computer.program, 'countertop.exe'), held);
  await computer.startTill(held);
  const before = computer.starts();
  const outcome = await computer.setup(newer.installer, '--updated', '/S', '--force-run');
  await computer.started(before);
  return outcome;
}

/** Ends what was held, too, and leaves the till running. @param {Scene} scene */
export async function leftBesideWhatIsHeld({ computer }) {
  const [next = ''] = computer.beside;
  const left = filesBelow(next).filter((file) => !HELD.includes(file));
  await computer.stopTill();
  rmSync(next, { recursive: true });
  await computer.startTill();
  return left;
}
