import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { API_KEY } from '#domain/shop/settings/setting-tables.ts';
import type { Standing } from '#domain/shop/settings/setting.ts';
import { SETTING_GROUPS } from '#domain/shop/settings/setting.ts';
import {
  lackedPermission,
  SCREEN_GROUPS,
  screenFieldsIn,
  STANDINGS,
} from '#domain/shop/settings/setting-standings.ts';
import { SETTING_NAMES } from '#domain/shop/settings/settings.ts';
import { PERMISSIONS } from '#domain/staff/staff.ts';

type Words = Readonly<Record<string, string>>;
const english = JSON.parse(readFileSync(join('resources', 'locales', 'en', 'till.json'), 'utf8')) as Words;

const all: readonly (readonly [string, Standing])[] = Object.entries(STANDINGS);
const isTyped = (setting: Standing): boolean =>
  'control' in setting && setting.control !== 'choice' && setting.control !== 'tick';

test('every setting of the till has a standing, and nothing else has', () => {
  expect(Object.keys(STANDINGS).toSorted()).toEqual([...SETTING_NAMES, 'apiKey'].toSorted());
});

test.each(all)('%s has words for its name and for what is wrong with its value', (_, setting) => {
  const { label, hint, error } = setting;
  expect(error !== undefined).toBe(isTyped(setting));
  for (const key of [label, hint, error]) if (key !== undefined) expect(english[key], key).toMatch(/\S/);
});

test.each(all)('%s says who may change it, and belongs to a group of the screen', (_, setting) => {
  expect(PERMISSIONS).toContain(setting.mayChange);
  expect(SETTING_GROUPS).toContain(setting.group);
  expect(typeof setting.isRecorded).toBe('boolean');
});

test.each(all)('managers and installers may change %s, nobody else', (name) => {
  const roles = ['cashier', 'supervisor', 'manager', 'auditor', 'installer'] as const;
  const allowed = roles.filter(
    (role) => lackedPermission(role, [name as keyof typeof STANDINGS]) === undefined,
  );
  expect(allowed).toEqual(['manager', 'installer']);
});

test('the fields of the settings screen follow the order of their declarations', () => {
  expect(screenFieldsIn('gateway')).toEqual(['siteId', 'apiKey', 'returnUrl', 'tokenLifetime', 'ceiling']);
  expect(screenFieldsIn('shop').slice(0, 3)).toEqual(['storeName', 'storeId', 'terminalId']);
  expect(screenFieldsIn('shop').slice(-3)).toEqual(['storeAddress', 'cutOff', 'timeZone']);
  expect(screenFieldsIn('receipts')[0]).toBe('receipts.mode');
});

test('the settings screen has the groups of its settings, and none that belongs to another screen', () => {
  expect(SCREEN_GROUPS).toEqual(SETTING_GROUPS.filter((group) => group !== 'exports'));
  for (const group of SETTING_GROUPS) expect(english[`settings.group.${group}`], group).toMatch(/\S/);
});

test('the ApiKey is never shown while it is typed', () => {
  expect(API_KEY.control).toBe('secret');
});
