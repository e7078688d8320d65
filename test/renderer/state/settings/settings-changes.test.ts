import { describe, expect, test } from 'vitest';
import { settings } from '../../harness/views.ts';
import { openForm } from './open-form.ts';

const { saved } = settings();

describe('the outcome shown for the settings', () => {
  test.each([
    ['a test of the connection', 'verdict'],
    ['saving', 'saved'],
    ['a test page', 'printed'],
    ['a refused save', 'problem'],
  ] as const)(
    'by %s is gone once anything is typed, and comes back only when it is true again',
    async (...given) => {
      const [, kind] = given;
      const { bridge, form, typed } = await openForm();
      bridge.answer('settings.test', { verdict: 'works', field: null });
      bridge.answer('receipts.test', {});
      if (kind === 'problem') bridge.refuse('settings.save', 'settings-not-written');
      else bridge.answer('settings.save', { settings: settings() });
      if (kind === 'verdict') await form.test();
      else if (kind === 'printed') await form.testPrinter();
      else await form.save();
      expect(form.outcome.kind).toBe(kind);
      typed().environment = 'live';
      expect(form.outcome.kind).toBe('none');
    },
  );

  test('of a test that was still running does not apply to what was typed meanwhile', async () => {
    const { bridge, form, typed } = await openForm();
    const held = bridge.hold('settings.test');
    const testing = form.test();
    typed().siteId = '4711';
    expect(form.outcome.kind).toBe('testing');
    await held.answer({ verdict: 'works', field: null });
    await testing;
    expect(form.outcome.kind).toBe('none');
  });

  test('by a save that was still running keeps what was typed meanwhile, as a change', async () => {
    const { bridge, form, typed } = await openForm();
    const held = bridge.hold('settings.save');
    typed().storeName = 'Corner Shop';
    const saving = form.save();
    typed().storeName = 'Corner Shop 2';
    await held.answer({ settings: settings({ saved: { ...saved, storeName: 'Corner Shop' } }) });
    await saving;
    expect([typed().storeName, form.changes, form.outcome.kind]).toEqual([
      'Corner Shop 2',
      ['storeName'],
      'none',
    ]);
  });
});

describe('changes that are not saved', () => {
  test('are named in the order of the screen, and none is left once they are discarded', async () => {
    const { form, typed } = await openForm();
    expect([form.isDirty, form.changes]).toEqual([false, []]);
    typed().receipts.width = 58;
    typed().siteId = 'abc';
    expect([form.isDirty, form.changes]).toEqual([true, ['siteId', 'receipts.width']]);
    form.discard();
    expect([form.isDirty, form.changes, form.typed]).toEqual([false, [], saved]);
    expect(form.shownFault('siteId')).toBeNull();
  });

  test('are none where an amount is only written in another way', async () => {
    const { form, typed } = await openForm();
    typed().ceiling = '50000';
    expect([form.isDirty, form.changes]).toEqual([false, []]);
    typed().ceiling = '49999';
    expect([form.isDirty, form.changes]).toEqual([true, ['ceiling']]);
  });

  test('include a currency that was only allowed', async () => {
    const { form, typed } = await openForm();
    typed().unusualCurrencyConfirmed = true;
    expect(form.isDirty).toBe(true);
  });
});
