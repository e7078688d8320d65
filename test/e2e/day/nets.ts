import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { csvRows } from './journal.ts';

/** The net sales shown in a part of the screen, in hundredths. */
export const shownNet = async (till: Page, testid: string): Promise<number> => {
  await till.getByTestId(testid).waitFor();
  return Number(await till.getByTestId(testid).getAttribute('data-hundredths'));
};

/** What main tells the sale about today; the screen does not show it while no shift is open. */
export const todayNet = async (till: Page): Promise<number> =>
  till.evaluate(async () => {
    const { countertop } = globalThis as unknown as {
      countertop: { call: (name: string, input: object) => Promise<{ value: { net: number } | null }> };
    };
    const { value } = await countertop.call('takings.today', {});
    return value?.net ?? NaN;
  });

/** Today's overview, and the file exported from it into this folder. */
export const overviewNets = async (till: Page, folder: string): Promise<Record<string, number>> => {
  const at = (testid: string) => till.getByTestId(testid);
  await at('rail-overview').click();
  await at('overview-today').click();
  const shown = await shownNet(till, 'overview-net');
  await at('overview-export').click();
  await at('overview-saved').waitFor();
  const [file = ''] = /countertop\S+\.csv/.exec(await at('overview-saved').innerText()) ?? [];
  const [net] = csvRows(readFileSync(join(folder, file), 'utf8')).filter(
    ({ section, name }) => section === 'net' && name === 'net',
  );
  return { Overview: shown, 'Overview CSV': Number(net?.['sum_hundredths']) };
};
