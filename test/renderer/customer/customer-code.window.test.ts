import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QUIET_ZONE } from '../../../src-renderer/parts/qr/qr-geometry.ts';
import { matrixOf } from '../../../src-renderer/parts/qr/qr-matrix.ts';
import { readQr } from '../../support/read-qr.ts';
import type { CustomerWindow } from './customer-window.ts';
import { openCustomerWindow } from './customer-window.ts';
import { customer, LINK } from './views.ts';

let window: CustomerWindow;
beforeAll(async () => {
  window = await openCustomerWindow();
  await window.size(1280, 800);
});
afterAll(async () => window.close());

const qr = () => window.page.getByTestId('customer-qr');

/** Every colour of the screen in the area of the code, as 'red green blue'. */
const coloursOfCode = async (): Promise<readonly string[]> => {
  const { left, top, edge } = await qr().evaluate((canvas: HTMLCanvasElement) => ({
    left: Math.round(canvas.getBoundingClientRect().left * devicePixelRatio),
    top: Math.round(canvas.getBoundingClientRect().top * devicePixelRatio),
    edge: canvas.width,
  }));
  const { data, width } = PNG.sync.read(await window.page.screenshot());
  const colours = new Set<string>();
  for (let at = 0; at < edge * edge; at += 1) {
    const pixel = (top + Math.floor(at / edge)) * width + left + (at % edge);
    colours.add(data.subarray(pixel * 4, pixel * 4 + 3).join(' '));
  }
  return [...colours].sort();
};

describe.each([
  { factor: 1, scheme: 'light' },
  { factor: 1, scheme: 'dark' },
  { factor: 1.5, scheme: 'light' },
  { factor: 1.25, scheme: 'dark' },
] as const)('on a screen of $factor pixels to a point, in the $scheme theme', ({ factor, scheme }) => {
  beforeAll(async () => {
    await window.scheme(scheme);
    await window.pixelRatio(factor);
    await window.open(customer());
    await window.push(customer({ state: 'open' }));
    await qr().waitFor();
  });

  test('an independent QR reader reads the gateway’s link from the screen', async () => {
    expect(readQr(await window.page.screenshot())).toBe(LINK);
  });

  test('the code is pure black on pure white, with its edges on whole pixels', async () => {
    expect(await coloursOfCode()).toEqual(['0 0 0', '255 255 255']);
  });

  test('each module is at least ten pixels wide', async () => {
    const { backing, shown } = await qr().evaluate((canvas: HTMLCanvasElement) => ({
      backing: canvas.width,
      shown: canvas.getBoundingClientRect().width * devicePixelRatio,
    }));
    expect(Math.abs(shown - backing)).toBeLessThan(0.05);
    const pixels = backing / (matrixOf(LINK)!.modules + 2 * QUIET_ZONE);
    expect(Number.isInteger(pixels)).toBe(true);
    expect(pixels).toBeGreaterThanOrEqual(10);
  });
});
