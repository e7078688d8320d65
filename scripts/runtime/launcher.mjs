// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cacheFolder } from './cache-folder.mjs';
import { electronIn, isRoot } from './platform.mjs';

/** @param {string} text quoted as one word for sh */
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

const ownFolder = 'here=$(cd "$(dirname -- "$0")" && pwd)';

// An Electron that runs as Node (ELECTRON_RUN_AS_NODE) has no sandbox and no such option.
const asRoot = `if [ "$(id -u)" = 0 ] && [ -z "$ELECTRON_RUN_AS_NODE" ]; then
  case " $* " in
    *" --no-sandbox "*) ;;
    *)
      echo "countertop: running as root, so Chromium's sandbox is off (--no-sandbox)" >&2
      set -- --no-sandbox "$@"
      ;;
  esac
fi`;

/**
 * A launcher that works even if NODE_OPTIONS is cleared before the start, as Playwright does.
 * @param {string} electron the executable, as a word of sh; `$here` stands for the launcher's own folder
 * @param {string} [hook] a file for `--require`, between double quotes of sh
 * @returns {string} an sh script that becomes Electron (same process id)
 */
export function launcherScript(electron, hook) {
  const options = `export NODE_OPTIONS="\${NODE_OPTIONS:+$NODE_OPTIONS }--require \\"${hook}\\""`;
  return ['#!/bin/sh', ...(hook ? [ownFolder, options] : []), asRoot, `exec ${electron} "$@"`, ''].join('\n');
}

/**
 * What to start for an unpacked Electron: Electron itself or, as root, a launcher that switches the sandbox off.
 * @param {string} dist
 * @returns {string}
 */
export function startable(dist) {
  const electron = electronIn(dist);
  if (!isRoot()) return electron;
  const script = launcherScript(quoted(electron));
  const folder = join(
    cacheFolder(),
    'as-root',
    createHash('sha256').update(script).digest('hex').slice(0, 12),
  );
  const launcher = join(folder, 'electron');
  if (existsSync(launcher) && readFileSync(launcher, 'utf8') === script) return launcher;
  mkdirSync(folder, { recursive: true });
  const draft = `${launcher}.${process.pid}`;
  writeFileSync(draft, script, { mode: 0o755 });
  renameSync(draft, launcher);
  return launcher;
}
