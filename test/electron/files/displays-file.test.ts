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

const nothing = { customer: null, screen: null, hadOwn: false };

test('the customer’s display is remembered over a restart, with what identifies its screen', () => {
  const screen = {
    label: 'DELL P2419H',
    internal: false,
    scaleFactor: 1.25,
    bounds: { x: 1920, y: 0, width: 1536, height: 864 },
  };
  expect(openDisplaysFile(home, silentLog).read()).toEqual(nothing);
  openDisplaysFile(home, silentLog).write({ customer: 2_528_732_444, screen, hadOwn: true });
  expect(openDisplaysFile(home, silentLog).read()).toEqual({ customer: 2_528_732_444, screen, hadOwn: true });
});

test('the choice of an earlier version, which knew displays only by number, opens', () => {
  writeFileSync(join(home, 'displays.json'), '{\n  "customer": 2528732444\n}\n');
  expect(openDisplaysFile(home, silentLog).read()).toEqual({ ...nothing, customer: 2_528_732_444 });
});

test('a damaged note keeps no till from starting, and is kept beside the new one', () => {
  writeFileSync(join(home, 'displays.json'), '{ "customer": "left" }');
  expect(openDisplaysFile(home, silentLog).read()).toEqual(nothing);
  expect(existsSync(join(home, 'displays.broken-1.json'))).toBe(true);
});
