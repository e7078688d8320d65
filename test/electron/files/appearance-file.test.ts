import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Appearance } from '#domain/shop/appearance.ts';
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

test('so are the text size, the colours, the motion, the side of the keypad and the sounds', () => {
  const chosen: Appearance = {
    language: 'de',
    textSize: 175,
    theme: 'dark',
    contrast: 'high',
    motion: 'none',
    keypadSide: 'right',
    sounds: {
      till: { muted: true, volume: 50, speaker: '' },
      customer: { muted: false, volume: 100, speaker: 'Display audio' },
    },
  };
  openAppearanceFile(home, silentLog).write(chosen);
  expect(openAppearanceFile(home, silentLog).read()).toEqual(chosen);
});

test('a file of a version that knew only languages keeps the language, and has the defaults otherwise', () => {
  writeFileSync(join(home, 'appearance.json'), '{ "language": "fr" }');
  expect(openAppearanceFile(home, silentLog).read()).toEqual({ ...usualAppearance, language: 'fr' });
});

test('a file of a version before sounds could be chosen keeps the rest, and has the default sounds', () => {
  const { sounds, ...before } = { ...usualAppearance, theme: 'dark', textSize: 150 } as const;
  writeFileSync(join(home, 'appearance.json'), JSON.stringify(before));
  expect(openAppearanceFile(home, silentLog).read()).toEqual({ ...before, sounds });
});

test('an impossible volume becomes the default, and a till that was muted stays muted', () => {
  const sounds = { till: { muted: true, volume: 110, speaker: 7 }, customer: 'loud' };
  writeFileSync(join(home, 'appearance.json'), JSON.stringify({ ...usualAppearance, sounds }));
  expect(openAppearanceFile(home, silentLog).read().sounds).toEqual({
    till: { ...usualAppearance.sounds.till, muted: true },
    customer: usualAppearance.sounds.customer,
  });
});

test('a value out of range becomes the default, and the rest stays', () => {
  writeFileSync(join(home, 'appearance.json'), '{ "language": "fr", "textSize": 1000, "theme": "dark" }');
  const read = openAppearanceFile(home, silentLog).read();
  expect(read).toEqual({ ...usualAppearance, language: 'fr', theme: 'dark' });
});

test('a language that this version does not speak becomes the computer’s', () => {
  writeFileSync(join(home, 'appearance.json'), '{ "language": "tlh" }');
  expect(openAppearanceFile(home, silentLog).read()).toEqual(usualAppearance);
});

test('a damaged file keeps no till from starting, and is kept beside the new one', () => {
  writeFileSync(join(home, 'appearance.json'), '{ "language"');
  expect(openAppearanceFile(home, silentLog).read()).toEqual(usualAppearance);
  expect(existsSync(join(home, 'appearance.broken-1.json'))).toBe(true);
});
