import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { usualAppearance } from '#domain/shop/appearance.ts';
import { openAppearanceFile } from '#electron/files/appearance-file.ts';
import { silentLog } from '../../support/station-kit.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'countertop-appearance-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('the language is remembered over a restart', () => {
  expect(openAppearanceFile(home, silentLog).read()).toEqual(usualAppearance);
  openAppearanceFile(home, silentLog).write({ ...usualAppearance, language: 'zh-TW' });
  expect(openAppearanceFile(home, silentLog).read().language).toBe('zh-TW');
});

test('a language that this version does not speak is the computer’s', () => {
  writeFileSync(join(home, 'appearance.json'), '{ "language": "tlh" }');
  expect(openAppearanceFile(home, silentLog).read()).toEqual(usualAppearance);
});

test('a damaged file keeps no till from starting, and is kept beside the new one', () => {
  writeFileSync(join(home, 'appearance.json'), '{ "language"');
  expect(openAppearanceFile(home, silentLog).read()).toEqual(usualAppearance);
  expect(existsSync(join(home, 'appearance.broken-1.json'))).toBe(true);
});
