import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyringSession } from '../../scripts/keyring.mjs';

/** @returns the output of a shell line inside a session */
function inSession(line: string, home?: string) {
  const { executable, env } = keyringSession('sh', home === undefined ? {} : { home });
  const { stdout, status } = spawnSync(executable, ['-c', line], { env, encoding: 'utf8' });
  return { output: stdout.trim(), status };
}

const isKeyRingThere = `dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
  org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets`;

describe.runIf(process.platform === 'linux')('a session with a key ring', () => {
  test('has an unlocked key ring and passes the exit code on', () => {
    const { output, status } = inSession(`${isKeyRingThere}; exit 7`);
    expect(output).toContain('boolean true');
    expect(status).toBe(7);
  });

  test('does not use the user’s home, and leaves nothing behind', () => {
    const { output } = inSession('echo "$HOME"; touch "$XDG_DATA_HOME/mark"');
    expect(output).not.toBe(process.env['HOME']);
    expect(existsSync(output)).toBe(false);
  });

  test('keeps a given home, so that the next session finds its key ring', () => {
    const home = mkdtempSync(join(tmpdir(), 'home-'));
    inSession('echo kept >"$XDG_DATA_HOME/mark"', home);
    expect(inSession('cat "$XDG_DATA_HOME/mark"', home).output).toBe('kept');
    expect(existsSync(join(home, 'data', 'keyrings'))).toBe(true);
    rmSync(home, { recursive: true });
  });
});
