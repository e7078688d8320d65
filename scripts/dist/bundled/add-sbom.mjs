// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { installed, projectRoot } from '../../command/project.mjs';
import { capture } from '../../command/run.mjs';
import { electronIn } from '../../runtime/platform.mjs';
import { billOfMaterials } from './sbom.mjs';

/** The build's list of the packages in it; see licenses.mjs. */
export const bundledList = join(projectRoot, 'out', 'bundled.json');

/** Beside THIRD-PARTY-LICENSES.txt. */
const SBOM = 'sbom.cdx.json';

/**
 * What an unpacked Electron for this system is made of, as it reports itself.
 * @param {string} dist
 * @returns {Promise<{ electron: string, chrome: string, node: string }>}
 */
async function partsOf(dist) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return JSON.parse(await capture(electronIn(dist), ['-p', 'JSON.stringify(process.versions)'], { env }));
}

/** The version compiled into better-sqlite3. */
function sqliteVersion() {
  const source = readFileSync(installed('better-sqlite3', 'deps', 'sqlite3', 'sqlite3.h'), 'utf8');
  const [, version] = /#define SQLITE_VERSION +"([\d.]+)"/.exec(source) ?? [];
  if (!version) throw new Error('better-sqlite3 does not say which SQLite it has.');
  return version;
}

/** Our own files, and those that the system loads. @param {string} resources */
const ownFiles = (resources) =>
  readdirSync(resources, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(asar|node)$/.test(name))
    .toSorted()
    .map((name) => ({
      name: `resources/${name.replaceAll('\\', '/')}`,
      sha256: createHash('sha256')
        .update(readFileSync(join(resources, name)))
        .digest('hex'),
    }));

/**
 * Checks that the bill belongs to exactly this program.
 * @param {string} resources its folder
 * @returns {string[]} a sentence for each file that the bill lacks or lists with other contents
 */
export function billFaults(resources) {
  /** @type {ReturnType<typeof billOfMaterials>} */
  const bill = JSON.parse(readFileSync(join(resources, SBOM), 'utf8'));
  const listed = new Set(
    bill.components.flatMap((one) => ('hashes' in one ? `${one.name} ${one.hashes[0]?.content}` : [])),
  );
  return ownFiles(resources)
    .filter(({ name, sha256 }) => !listed.has(`${name} ${sha256}`))
    .map(({ name }) => `${name} is not the one in the bill of materials`);
}

/**
 * Writes the bill of materials into a packed program.
 * @param {string} resources its folder of resources, with the archive in it
 * @param {string} version of the till
 * @param {string} electronDist an unpacked Electron of the packed version, for this system
 */
export async function addBillOfMaterials(resources, version, electronDist) {
  const bill = billOfMaterials({
    version,
    bundled: JSON.parse(readFileSync(bundledList, 'utf8')),
    versions: { ...(await partsOf(electronDist)), sqlite: sqliteVersion() },
    files: ownFiles(resources),
  });
  writeFileSync(join(resources, SBOM), `${JSON.stringify(bill, undefined, 2)}\n`);
}
