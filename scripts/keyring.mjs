// @ts-check
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * How to start a program in its own session with an unlocked gnome-keyring, so that safeStorage has a real backend and
 * the user's key ring is never touched. Electron also needs the argument `--password-store=gnome-libsecret`.
 * `node scripts/system-packages.mjs keyring` installs what this needs.
 * @param {string} program e.g. the executable of electronRuntime()
 * @param {{ home?: string, env?: NodeJS.ProcessEnv }} [options] a `home` folder keeps the key ring for the next session;
 *   without one the session starts empty
 * @returns {{ executable: string, env: Record<string, string> }} what to spawn with the program's arguments, or to pass
 *   to Playwright as `executablePath` and `env`
 */
export function keyringSession(program, { home, env = process.env } = {}) {
  const defined = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    executable: fileURLToPath(new URL('keyring/keyring-session.sh', import.meta.url)),
    env: {
      ...Object.fromEntries(defined),
      COUNTERTOP_KEYRING_PROGRAM: program,
      ...(home === undefined ? {} : { COUNTERTOP_KEYRING_HOME: home }),
    },
  };
}
