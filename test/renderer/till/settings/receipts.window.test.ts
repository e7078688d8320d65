import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { settings } from '../../harness/views.ts';
import { openSettingsIn } from './open-settings.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

describe('the settings of receipts', () => {
  test('a printer is set up and tested as typed, and an invalid address says so', async () => {
    await openSettingsIn(shown);
    expect(await at('printer-address').count()).toBe(0);
    await at('printer-kind-tcp').check({ force: true });
    await at('printer-address').fill('the one in the corner');
    await at('settings-save').click();
    expect(await at('printer-address-error').textContent()).toContain('for example 192.168.1.50');
    expect(await shown.calls('settings.save')).toEqual([]);
    await at('printer-address').fill('192.168.1.50');
    await shown.reply('receipts.test', {
      ok: false,
      problem: { code: 'printer-unreachable', details: {} },
    });
    await at('printer-test').click();
    await at('problem').getByText('The printer cannot be reached').waitFor();
    expect(await shown.calls('receipts.test')).toEqual([
      {
        ...{ mode: 'ask', printer: 'tcp', address: '192.168.1.50', width: 80, language: 'en' },
        storeAddress: '',
      },
    ]);
  });

  test.each([
    ['is too long', 'x'.repeat(121)],
    ['has too many lines', '12\nGarden Road\nHuangpu\nShanghai'],
  ])('an address for receipts that %s is refused in plain words', async (_, address) => {
    await openSettingsIn(shown);
    await at('field-storeAddress').fill(address);
    await at('settings-save').click();
    expect(await at('field-storeAddress-error').textContent()).toContain(
      'at most three lines and 120 characters',
    );
    expect(await shown.calls('settings.save')).toEqual([]);
  });

  test('an address for receipts is saved as typed, in any script', async () => {
    await openSettingsIn(shown);
    await at('field-storeAddress').fill('花园路 12 号\nShanghai');
    await shown.reply('settings.save', { ok: true, value: { settings: settings() } });
    await at('settings-save').click();
    await at('settings-saved').waitFor();
    expect(await shown.calls('settings.save')).toMatchObject([{ storeAddress: '花园路 12 号\nShanghai' }]);
  });

  test('another kind of printer starts without an address, and the saved kind with the saved one', async () => {
    const receipts = { mode: 'ask', printer: 'tcp', address: '10.0.0.9', width: 80, language: 'en' } as const;
    await openSettingsIn(shown, { saved: { ...settings().saved, receipts } });
    await at('printer-kind-device').check({ force: true });
    expect(await at('printer-address').inputValue()).toBe('');
    await at('printer-kind-tcp').check({ force: true });
    expect(await at('printer-address').inputValue()).toBe('10.0.0.9');
  });

  describe('a system printer', () => {
    const chooseSystem = async (reply: unknown): Promise<void> => {
      await openSettingsIn(shown);
      await shown.reply('receipts.printers', reply);
      await at('printer-kind-tcp').check({ force: true });
      expect(await shown.calls('receipts.printers')).toEqual([]);
      await at('printer-kind-system').check({ force: true });
    };
    const words = (text: string) => at('system-printers').getByText(text).waitFor();
    const offered = async (): Promise<unknown> =>
      at('printer-address').evaluate((field: HTMLInputElement) =>
        Array.from(field.list?.options ?? []).map(({ value }) => value),
      );

    test('is chosen from the computer’s list, which is read only when needed', async () => {
      await chooseSystem({ ok: true, value: ['Front_desk', 'Office'] });
      await words('This computer has 2 printers');
      expect(await offered()).toEqual(['Front_desk', 'Office']);
      await at('printer-address').fill('Office');
      await words('This computer has 2 printers');
      await shown.reply('receipts.test', { ok: true, value: {} });
      await at('printer-test').click();
      await at('printer-tested').waitFor();
      expect(await shown.calls('receipts.test')).toMatchObject([{ printer: 'system', address: 'Office' }]);
    });

    test('keeps its name when printing is switched off', async () => {
      await chooseSystem({ ok: true, value: ['Front_desk'] });
      await at('printer-address').fill('Terrace');
      await words('no printer with that name right now');
      const saved = settings();
      await shown.reply('settings.save', { ok: true, value: { settings: saved } });
      await at('settings-save').click();
      await at('settings-saved').waitFor();
      expect(await shown.calls('settings.save')).toMatchObject([{ receipts: { address: 'Terrace' } }]);
    });

    test('that is missing is reported in plain words, with what to do', async () => {
      await chooseSystem({ ok: true, value: [] });
      await words('This computer has no printer. Set one up in the system’s settings');
      await chooseSystem({ ok: false, problem: { code: 'unexpected', details: {} } });
      await words('Type the printer’s name exactly as the system shows it');
    });
  });
});
