/** The options that a command was started with. */
import process from 'node:process';
import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import { fail, print } from './print.ts';

const WRONG_USAGE = 2;

/** Ends the command with its `usage` if it was asked for with --help, and with code 2 if an option is wrong. */
export const readOptions = <const T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> => {
  if (process.argv.slice(2).includes('--help')) {
    print(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    process.exit(fail(WRONG_USAGE, `${error instanceof Error ? error.message : String(error)}\n\n${usage}`));
  }
};
