import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDisplaysFile } from '#electron/files/displays-file.ts';
import { silentLog } from '../../support/station-kit.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'countertop-displays-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('the customer’s display is remembered over a restart', () => {
  expect(openDisplaysFile(home, silentLog).read()).toBeNull();
  openDisplaysFile(home, silentLog).write(2_528_732_444);
  expect(openDisplaysFile(home, silentLog).read()).toBe(2_528_732_444);
});

test('a damaged note keeps no till from starting, and is kept beside the new one', () => {
  writeFileSync(join(home, 'displays.json'), '{ "customer": "left" }');
  expect(openDisplaysFile(home, silentLog).read()).toBeNull();
  expect(existsSync(join(home, 'displays.broken-1.json'))).toBe(true);
});
