/** Starts an installed program as a person does: from the menu, or by its command. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { User } from './machine.ts';

/** The words of an Exec line: quoted ones, and no place for files (`%U`). */
const wordsOf = (exec: string): readonly string[] =>
  [...exec.matchAll(/"([^"]*)"|(\S+)/g)]
    .map(([, quoted, plain]) => quoted ?? plain ?? '')
    .filter((word) => !/^%[a-zA-Z]$/.test(word));

/** What the menu starts. */
export const menuCommand = (name: string): readonly string[] => {
  const [, exec] = /^Exec=(.*)$/m.exec(readFileSync(`/usr/share/applications/${name}.desktop`, 'utf8')) ?? [];
  if (!exec) throw new Error(`${name}.desktop starts nothing`);
  return wordsOf(exec);
};

/** Starts a command as that user, on the display of this process. */
export const startAs = (
  user: User,
  [program = '', ...switches]: readonly string[],
  args: readonly string[],
): ChildProcess =>
  spawn(program, [...switches, ...args], {
    uid: user.uid,
    gid: user.gid,
    cwd: user.home,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      HOME: user.home,
      USER: user.name,
      LOGNAME: user.name,
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LANG: 'C.UTF-8',
      DISPLAY: process.env['DISPLAY'],
      XDG_SESSION_TYPE: 'x11',
    },
  });
