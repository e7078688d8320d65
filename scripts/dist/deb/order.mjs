// @ts-check
import { parseArgs } from 'node:util';

/**
 * @typedef {object} Order a package to make, in Debian's words
 * @property {string} output the file
 * @property {string} compression gzip or xz, as dpkg-deb calls them
 * @property {readonly { from: string, to: string }[]} files `from` with a slash at its end means everything in a folder
 * @property {Readonly<Record<string, string>>} scripts what dpkg runs: its name for it, and the file
 * @property {Readonly<Record<string, string>>} fields of the control file, in its order
 */

const text = /** @type {const} */ ({ type: 'string' });
const options = /** @type {const} */ ({
  s: { type: 'string', short: 's' },
  t: { type: 'string', short: 't' },
  force: { type: 'boolean' },
  debug: { type: 'boolean' },
  log: text,
  d: { type: 'string', short: 'd', multiple: true },
  'deb-recommends': { type: 'string', multiple: true },
  'deb-compression': text,
  'deb-priority': text,
  architecture: text,
  'after-install': text,
  'after-remove': text,
  description: text,
  version: text,
  package: text,
  name: text,
  maintainer: text,
  vendor: text,
  url: text,
  category: text,
  license: text,
});

/** @type {Record<string, string>} */
const compressions = { gz: 'gzip', xz: 'xz' };

/**
 * Reads what electron-builder would tell fpm.
 * @param {string[]} args
 * @returns {Order}
 * @throws {Error} for any unknown argument, rather than make a package without it
 */
export function readOrder(args) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.s !== 'dir' || values.t !== 'deb') throw new Error('makes a deb of a folder, nothing else.');
  /** @param {string | undefined} value @param {string} name */
  const given = (value, name) => {
    if (!value) throw new Error(`--${name} is missing.`);
    return value;
  };
  const compression = compressions[given(values['deb-compression'], 'deb-compression')];
  if (!compression) throw new Error(`--deb-compression is ${Object.keys(compressions).join(' or ')}.`);
  return {
    output: given(values.package, 'package'),
    compression,
    files: positionals.map(pair),
    scripts: {
      postinst: given(values['after-install'], 'after-install'),
      postrm: given(values['after-remove'], 'after-remove'),
    },
    fields: {
      Package: given(values.name, 'name'),
      Version: given(values.version, 'version'),
      Architecture: given(values.architecture, 'architecture'),
      Maintainer: given(values.maintainer, 'maintainer'),
      Depends: (values.d ?? []).join(', '),
      Recommends: (values['deb-recommends'] ?? []).join(', '),
      Section: given(values.category, 'category'),
      Priority: given(values['deb-priority'], 'deb-priority'),
      Homepage: given(values.url, 'url'),
      Description: given(values.description, 'description'),
    },
  };
}

/** @param {string} argument `<from>=<to>` */
function pair(argument) {
  const at = argument.lastIndexOf('=');
  if (at < 1) throw new Error(`${argument} does not say where it goes.`);
  return { from: argument.slice(0, at), to: argument.slice(at + 1) };
}
