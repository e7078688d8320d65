#!/usr/bin/env node
// @ts-check
// npm run attack [-- SUBJECT ...]: plays the attacks of <subject>.ts beside this file; of all subjects if none is named
import { readdirSync } from 'node:fs';
import { asCommand } from '../command/as-command.mjs';

/** @import { Attack, Attacked } from './attacked.ts' */

const FOLDER = new URL('./', import.meta.url);

/** Code that the attacks share; not an attack itself. */
const SHARED = ['attacked.ts'];

const subjects = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts') && !SHARED.includes(name))
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();

/**
 * An attack that crashes has proved nothing.
 * @param {string} subject
 * @returns {Promise<readonly Attacked[]>}
 */
const play = async (subject) => {
  try {
    /** @type {{ readonly attack: Attack }} */
    const { attack } = await import(new URL(`${subject}.ts`, FOLDER).href);
    return await attack();
  } catch (error) {
    return [{ name: `${subject}: could not be played`, outcome: String(error), held: false }];
  }
};

/** @param {readonly Attacked[]} rows */
const print = (rows) => {
  const widest = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, outcome, held } of rows)
    process.stdout.write(`${held ? 'held   ' : 'THROUGH'}  ${name.padEnd(widest)}  ${outcome}\n`);
};

/**
 * @param {readonly string[]} named
 * @returns {Promise<number>} 0 if all held, 1 if one got through or none was played, 2 if a subject is unknown
 */
const attackAll = async (named) => {
  const unknown = named.find((subject) => !subjects.includes(subject));
  if (unknown !== undefined) {
    process.stderr.write(`There are no attacks on '${unknown}'; there are: ${subjects.join(', ')}.\n`);
    return 2;
  }
  const rows = [];
  for (const subject of named.length > 0 ? named : subjects) {
    const played = await play(subject);
    if (played.length > 0) print(played);
    rows.push(...played);
  }
  const through = rows.filter(({ held }) => !held).length;
  process.stdout.write(`${rows.length} attacks: ${rows.length - through} held, ${through} got through.\n`);
  return through > 0 || rows.length === 0 ? 1 : 0;
};

await asCommand(import.meta.url, attackAll);
