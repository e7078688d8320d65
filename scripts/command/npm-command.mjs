// @ts-check
import { basename } from 'node:path';
import process from 'node:process';
import { projectNode } from './project.mjs';

/**
 * How to start npm with these arguments: the npm that started us, else the one on PATH.
 * @param {readonly string[]} args
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(args) {
  const script = process.env['npm_execpath'];
  if (script && basename(script).startsWith('npm-cli')) {
    return { command: projectNode(), args: [script, ...args], shell: false };
  }
  return { command: 'npm', args: [...args], shell: process.platform === 'win32' };
}
