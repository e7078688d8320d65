import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { environmentOn, startTwoDisplays } from '../../../scripts/displays/displays.mjs';
import { readQr } from '../../support/read-qr.ts';
import type { Station } from '../../support/station.ts';
import { charge, freshHome, openStation, removeHome, tillState } from '../../support/station.ts';

let displays: Awaited<ReturnType<typeof startTwoDisplays>>;
let station: Station;
let home: string;

beforeAll(async () => {
  displays = await startTwoDisplays({ till: '1280x800' });
});
afterAll(async () => displays.stop());
beforeEach(() => {
  home = freshHome();
});
afterEach(async () => {
  await station.close();
  removeHome(home);
});

const open = async (): Promise<void> => {
  station = await openStation({ home, env: environmentOn(displays.display) });
};

const fault = (name: string) => station.till.locator(`[data-testid="display-missing"][data-fault="${name}"]`);

/** The page runs, but none of its frames reaches the screen until the result is called. */
const stopPainting = async (): Promise<() => Promise<void>> => {
  const held = await station.customer.evaluateHandle(() => {
    const frames: FrameRequestCallback[] = [];
    const real = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (frame) => frames.push(frame);
    const goOn = (): void => {
      window.requestAnimationFrame = real;
      for (const frame of frames) real(frame);
    };
    return { goOn };
  });
  return async () => {
    try {
      await held.evaluate(({ goOn }) => goOn());
    } catch (error) {
      // The till has replaced the page meanwhile: after ten silent seconds, in which a busy computer does little.
      if (!/Target crashed/.test(String(error))) throw error;
    }
  };
};

test('a customer’s window that stops painting is reported, the till shows the code large instead, and the report ends when it paints again', async () => {
  await displays.plugIn();
  await open();
  const { till } = station;
  const goOn = await stopPainting();
  await charge(till, 1250);
  await fault('silent').waitFor();
  expect(await fault('silent').innerText()).toMatch(/does not respond.*do not charge again/is);

  await till.getByTestId('display-show-code').click();
  await till.getByTestId('customer-code-qr').waitFor();
  expect(readQr(await till.screenshot())).toContain('PaymentToken=');
  await till.keyboard.press('Escape');
  await till.getByTestId('customer-code').waitFor({ state: 'detached' });
  await tillState(till, 'open');

  await goOn();
  await till.getByTestId('display-missing').waitFor({ state: 'detached' });
  await tillState(till, 'open');
});

test('a code that does not reach the customer’s display is reported, and so is its return', async () => {
  await displays.plugIn();
  await open();
  const { till, customer } = station;
  await charge(till, 1250);
  const code = customer.getByTestId('customer-qr');
  await code.waitFor();
  const measured = await code.evaluate((canvas) => (canvas as HTMLCanvasElement).width);
  const read = () => till.evaluate(() => window.countertop.call('display.read', {}));
  await expect.poll(read).toMatchObject({ value: { fault: null, code: measured } });

  await code.evaluate((canvas) => (canvas.style.opacity = '0'));
  await fault('no-code').waitFor();
  await code.evaluate((canvas) => (canvas.style.opacity = '1'));
  await till.getByTestId('display-missing').waitFor({ state: 'detached' });

  // Something covers it.
  await customer.evaluate(() => {
    const cover = document.createElement('div');
    cover.id = 'cover';
    Object.assign(cover.style, { position: 'fixed', inset: '0', background: 'black' });
    document.body.append(cover);
  });
  await fault('no-code').waitFor();
});

test('a display that is missing when the till starts is reported, until the shop says that it has only one', async () => {
  await displays.unplug();
  await open();
  await tillState(station.till, 'idle');
  expect(await station.till.getByTestId('display-missing').count()).toBe(0);
  await displays.plugIn();
  await station.till.getByTestId('display-found').waitFor();
  await station.close();

  await displays.unplug();
  await open();
  const { till } = station;
  await fault('missing').waitFor();
  expect(await till.getByTestId('display-lost').innerText()).toMatch(
    /no payment is affected, and you may charge/i,
  );
  await till.getByTestId('display-forget').click();
  await till.getByTestId('display-missing').waitFor({ state: 'detached' });
  await station.close();

  await open();
  await tillState(station.till, 'idle');
  await charge(station.till, 1250);
  await tillState(station.till, 'open');
  expect(await station.till.getByTestId('display-missing').count()).toBe(0);
  // With one display the code is opened by hand.
  await station.till.getByTestId('mirror-code').click();
  expect(readQr(await station.till.getByTestId('customer-code').screenshot())).toContain('PaymentToken=');
  await station.till.getByTestId('customer-code-close').click();
  await tillState(station.till, 'open');
});
