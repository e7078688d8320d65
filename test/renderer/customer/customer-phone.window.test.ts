import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeSizeOn, pixelsPerMm } from '#contract';
import type { Look } from './as-a-phone-sees.ts';
import { asAPhoneSees } from './as-a-phone-sees.ts';
import { readPicture } from '../../support/read-qr.ts';
import type { CustomerWindow } from './customer-window.ts';
import { openCustomerWindow } from './customer-window.ts';
import { customer, LINK, RECEIPT, SALE_STATES, stated } from './views.ts';

let window: CustomerWindow;
beforeAll(async () => {
  window = await openCustomerWindow();
});
afterAll(async () => window.close());

/** Displays that shops have, with their diagonal in inches. */
const DISPLAYS = [
  { inches: 10.1, width: 1280, height: 800 },
  { inches: 10.1, width: 800, height: 1280 },
  { inches: 15.6, width: 1920, height: 1080 },
] as const;

const LAMP = { x: 0.7, y: 0.45, most: 0.6 };
const LOOKS: readonly (readonly [string, Look])[] = [
  ['straight from 60 cm', { distance: 600, tilt: 0 }],
  ['turned by 30° from 60 cm', { distance: 600, tilt: 30 }],
  ['turned by 30° under a lamp from 60 cm', { distance: 600, tilt: 30, glare: LAMP }],
  ['straight from 1 m', { distance: 1_000, tilt: 0 }],
  ['turned by 30° the other way under a lamp from 1 m', { distance: 1_000, tilt: -30, glare: LAMP }],
];

const shown = async (view: Parameters<typeof customer>[0], testid: string): Promise<Buffer> => {
  await window.open(customer());
  await window.push(customer(view));
  await window.page.getByTestId(testid).waitFor();
  return window.page.screenshot();
};

/** A stroke one module wide across the code, like a scratch or a painting fault. */
const scratch = async (): Promise<void> =>
  window.page.getByTestId('customer-qr').evaluate((canvas: HTMLCanvasElement) => {
    const pen = canvas.getContext('2d');
    pen?.fillRect(0, canvas.height * 0.3, canvas.width, canvas.height * 0.3);
  });

describe.each(DISPLAYS)(
  'on a display of $inches inches with $width × $height',
  ({ inches, width, height }) => {
    const scale = pixelsPerMm(inches, { width, height });

    test('a phone reads the code from 60 cm and from 1 m, turned and under a lamp', async () => {
      await window.size(width, height);
      const png = await shown({ state: 'open' }, 'customer-qr');
      for (const [name, look] of LOOKS) expect(readPicture(asAPhoneSees(png, scale, look)), name).toBe(LINK);
    });

    test('a phone reads the receipt from the customer’s hand', async () => {
      await window.size(width, height);
      const png = await shown({ state: 'paid', receipt: RECEIPT }, 'customer-receipt-qr');
      for (const tilt of [0, 20])
        expect(readPicture(asAPhoneSees(png, scale, { distance: 350, tilt })), `${tilt}°`).toBe(RECEIPT);
    });

    test('the code is at least 60 mm on the display, quiet zone included', async () => {
      await window.size(width, height);
      await shown({ state: 'open' }, 'customer-qr');
      const box = await window.page.getByTestId('customer-qr').boundingBox();
      expect((box?.width ?? 0) / scale).toBeGreaterThanOrEqual(60);
    });
  },
);

test('a code that is painted over cannot be read from any of these positions', async () => {
  await window.size(1280, 800);
  await shown({ state: 'open' }, 'customer-qr');
  await scratch();
  const png = await window.page.screenshot();
  const scale = pixelsPerMm(10.1, { width: 1280, height: 800 });
  for (const [name, look] of LOOKS) expect(() => readPicture(asAPhoneSees(png, scale, look)), name).toThrow();
});

/**
 * The smallest displays sold, with the farthest distance at which a customer may stand, and the least height
 * of the digits of ¥12.50, mm: 20 if the code leaves the room.
 */
const SMALL = [
  { inches: 7, width: 800, height: 480, distance: 60, digits: 13.5 },
  { inches: 7, width: 480, height: 800, distance: 60, digits: 11 },
  { inches: 7, width: 1024, height: 600, distance: 60, digits: 14 },
  { inches: 10.1, width: 1280, height: 800, distance: 100, digits: 20 },
  { inches: 10.1, width: 800, height: 1280, distance: 100, digits: 20 },
] as const;

/** Px, once the amount has been made to fit; a digit is 0.727 of its font size high. */
const digitsHeight = async (): Promise<number> =>
  0.727 *
  (await window.page
    .getByTestId('customer-amount')
    .locator('span')
    .evaluate(async (span) => {
      const frame = async (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
      await frame();
      await frame();
      return Number.parseFloat(getComputedStyle(span).fontSize);
    }));

/** Displays on which words leave the amount all the room it needs, and the smallest, on which they do not; mm. */
const MEASURED = [
  { inches: 7, width: 800, height: 480, distance: 60, digits: 13 },
  { inches: 7, width: 480, height: 800, distance: 60, digits: 12 },
  { inches: 10.1, width: 1280, height: 800, distance: 60, digits: 20 },
  { inches: 10.1, width: 800, height: 1280, distance: 100, digits: 20 },
  { inches: 15.6, width: 1920, height: 1080, distance: 100, digits: 20 },
] as const;

test.each(MEASURED)(
  'on $inches inches with $width × $height the digits of ¥12.50 are $digits mm high on every screen without a code',
  async ({ inches, width, height, distance, digits }) => {
    const scale = pixelsPerMm(inches, { width, height });
    await window.size(width, height);
    await window.open(customer());
    for (const state of SALE_STATES.filter((name) => name !== 'open' && name !== 'sending')) {
      const view = { state, environment: 'training' as const, display: { inches, distance } };
      for (const receipt of state === 'paid' ? [null, RECEIPT] : [null]) {
        await window.push(customer({ ...view, receipt }));
        await window.page.locator(`main[data-state="${stated(state)}"]`).waitFor({ state: 'attached' });
        expect((await digitsHeight()) / scale, state).toBeGreaterThanOrEqual(digits - 0.01);
      }
    }
  },
);

test.each(SMALL)(
  'on $inches inches with $width × $height a phone reads the code from the $distance cm that were measured',
  async ({ inches, width, height, distance, digits }) => {
    const [display, screen] = [
      { inches, distance },
      { width, height },
    ];
    const scale = pixelsPerMm(inches, screen);
    const { mm, needed } = codeSizeOn(display, screen);
    expect(mm).toBeGreaterThanOrEqual(needed);
    await window.size(width, height);
    const png = await shown({ state: 'open', environment: 'training', display }, 'customer-qr');
    const box = await window.page.getByTestId('customer-qr').boundingBox();
    expect((box?.width ?? 0) / scale).toBeGreaterThanOrEqual(mm - 1e-9);
    expect((await digitsHeight()) / scale).toBeGreaterThanOrEqual(digits);
    const look = { distance: distance * 10, tilt: 30, glare: LAMP };
    expect(readPicture(asAPhoneSees(png, scale, look))).toBe(LINK);
  },
);
