import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyringSession } from '../../scripts/keyring.mjs';

/** @returns what a shell line says inside a session */
function inSession(line: string, home?: string) {
  const { executable, env } = keyringSession('sh', home === undefined ? {} : { home });
  const { stdout, status } = spawnSync(executable, ['-c', line], { env, encoding: 'utf8' });
  return { said: stdout.trim(), status };
}

const isKeyRingThere = `dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
  org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets`;

describe.runIf(process.platform === 'linux')('a session with a key ring', () => {
  test('has an open key ring, and hands the exit code on', () => {
    const { said, status } = inSession(`${isKeyRingThere}; exit 7`);
    expect(said).toContain('boolean true');
    expect(status).toBe(7);
  });

  test("never comes near the user's own home, and leaves nothing behind", () => {
    const { said } = inSession('echo "$HOME"; touch "$XDG_DATA_HOME/mark"');
    expect(said).not.toBe(process.env['HOME']);
    expect(existsSync(said)).toBe(false);
  });

  test('keeps the home it was given, for the next start to find its key ring in', () => {
    const home = mkdtempSync(join(tmpdir(), 'home-'));
    inSession('echo kept >"$XDG_DATA_HOME/mark"', home);
    expect(inSession('cat "$XDG_DATA_HOME/mark"', home).said).toBe('kept');
    expect(existsSync(join(home, 'data', 'keyrings'))).toBe(true);
    rmSync(home, { recursive: true });
  });
});
