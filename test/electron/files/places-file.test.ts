import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPlacesFile } from '#electron/files/places-file.ts';
import { silentLog } from '../../support/station-kit.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'countertop-places-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('where the windows stand is remembered over a restart', () => {
  const till = { bounds: { x: -1920, y: 0, width: 1280, height: 800 }, isMaximized: false };
  expect(openPlacesFile(home, silentLog).read()).toEqual([]);
  openPlacesFile(home, silentLog).write([{ arrangement: 'one', till, customer: null }]);
  expect(openPlacesFile(home, silentLog).read()).toEqual([{ arrangement: 'one', till, customer: null }]);
});

test('a damaged note keeps no till from starting, and is kept beside the new one', () => {
  const till = { bounds: { x: 0, y: 0, width: 0, height: 1e9 }, isMaximized: false };
  writeFileSync(join(home, 'windows.json'), JSON.stringify([{ arrangement: 'one', till, customer: null }]));
  expect(openPlacesFile(home, silentLog).read()).toEqual([]);
  expect(existsSync(join(home, 'windows.broken-1.json'))).toBe(true);
});
