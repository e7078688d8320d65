// @ts-check
import process from 'node:process';

/**
 * Prints one line for the person at the terminal. It goes to stderr, because a script's stdout may be
 * read by another program (`electron-runtime.mjs --print`).
 * @param {string} line
 */
export const say = (line) => void process.stderr.write(`countertop: ${line}\n`);
