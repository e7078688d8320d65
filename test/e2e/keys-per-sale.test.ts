/** How many keys a sale takes; the README gives the same number. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { GatewayBench, Station } from '../support/station.ts';
import { customerState, openGatewayBench, openStation, removeHome, tillState } from '../support/station.ts';

/** How long a person holds a key, ms; faster typing would be taken for a scan. */
const HELD_MS = 80;

const IN_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

let bench: GatewayBench;
let station: Station;

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await station.till.keyboard.press(key, { delay: HELD_MS });
};

const codeShown = () => station.customer.getByTestId('customer-qr').waitFor();
const amount = (): Promise<string | null> => station.till.getByTestId('amount').textContent();

/** The keys that have reached the till since the last count. */
const keysPressed = (): Promise<number> =>
  station.till.evaluate(() => {
    const { length } = performance.getEntriesByName('key-pressed');
    performance.clearMarks('key-pressed');
    return length;
  });

beforeAll(async () => {
  bench = await openGatewayBench();
  station = await openStation({ gateway: bench.gateway });
  await station.till.evaluate(() => {
    addEventListener('keydown', () => performance.mark('key-pressed'), { capture: true });
  });
});
afterEach(async () => {
  await tillState(station.till, 'idle');
  await customerState(station.customer, 'idle');
  await keysPressed();
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  await bench.simulator.close();
});

test('a four-digit amount takes as few keys from an idle till to the code as the README says, and the next sale one', async () => {
  await press('1', '2', '5', '0', 'Enter');
  await codeShown();
  const toTheCode = await keysPressed();
  expect(toTheCode).toBe(5);
  bench.simulator.act('latest', 'pay');
  await tillState(station.till, 'paid');
  await press('Enter');
  await tillState(station.till, 'idle');
  const toTheNext = await keysPressed();
  expect(readFileSync('README.md', 'utf8').replaceAll(/\s+/g, ' ')).toContain(
    `A four-digit amount takes ${IN_WORDS[toTheCode]} keys from an idle till to the customer's code, and ${IN_WORDS[toTheNext]} more starts the next sale.`,
  );
});

test('a whole sale is keyed on the numpad alone: a sum with +, − and ×, the charge and the next sale', async () => {
  await press('Numpad1', 'Numpad2', 'NumpadDecimal', 'Numpad5', 'NumpadMultiply', 'Numpad2');
  await press('NumpadAdd', 'Numpad7', 'Numpad5', 'Numpad0');
  await press('NumpadSubtract', 'Numpad5', 'Numpad0');
  expect(await amount()).toBe('32.00');
  await press('NumpadEnter');
  await codeShown();
  expect(await station.customer.getByTestId('customer-amount').innerText()).toContain('32.00');
  expect(await keysPressed()).toBe(14);
  bench.simulator.act('latest', 'pay');
  await tillState(station.till, 'paid');
  await press('NumpadEnter');
});
