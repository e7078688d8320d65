/** What the kernel reports about a running program's windows. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const reading = <T>(read: () => T, gone: T): T => {
  try {
    return read();
  } catch {
    return gone;
  }
};

const processes = (): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);

const fieldOf = (pid: number, name: string): string | undefined =>
  new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(
    reading(() => readFileSync(`/proc/${pid}/status`, 'utf8'), ''),
  )?.[1];

const isRendererOf = (pid: number, program: string, uid: number): boolean =>
  fieldOf(pid, 'Uid') === String(uid) &&
  reading(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'), '').includes('--type=renderer') &&
  reading(() => readlinkSync(`/proc/${pid}/exe`), '').startsWith(program);

/**
 * Every window's process has filtered system calls, cannot gain privileges, and sees neither other processes
 * nor a network.
 * @returns how many there are
 */
export const assertSandboxed = (program: string, main: number, uid: number): number => {
  const windows = processes().filter((pid) => isRendererOf(pid, program, uid));
  assert(windows.length >= 2, `only ${windows.length} window processes of ${program}`);
  for (const pid of windows) {
    assert.equal(fieldOf(pid, 'Seccomp'), '2', `process ${pid} filters no system calls`);
    assert.equal(fieldOf(pid, 'NoNewPrivs'), '1', `process ${pid} could gain rights`);
    for (const kind of ['pid', 'net']) {
      const [own, mains] = [pid, main].map((one) => readlinkSync(`/proc/${one}/ns/${kind}`));
      assert.notEqual(own, mains, `process ${pid} has no ${kind} namespace of its own`);
    }
  }
  return windows.length;
};
