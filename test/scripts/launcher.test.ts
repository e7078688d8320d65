import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { launcherScript } from '../../scripts/runtime/launcher.mjs';

let folder = '';

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'launcher-')), "the owner's till");
  mkdirSync(join(folder, 'dist'), { recursive: true });
  write('dist/electron', '#!/bin/sh\nprintf "%s\\n" "$NODE_OPTIONS" "$@"\n');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

function write(name: string, text: string) {
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), 0o755);
}

/** Launches as root or not, whoever runs the tests. */
function launch(user: 'root' | 'clerk', args: string[], env: Record<string, string> = {}): string[] {
  write('electron', launcherScript('"$here/dist/electron"', '$here/hook.cjs'));
  write('id', `#!/bin/sh\necho ${user === 'root' ? 0 : 1000}\n`);
  const path = `${folder}:${process.env['PATH'] ?? ''}`;
  const out = execFileSync(join(folder, 'electron'), args, {
    env: { PATH: path, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  return out.trimEnd().split('\n');
}

describe.runIf(process.platform !== 'win32')('the launcher of the development runtime', () => {
  test('an ordinary user keeps the sandbox, and arguments with spaces stay whole', () => {
    expect(launch('clerk', ['.', 'till one'])).toEqual([`--require "${folder}/hook.cjs"`, '.', 'till one']);
  });

  test('for root the sandbox is switched off, once', () => {
    expect(launch('root', ['.']).slice(1)).toEqual(['--no-sandbox', '.']);
    expect(launch('root', ['--no-sandbox', '.']).slice(1)).toEqual(['--no-sandbox', '.']);
  });

  test('Node options that were set before are kept', () => {
    const [options] = launch('clerk', ['.'], { NODE_OPTIONS: '--trace-warnings' });
    expect(options).toBe(`--trace-warnings --require "${folder}/hook.cjs"`);
  });

  test('an Electron that runs as Node gets no option for windows', () => {
    expect(launch('root', ['-e', '1'], { ELECTRON_RUN_AS_NODE: '1' }).slice(1)).toEqual(['-e', '1']);
  });
});
