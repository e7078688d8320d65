import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PAPER } from '#domain/print/paper-width.ts';
import { lettersOn, printOnPaper } from '../support/print/escpos.ts';
import { openPrinter } from '../support/print/network-printer.ts';
import { pictureOf } from '../support/print/paper-picture.ts';
import { send } from '../simulator/phone/phone-kit.ts';
import { readQr } from '../support/read-qr.ts';
import type { Station } from '../support/station.ts';
import { charge, freshHome, openStation, removeHome, tillState } from '../support/station.ts';

const pictures = join(import.meta.dirname, '..', '..', 'out', 'receipts');
mkdirSync(pictures, { recursive: true });

let station: Station;

const leave = async (): Promise<void> => {
  await station.close();
  removeHome(station.home);
};

/** The second test continues where the first left the till. */
describe('a till in training', () => {
  beforeAll(async () => {
    station = await openStation();
  });
  afterAll(leave);

  test('a day in training, where nobody signs in: sell, read the X, reconcile with the gateway, close, read the Z again, and go on selling', async () => {
    const { till } = station;
    const at = (testid: string) => till.getByTestId(testid);
    expect(await at('signed-in-as').innerText()).toContain('Training Manager');
    expect(await at('sign-out').count()).toBe(0);
    const sell = async (hundredths: number): Promise<void> => {
      await charge(till, hundredths);
      await tillState(till, 'open');
      await at('training-scan').click();
      await at('training-pay').click();
      await tillState(till, 'paid');
      await at('new-sale').click();
    };
    await sell(1250);
    await at('rail-day').click();
    await at('x-report').click();
    expect(await at('x-sheet').textContent()).toContain('¥12.50');
    await at('reconcile').click();
    await till.locator('[data-testid="reconcile-state"][data-state="matched"]').waitFor();
    await at('close-day').click();
    await at('close-confirm').click();
    expect(await at('z-number').textContent()).toBe('1');
    await at('day-back').click();
    await at('z-row').click();
    expect(await at('z-number').textContent()).toBe('1');
    await at('rail-sale').click();
    await sell(800);
  });

  test('a manager lets phones in: one scans the customer’s display, presses Pay, and the till has it paid, until that is switched off', async () => {
    const { till, customer, app } = station;
    const at = (testid: string) => till.getByTestId(testid);
    // The computer has no address in a shop's network; 127.0.0.2 stands in for one.
    await app.evaluate(() => {
      const os = process.getBuiltinModule('node:os');
      const wifi = { family: 'IPv4', internal: false, address: '192.168.1.5' };
      os.networkInterfaces = () =>
        ({ 'Wi-Fi': [wifi] }) as unknown as ReturnType<typeof os.networkInterfaces>;
      const { Server } = process.getBuiltinModule('node:net');
      const listen: unknown = Reflect.get(Server.prototype, 'listen');
      Reflect.set(
        Server.prototype,
        'listen',
        function (this: unknown, how: { host?: string }, ...more: unknown[]): unknown {
          const there = how.host === wifi.address ? { ...how, host: '127.0.0.2' } : how;
          return Reflect.apply(listen as () => unknown, this, [there, ...more]) as unknown;
        },
      );
    });
    const switchPhones = async (): Promise<void> => {
      await at('rail-settings').click();
      await till.getByTestId('field-trainingPhone').click();
      await at('settings-save').click();
      await at('settings-saved').waitFor();
    };
    await switchPhones();
    expect(await at('training-phone').innerText()).toContain('192.168.1.5:');
    await at('rail-sale').click();
    await charge(till, 990);
    await tillState(till, 'open');
    expect(await at('training-phone').innerText()).toContain('No money moves.');
    await customer.getByTestId('customer-qr').waitFor();
    const { host, pathname } = new URL(readQr(await customer.screenshot()));
    const page = `http://${host.replace('192.168.1.5', '127.0.0.2')}${pathname}`;
    await send(page, { headers: { host } });
    await tillState(till, 'pending');
    await send(`${page}/pay`, { method: 'POST', headers: { host } });
    await tillState(till, 'paid');
    await at('new-sale').click();
    await switchPhones();
    expect(await at('training-phone').count()).toBe(0);
    await expect(send(page)).rejects.toThrow(/ECONNREFUSED/);
    await at('rail-sale').click();
  });
});

/** The answer of the system's dialog, which no test can click. */
const choosesInDialog = async ({ app }: Station, folder: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);

describe('a till of its own', () => {
  afterEach(leave);

  test('every close writes the day and its Z, as CSV and PDF, to the chosen folder; a missing folder is named', async () => {
    station = await openStation();
    const { home } = station;
    const at = (testid: string) => station.till.getByTestId(testid);
    const folder = join(home, 'for the bookkeeper');
    mkdirSync(folder);
    await choosesInDialog(station, folder);
    await at('rail-day').click();
    await at('export-range').click();
    await at('export-choose-folder').click();
    await at('export-folder').getByText(folder).waitFor();
    await at('export-at-close').check({ force: true });
    const close = async (): Promise<void> => {
      await at('close-day').click();
      await at('close-confirm').click();
      await at('z-number').waitFor();
    };
    await close();
    await station.till.locator('[data-testid="export-state"][data-state="written"]').waitFor();
    const files = readdirSync(folder).sort();
    expect(files.map((name) => name.replace(/\d{4}-\d\d-\d\d/, 'DAY'))).toEqual([
      'TRAINING-countertop-training-DAY.csv',
      'TRAINING-countertop-training-DAY.csv.sha256',
      'TRAINING-countertop-training-T1-z-1-DAY.csv',
      'TRAINING-countertop-training-T1-z-1-DAY.csv.sha256',
      'TRAINING-countertop-training-T1-z-1-DAY.pdf',
      'TRAINING-countertop-training-T1-z-1-DAY.pdf.sha256',
    ]);
    const pdf = readFileSync(join(folder, files[4]!));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    // A4 in points.
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45](?:\.\d+)? 84[12]/);
    const sum = createHash('sha256').update(pdf).digest('hex');
    expect(readFileSync(join(folder, files[5]!), 'utf8')).toBe(`${sum}  ${files[4]}\n`);
    writeFileSync(join(pictures, 'z.pdf'), pdf);

    removeHome(folder);
    await at('day-back').click();
    await close();
    await at('export-problem').getByText('folder').first().waitFor();
    expect(await at('z-number').textContent()).toBe('2');

    // The files are complete even if the till is closed right away.
    mkdirSync(folder);
    await at('day-back').click();
    await close();
    await station.close();
    expect(readdirSync(folder).filter((name) => name.includes('-z-3-'))).toHaveLength(4);
  });

  test('printing a Z twice makes the second print a duplicate', async () => {
    const home = freshHome();
    const printer = await openPrinter();
    const receipts = { mode: 'ask', printer: 'tcp', address: printer.address, width: 80 };
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ receipts }));
    station = await openStation({ home });
    const { till, customer } = station;
    const at = (testid: string) => till.getByTestId(testid);
    const print = async (button: string): Promise<string> => {
      const out = printer.next();
      await at(button).click();
      await out;
      await till.locator('[data-testid="report-print-state"][data-state="printed"]').waitFor();
      const paper = printOnPaper(printer.papers.at(-1)!, PAPER[80].dots);
      expect(paper.isCut).toBe(true);
      writeFileSync(join(pictures, `${button}.png`), await pictureOf(paper, PAPER[80].dots, customer));
      return lettersOn(paper);
    };
    await charge(till, 1250);
    await tillState(till, 'open');
    await at('training-pay').click();
    await tillState(till, 'paid');
    await at('rail-day').click();
    await at('x-report').click();
    expect(await print('x-print')).toContain('CNY 12.50');
    await at('close-day').click();
    await at('close-confirm').click();
    const first = await print('z-print');
    expect(first).toContain('Z 1');
    expect(first).toContain('CNY 12.50');
    expect(first).not.toContain('DUPLICATE');
    expect(await print('z-print')).toContain('DUPLICATE 1');
    printer.close();
  });
});
