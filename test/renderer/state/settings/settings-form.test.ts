import { describe, expect, test } from 'vitest';
import { SettingsForm } from '../../../../src-renderer/state/settings/settings-form.svelte.ts';
import { settings, till } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';
import { openForm } from './open-form.ts';

const { saved } = settings();

describe('the settings form', () => {
  test('is empty until the till has answered, then shows what is saved and nothing as wrong', async () => {
    const bridge = openFakeBridge();
    const held = bridge.hold('settings.read');
    const form = new SettingsForm(bridge, () => undefined);
    const reading = form.readFor(till());
    expect([form.typed, form.locked, form.keySaved]).toEqual([null, null, false]);
    await held.answer(settings());
    await reading;
    expect(form.typed).toEqual(saved);
    expect(form.shownFault('siteId')).toBeNull();
    expect(form.shownFault('receipts.address')).toBeNull();
    expect(form.outcome.kind).toBe('none');
  });

  test('says why the settings cannot be read', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('settings.read', 'sign-in-needed');
    const form = new SettingsForm(bridge, () => undefined);
    await form.readFor(till());
    expect(form.outcome).toMatchObject({ kind: 'problem', problem: { code: 'sign-in-needed' } });
    expect(form.typed).toBeNull();
  });

  test('knows for which environment an ApiKey is saved, and whether this computer can keep one', async () => {
    const { form, typed } = await openForm({ keySaved: ['live'], keyStore: 'missing' });
    expect([form.keySaved, form.keyStoreMissing]).toEqual([false, true]);
    typed().environment = 'live';
    expect(form.keySaved).toBe(true);
  });

  test('leads into the guided set-up with what was typed, where that takes the till live', async () => {
    const { bridge, form, typed, led } = await openForm({
      saved: { ...saved, environment: 'test' },
      keySaved: ['live', 'test'],
    });
    typed().environment = 'live';
    await form.save();
    expect(led).toMatchObject([{ environment: 'live', siteId: saved.siteId }]);
    expect(bridge.made('settings.save')).toEqual([]);
    expect(form.busy).toBe(false);
  });

  test('leads there as well where a live till would reach another account untested', async () => {
    const { bridge, form, typed, led } = await openForm({
      saved: { ...saved, environment: 'live' },
      keySaved: ['live'],
    });
    bridge.refuse('settings.save', 'live-untested');
    typed().siteId = '30202';
    await form.save();
    expect(led).toMatchObject([{ siteId: '30202' }]);
  });

  test('saves what was typed and then shows it as the till keeps it', async () => {
    const { bridge, form, typed } = await openForm();
    const kept = { ...saved, country: 'DE' };
    bridge.answer('settings.save', { settings: settings({ saved: kept }) });
    typed().country = ' de ';
    await form.save();
    expect(bridge.made('settings.save')).toEqual([{ ...saved, country: ' de ' }]);
    expect([form.outcome.kind, form.typed]).toEqual(['saved', kept]);
  });

  test('saves once, however often the button is pressed', async () => {
    const { bridge, form } = await openForm();
    const held = bridge.hold('settings.save');
    const first = form.save();
    expect(form.busy).toBe(true);
    await form.save();
    await form.test();
    await form.testPrinter();
    await held.answer({ settings: settings() });
    await first;
    expect(bridge.made('settings.save')).toHaveLength(1);
    expect([form.busy, bridge.made('settings.test')]).toEqual([false, []]);
  });
});

describe('a value that is wrong', () => {
  test('is marked as it is typed, and no longer once it is right', async () => {
    const { form, typed } = await openForm();
    typed().siteId = 'abc';
    expect(form.shownFault('siteId')).toBe('invalid');
    typed().siteId = '4711';
    expect(form.shownFault('siteId')).toBeNull();
  });

  test('is not sent to the till: every fault is shown, and all that was typed stays', async () => {
    const { bridge, form, typed } = await openForm({ saved: { ...saved, email: '' } });
    typed().siteId = 'abc';
    typed().storeName = 'Corner Shop';
    expect(form.shownFault('email')).toBeNull();
    await form.save();
    expect(form.outcome).toMatchObject({ kind: 'problem', problem: { code: 'settings-invalid' } });
    expect([form.shownFault('siteId'), form.shownFault('email')]).toEqual(['invalid', 'invalid']);
    expect(form.typed).toMatchObject({ siteId: 'abc', storeName: 'Corner Shop' });
    expect(bridge.made('settings.save')).toEqual([]);
  });

  test('that only the till finds is marked until it is typed again, with nothing lost', async () => {
    const { bridge, form, typed } = await openForm();
    bridge.refuse('settings.save', 'settings-invalid', { field: 'timeZone' });
    typed().storeName = 'Corner Shop';
    await form.save();
    expect(form.outcome).toMatchObject({ kind: 'problem', problem: { code: 'settings-invalid' } });
    expect(form.shownFault('timeZone')).toBe('invalid');
    expect(typed().storeName).toBe('Corner Shop');
    typed().timeZone = 'Asia/Shanghai';
    expect(form.shownFault('timeZone')).toBeNull();
  });

  test('names the currency that does not have two decimals', async () => {
    const { form, typed } = await openForm();
    typed().currency = 'jpy';
    expect(form.shownFault('currency')).toEqual({ code: 'currency-unusual', details: { currency: 'JPY' } });
    typed().unusualCurrencyConfirmed = true;
    expect(form.shownFault('currency')).toBeNull();
  });

  test('of a printer’s address is marked once it was touched', async () => {
    const { form, typed } = await openForm();
    form.choosePrinter('tcp');
    expect(form.shownFault('receipts.address')).toBeNull();
    typed().receipts.address = 'the one in the corner';
    expect(form.shownFault('receipts.address')).toBe('invalid');
    typed().receipts.address = '192.168.1.50';
    expect(form.shownFault('receipts.address')).toBeNull();
  });
});

test('a name that an earlier version has taken is not called wrong, and another odd one is', async () => {
  const odd = { ...saved, terminalId: '🍵' };
  const { bridge, form, typed } = await openForm({ saved: odd });
  bridge.answer('settings.save', { settings: settings({ saved: odd }) });
  typed().storeName = 'Corner Shop';
  expect([await form.save(), form.shownFault('terminalId')]).toEqual([true, null]);
  typed().terminalId = '🍵2';
  expect([await form.save(), form.shownFault('terminalId')]).toEqual([false, 'invalid']);
});

describe('when the till changes while someone types', () => {
  test('what is typed stays, and what is locked is read again', async () => {
    const { bridge, form, typed } = await openForm();
    typed().storeName = 'Corner Shop';
    bridge.answer('settings.read', settings({ locked: 'bench', assumedTimeZone: '+08:00' }));
    await form.readFor(till({ connection: 'no-internet' }));
    expect(typed().storeName).toBe('Corner Shop');
    expect([form.locked, form.assumedTimeZone]).toEqual(['bench', '+08:00']);
  });

  test('a setting that is changed elsewhere does not replace the typed one', async () => {
    const { bridge, form, typed } = await openForm();
    typed().siteId = '4711';
    bridge.answer('settings.read', settings({ saved: { ...saved, siteId: '5000' } }));
    await form.readFor(till());
    expect(typed().siteId).toBe('4711');
  });

  test('the settings are read once for each state of the till', async () => {
    const { bridge, form } = await openForm();
    const same = till();
    await form.readFor(same);
    await form.readFor(same);
    expect(bridge.made('settings.read')).toHaveLength(2);
  });
});

describe('a person who may not change settings', () => {
  test('sees them, is told what is needed, and loses nothing they typed', async () => {
    const { bridge, form, typed } = await openForm();
    bridge.refuse('settings.save', 'approval-needed', { permission: 'change-settings' });
    typed().storeName = 'Corner Shop';
    await form.save();
    const needed = { code: 'approval-needed', details: { permission: 'change-settings' } };
    expect(form.outcome).toEqual({ kind: 'problem', problem: needed });
    bridge.answer('settings.save', { settings: settings({ saved: typed() }) });
    await form.save();
    expect(bridge.made('settings.save').map(({ storeName }) => storeName)).toEqual([
      'Corner Shop',
      'Corner Shop',
    ]);
    expect(form.outcome.kind).toBe('saved');
  });

  test('is told by a till on a bench that nothing can be changed here', async () => {
    const { form } = await openForm({ locked: 'bench' });
    expect([form.locked, form.typed]).toEqual(['bench', saved]);
  });
});
