/**
 * One whole training sale in the real app, with a picture of every step and the day's CSV at the end, in out/tour/. With
 * `--docs` the pictures also go to docs/pictures/, so that the README shows the real product.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { drawn, fitWindows } from '../support/print/pictures.ts';
import type { Station } from '../support/station.ts';
import { charge, customerState, openStation, removeHome, tillState } from '../support/station.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'out', 'tour');
const pictures = join(root, 'docs', 'pictures');
const SIZE = { width: 1280, height: 800 };

const openFolder = (): void => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
};

const picture = async (page: Page, name: string): Promise<void> => {
  await drawn(page, join(folder, `${name}.png`));
  console.log(`  ${name}.png`);
};

const step = async ({ till, customer }: Station, name: string): Promise<void> => {
  await picture(till, `${name}-till`);
  await picture(customer, `${name}-customer`);
};

const tour = async (station: Station): Promise<void> => {
  const { till, customer } = station;
  await fitWindows(station, SIZE);
  await customerState(customer, 'idle');
  await step(station, '1-idle');
  await charge(till, 1250);
  await customer.getByTestId('customer-qr').waitFor();
  await tillState(till, 'open');
  await step(station, '2-scan');
  await till.getByTestId('training-scan').click();
  await customerState(customer, 'confirming');
  await tillState(till, 'pending');
  await step(station, '3-confirming');
  await till.getByTestId('training-pay').click();
  await tillState(till, 'paid');
  await customerState(customer, 'paid');
  await step(station, '4-paid');
  await till.getByTestId('history-row').first().click();
  await till.getByTestId('story').waitFor();
  await picture(till, '5-story');
  await till.keyboard.press('Escape');
  await till.getByTestId('export-csv').click();
  await till.getByTestId('export-result').waitFor();
  await picture(till, '6-exported');
  await till.getByTestId('rail-settings').click();
  await till.getByTestId('settings').waitFor();
  await picture(till, '7-settings');
};

const keepExports = (home: string): void => {
  const exports = join(home, 'training', 'exports');
  for (const name of readdirSync(exports)) {
    copyFileSync(join(exports, name), join(folder, name));
    console.log(`  ${name}`);
  }
};

const keepForDocs = (): void => {
  mkdirSync(pictures, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.png')) copyFileSync(join(folder, name), join(pictures, name));
  }
};

openFolder();
console.log('One training sale, pictured in out/tour/:');
const station = await openStation();
try {
  await tour(station);
  keepExports(station.home);
} finally {
  await station.close();
  removeHome(station.home);
}
if (process.argv.includes('--docs')) keepForDocs();
