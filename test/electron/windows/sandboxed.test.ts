import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SANDBOXED } from '#electron/windows/sandboxed.ts';

const ELECTRON = join(import.meta.dirname, '..', '..', '..', 'src-main', 'electron');

test('every page is in the sandbox, without Node', () => {
  expect(SANDBOXED).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    spellcheck: false,
  });
});

test('every page that is made has these rights and loses none of them', () => {
  const made = readdirSync(ELECTRON, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      readFileSync(join(ELECTRON, name), 'utf8')
        .split(/\bwebPreferences: /)
        .slice(1),
    )
    .map((text) => text.slice(0, text.indexOf('}')).replaceAll(/^\s*\/\/.*$/gm, ''));
  expect(made.length).toBeGreaterThanOrEqual(3);
  for (const preferences of made) {
    expect(preferences).toContain('...SANDBOXED');
    expect(preferences).not.toMatch(
      /(?:sandbox|contextIsolation|webSecurity): false|(?:nodeIntegration\w*|webviewTag|allowRunningInsecureContent): true|enableBlink/,
    );
  }
});
