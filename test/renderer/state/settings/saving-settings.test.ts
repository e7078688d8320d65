import { describe, expect, test } from 'vitest';
import { settings } from '../../harness/views.ts';
import { openForm } from './open-form.ts';

const { saved } = settings();

describe('settings that cannot be saved', () => {
  test('because the disk refuses stay as typed for the next try', async () => {
    const { bridge, form, typed } = await openForm();
    bridge.refuse('settings.save', 'settings-not-written');
    typed().storeName = 'Corner Shop';
    await form.save();
    expect(form.outcome).toMatchObject({ kind: 'problem', problem: { code: 'settings-not-written' } });
    expect([form.busy, typed().storeName]).toEqual([false, 'Corner Shop']);
  });

  test('because the till is gone stay as typed, and the form does not wait for ever', async () => {
    const { bridge, form, typed } = await openForm();
    bridge.breakOff('settings.save');
    typed().storeName = 'Corner Shop';
    await form.save();
    expect([form.outcome.kind, form.busy, typed().storeName]).toEqual(['problem', false, 'Corner Shop']);
  });
});

describe('a test', () => {
  test('of the connection says how it went and marks what is missing', async () => {
    const { bridge, form } = await openForm();
    bridge.answer('settings.test', { verdict: 'incomplete', field: 'storeName' });
    await form.test();
    expect(form.outcome).toEqual({ kind: 'verdict', verdict: 'incomplete' });
    expect(form.shownFault('storeName')).toBe('invalid');
    expect(bridge.made('settings.test')).toEqual([saved]);
  });

  test('of the printer prints as typed, without saving', async () => {
    const { bridge, form, typed } = await openForm();
    bridge.answer('receipts.test', {});
    form.choosePrinter('tcp');
    typed().receipts.address = '192.168.1.50';
    await form.testPrinter();
    expect(bridge.made('receipts.test')).toEqual([
      { ...saved.receipts, printer: 'tcp', address: '192.168.1.50', storeAddress: '' },
    ]);
    expect(form.outcome.kind).toBe('printed');
    bridge.refuse('receipts.test', 'printer-unreachable');
    await form.testPrinter();
    expect(form.outcome).toMatchObject({ kind: 'problem', problem: { code: 'printer-unreachable' } });
    expect([bridge.made('settings.save'), typed().receipts.address]).toEqual([[], '192.168.1.50']);
  });

  test('of another kind of printer starts without an address, and the saved kind with the saved one', async () => {
    const receipts = { ...saved.receipts, printer: 'tcp', address: '10.0.0.9' } as const;
    const { form, typed } = await openForm({ saved: { ...saved, receipts } });
    form.choosePrinter('device');
    expect(typed().receipts.address).toBe('');
    form.choosePrinter('tcp');
    expect(typed().receipts.address).toBe('10.0.0.9');
  });

  test('of another kind of printer finds the address again that was typed for it, until all is discarded', async () => {
    const { form, typed } = await openForm();
    form.choosePrinter('tcp');
    typed().receipts.address = '192.168.1.50';
    form.choosePrinter('system');
    form.choosePrinter('tcp');
    expect(typed().receipts.address).toBe('192.168.1.50');
    form.discard();
    form.choosePrinter('tcp');
    expect(typed().receipts.address).toBe('');
  });
});
