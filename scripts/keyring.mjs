// @ts-check
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * How to start a program in a session of its own with an unlocked gnome-keyring, so that safeStorage has a real
 * backend and the user's key ring is never touched. Electron also wants `--password-store=gnome-libsecret` among its
 * arguments. `node scripts/system-packages.mjs keyring` installs what it needs.
 * @param {string} program e.g. the executable of electronRuntime()
 * @param {{ home?: string, env?: NodeJS.ProcessEnv }} [options] a `home` folder is kept, and with it the key ring, for
 *   the next session; without one the session starts empty. The program's user data belong in it or elsewhere apart.
 * @returns {{ executable: string, env: Record<string, string> }} what to spawn with the program's arguments, or to give
 *   to Playwright as `executablePath` and `env`
 */
export function keyringSession(program, { home, env = process.env } = {}) {
  const words = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return {
    executable: fileURLToPath(new URL('keyring/keyring-session.sh', import.meta.url)),
    env: {
      ...Object.fromEntries(words),
      COUNTERTOP_KEYRING_PROGRAM: program,
      ...(home === undefined ? {} : { COUNTERTOP_KEYRING_HOME: home }),
    },
  };
}
