import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentOn, startTwoDisplays } from '../../../scripts/displays/displays.mjs';
import type { Station } from '../../support/station.ts';
import { openStation, removeHome } from '../../support/station.ts';

let displays: Awaited<ReturnType<typeof startTwoDisplays>>;
let station: Station;

beforeAll(async () => {
  displays = await startTwoDisplays({ till: '1920x1080' });
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  await displays.stop();
});

/** Chromium may make a window as large as a display one pixel smaller, so only its position is checked. */
const placeOfTill = async (): Promise<number[]> => (await spread(station.till)).slice(0, 2);

const spread = (page: Page): Promise<number[]> =>
  page.evaluate(() => [window.screenX, window.screenY, window.innerWidth, window.innerHeight]);

const whole = { '1280x800': [1920, 0, 1280, 800], '1024x768': [1920, 0, 1024, 768] };
const besideTheTill = [1120, 480, 800, 600];

test('the customer’s window is beside the till, and follows its display: plugged in, pulled out, plugged in again', async () => {
  station = await openStation({ env: environmentOn(displays.display) });
  await expect.poll(() => spread(station.customer)).toEqual(besideTheTill);
  expect(await placeOfTill()).toEqual([0, 0]);
  await displays.plugIn();
  await expect.poll(() => spread(station.customer)).toEqual(whole['1280x800']);
  await displays.unplug();
  await expect.poll(() => spread(station.customer)).toEqual(besideTheTill);
  await station.till.getByTestId('display-lost').waitFor();
  await displays.plugIn('1024x768');
  await expect.poll(() => spread(station.customer)).toEqual(whole['1024x768']);
  await station.till.getByTestId('display-lost').waitFor({ state: 'detached' });
  await displays.plugIn('1280x800');
  await expect.poll(() => spread(station.customer)).toEqual(whole['1280x800']);
  expect(await placeOfTill()).toEqual([0, 0]);
});
