// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../command/project.mjs';

/**
 * @typedef {object} Entry
 * @property {string} name of the package
 * @property {string} version
 * @property {string} maintainer `Name <address>`
 * @property {Date} at
 */

const WIDTH = 76;

/** @param {string} text @param {string} first @param {string} next what lines begin with */
function wrapped(text, first, next) {
  let lines = '';
  let line = first;
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length > WIDTH) {
      lines += `${line.trimEnd()}\n`;
      line = next;
    }
    line += `${word} `;
  }
  return `${lines}${line.trimEnd()}\n`;
}

/** @param {string} markdown */
const plain = (markdown) => markdown.replaceAll(/_([^_]+)_/g, '$1').replaceAll(/[`*]/g, '');

/** @param {string} block a heading, or a point with its following lines */
function changed(block) {
  if (block.startsWith('### ')) return `\n  [ ${block.slice(4).trim()} ]\n`;
  return wrapped(plain(block.slice(2)).trim(), '  * ', '    ');
}

/**
 * The changes in the format that Debian's tools read.
 * @param {string} changes CHANGELOG.md, whose first section is that of this version
 * @param {Entry} entry
 * @returns {string}
 * @throws {Error} if it says nothing
 */
export function debianChangelog(changes, { name, version, maintainer, at }) {
  const [, section = ''] = changes.split(/^## .*$/m);
  const blocks = section.split(/^(?=- |### )/m).filter((block) => /^(- |### )/.test(block));
  if (blocks.length === 0) throw new Error('CHANGELOG.md says nothing of this version.');
  const date = at.toUTCString().replace('GMT', '+0000');
  const points = blocks.map(changed).join('').replace(/^\n/, '');
  return `${name} (${version}) stable; urgency=medium\n\n${points}\n -- ${maintainer}  ${date}\n`;
}

/**
 * Writes it to where electron-builder.yml takes it from.
 * @param {string} [given] the version; package.json's unless given
 */
export function writeChangelog(given) {
  const { author, name, version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const changes = readFileSync(join(projectRoot, 'CHANGELOG.md'), 'utf8');
  const maintainer = `${author} <packages@countertop.example>`;
  const folder = join(projectRoot, 'out', 'deb');
  mkdirSync(folder, { recursive: true });
  const text = debianChangelog(changes, { name, version: given ?? version, maintainer, at: new Date() });
  writeFileSync(join(folder, 'changelog.gz'), gzipSync(text, { level: 9 }));
}
