import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCustomerFile } from '#electron/files/customer-file.ts';
import { silentLog } from '../../support/station-kit.ts';

const newHome = (): string => {
  const home = mkdtempSync(join(tmpdir(), 'customer-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
};

test('the language that a customer has chosen survives a restart of the till, until their sale is over', () => {
  const home = newHome();
  expect(openCustomerFile(home, silentLog).read()).toBeNull();
  openCustomerFile(home, silentLog).save('zh-TW');
  expect(openCustomerFile(home, silentLog).read()).toBe('zh-TW');
  openCustomerFile(home, silentLog).save(null);
  expect(openCustomerFile(home, silentLog).read()).toBeNull();
});

test('a till whose customers have chosen nothing keeps no file', () => {
  const home = newHome();
  openCustomerFile(home, silentLog).save(null);
  expect(existsSync(join(home, 'customer.json'))).toBe(false);
});

test('a language that this version does not speak counts as none, and does not make the file damaged', () => {
  const home = newHome();
  writeFileSync(join(home, 'customer.json'), '{ "language": "tlh" }');
  expect(openCustomerFile(home, silentLog).read()).toBeNull();
  expect(existsSync(join(home, 'customer.json'))).toBe(true);
});

test('a disk that refuses does not hold up the sale', () => {
  const home = join(newHome(), 'home');
  writeFileSync(home, 'a file in the place of the folder');
  const file = openCustomerFile(home, silentLog);
  expect(() => file.save('de')).not.toThrow();
});
