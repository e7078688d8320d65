#!/usr/bin/env node
// @ts-check
// electron-builder starts this in place of fpm (CUSTOM_FPM_PATH); it makes the deb with Debian's own dpkg-deb.
import { chmod, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { asCommand } from '../../command/as-command.mjs';
import { capture } from '../../command/run.mjs';
import { controlFile, digestsFile } from './control.mjs';
import { readOrder } from './order.mjs';

/** @typedef {import('./order.mjs').Order} Order */

/** @param {string} root @param {Order['files'][number]} file */
async function place(root, { from, to }) {
  const target = join(root, to);
  if (from.endsWith('/')) {
    await mkdir(target, { recursive: true });
    await capture('cp', ['--archive', '--link', `${from}.`, target]);
    return;
  }
  await mkdir(dirname(target), { recursive: true });
  // Otherwise it would overwrite the original that a file of a folder is hard-linked to.
  await rm(target, { force: true });
  await copyFile(from, target);
}

/** @param {Order['files']} files */
const foldersFirst = (files) => files.toSorted((one, other) => rank(one) - rank(other));

/** @param {Order['files'][number]} file */
const rank = ({ from }) => (from.endsWith('/') ? 0 : 1);

/** Makes a till's files readable by everybody, whatever the builder's umask was. @param {string} root */
async function setRights(root) {
  await capture('chmod', ['--recursive', 'u=rwX,go=rX', root]);
  const helpers = await capture('find', [root, '-type', 'f', '-name', 'chrome-sandbox']);
  for (const helper of helpers.split('\n').filter(Boolean)) await makeSetuid(helper);
}

/**
 * If users may not create namespaces, now or after a later hardening, Chromium's sandbox needs its setuid helper. The
 * file is a hard link into the folder it came from, so a copy is made setuid instead.
 * @param {string} helper
 */
async function makeSetuid(helper) {
  const copy = `${helper}.copy`;
  await copyFile(helper, copy);
  await chmod(copy, 0o4755);
  await capture('mv', [copy, helper]);
}

/** @param {string} root @param {Order} order */
async function writeControl(root, order) {
  const control = join(root, 'DEBIAN');
  const kilobytes = Number(
    (await capture('du', ['--summarize', '--apparent-size', '-k', root])).split('\t')[0],
  );
  const digests = await digestsFile(root);
  await mkdir(control, { mode: 0o755 });
  await writeFile(join(control, 'control'), controlFile(order, kilobytes));
  await writeFile(join(control, 'md5sums'), digests);
  await chmod(control, 0o755);
  for (const [name, script] of Object.entries(order.scripts)) {
    await copyFile(script, join(control, name));
    await chmod(join(control, name), 0o755);
  }
}

await asCommand(import.meta.url, async (args) => {
  const order = readOrder(args);
  const root = await mkdtemp(join(dirname(order.output), '.deb-'));
  try {
    await chmod(root, 0o755);
    for (const file of foldersFirst(order.files)) await place(root, file);
    await setRights(root);
    await writeControl(root, order);
    await capture('dpkg-deb', [
      '--root-owner-group',
      `-Z${order.compression}`,
      '--build',
      root,
      order.output,
    ]);
    const { size } = await stat(order.output);
    console.log(`${basename(order.output)}: ${Math.round(size / 1e6)} MB`);
    return 0;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
