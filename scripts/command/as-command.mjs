// @ts-check
import { realpathSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { say } from './say.mjs';

/**
 * Runs a script's command if the script was started by name (`node scripts/x.mjs`), and does nothing if another module
 * imports it. An error becomes one line and exit code 1. So does an end before the command has answered: a library may
 * end the process itself, or nothing may be left that could settle what the command waits for. What the command has
 * answered holds, even if a library then ends the process with 0, as electron-builder's does.
 * @param {string} moduleUrl the script's import.meta.url
 * @param {(args: string[]) => Promise<number> | number} command gets the arguments, returns the exit code
 */
export async function asCommand(moduleUrl, command) {
  const started = process.argv[1];
  if (!started || realpathSync(started) !== fileURLToPath(moduleUrl)) return;
  let answer = 1;
  process.exitCode = answer;
  process.on('exit', (code) => {
    if (code === 0) process.exitCode = answer;
  });
  try {
    answer = await command(process.argv.slice(2));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  process.exitCode = answer;
}
