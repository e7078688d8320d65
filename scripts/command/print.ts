/** What a command says about its result, for people and for other programs. */
import process from 'node:process';

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Says on stderr why the command failed; returns its exit code. */
export const fail = (code: number, line: string): number => {
  process.stderr.write(`${line}\n`);
  return code;
};
