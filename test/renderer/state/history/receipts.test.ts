import { describe, expect, test } from 'vitest';
import type { Problem, ReceiptView } from '#contract';
import { Receipts } from '../../../../src-renderer/state/history/receipts.svelte.ts';
import { Place } from '../../../../src-renderer/state/place.svelte.ts';
import { Printer } from '../../../../src-renderer/state/printer.svelte.ts';
import { SystemPrinters } from '../../../../src-renderer/state/settings/system-printers.svelte.ts';
import { payment, till } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const { reference } = payment();
const receipt = (given: Partial<ReceiptView> = {}): ReceiptView => ({
  reference,
  state: 'none',
  copies: 0,
  problem: null,
  ...given,
});
const unreachable: Problem = { code: 'printer-unreachable', details: {} };

const openReceipts = () => {
  const bridge = openFakeBridge();
  const complaints: Problem['code'][] = [];
  const printer = new Printer({ till: till() }, () => null, new Place(() => undefined));
  const receipts = new Receipts(bridge, ({ code }) => complaints.push(code), printer);
  return { bridge, complaints, receipts, stop: receipts.start() };
};

describe('the receipt of a payment', () => {
  test('shows main’s state for this payment, and not another’s', async () => {
    const { bridge, receipts } = openReceipts();
    bridge.answer('receipts.read', receipt({ state: 'printed', copies: 1 }));
    expect(receipts.of(reference)).toBeUndefined();
    await receipts.read(reference);
    bridge.push('receipts.changed', receipt({ reference: 'T1-R1', state: 'printing' }));
    expect(receipts.of(reference)).toEqual(receipt({ state: 'printed', copies: 1 }));
    expect(receipts.of('T1-R1')?.state).toBe('printing');
  });

  test('that cannot be read says why', async () => {
    const { bridge, complaints, receipts } = openReceipts();
    bridge.refuse('receipts.read', 'not-permitted');
    await receipts.read(reference);
    expect(complaints).toEqual(['not-permitted']);
  });

  test('that could not be printed says so in its own place, and not twice', async () => {
    const { bridge, complaints, receipts } = openReceipts();
    const held = bridge.hold('receipts.print');
    const printing = receipts.print(reference);
    bridge.push('receipts.changed', receipt({ state: 'failed', problem: unreachable }));
    await held.refuse('printer-unreachable');
    await printing;
    expect(complaints).toEqual([]);
    expect(receipts.of(reference)?.problem).toEqual(unreachable);
  });

  test('that was refused for another reason says so near the amount', async () => {
    const { bridge, complaints, receipts } = openReceipts();
    bridge.refuse('receipts.print', 'not-permitted');
    await receipts.print(reference);
    expect(complaints).toEqual(['not-permitted']);
  });

  test('is saved once, however often the button is pressed, and its file is named only beside it', async () => {
    const { bridge, receipts } = openReceipts();
    const held = bridge.hold('receipts.savePdf');
    const saving = receipts.savePdf(reference);
    await receipts.savePdf(reference);
    expect(receipts.saving).toBe(true);
    await held.answer({ fileName: 'receipt.pdf' });
    await saving;
    expect(bridge.made('receipts.savePdf')).toEqual([{ reference }]);
    expect(receipts.saving).toBe(false);
    expect([receipts.fileOf(reference), receipts.fileOf('T1-R1')]).toEqual(['receipt.pdf', null]);
  });

  test('is found again: the folder that it was saved to can be opened', async () => {
    const { bridge, complaints, receipts } = openReceipts();
    bridge.answer('receipts.showFolder', {});
    await receipts.showFolder();
    expect(bridge.made('receipts.showFolder')).toEqual([{}]);
    bridge.refuse('receipts.showFolder', 'not-permitted');
    await receipts.showFolder();
    expect(complaints).toEqual(['not-permitted']);
  });

  test('that was saved is opened by its name alone, or the till says why not', async () => {
    const { bridge, complaints, receipts } = openReceipts();
    bridge.answer('receipts.savePdf', { fileName: 'receipt.pdf' });
    await receipts.savePdf(reference);
    bridge.answer('receipts.open', {});
    await receipts.open();
    expect(bridge.made('receipts.open')).toEqual([{ fileName: 'receipt.pdf' }]);
    bridge.refuse('receipts.open', 'file-not-opened');
    await receipts.open();
    expect(complaints).toEqual(['file-not-opened']);
  });

  test('that could not be saved says why and names no file', async () => {
    const { bridge, complaints, receipts } = openReceipts();
    bridge.refuse('receipts.savePdf', 'receipt-not-saved');
    await receipts.savePdf(reference);
    expect([receipts.fileOf(reference), complaints]).toEqual([null, ['receipt-not-saved']]);
  });

  test('is no longer followed once it is closed', () => {
    const { bridge, receipts, stop } = openReceipts();
    stop();
    bridge.push('receipts.changed', receipt());
    expect(receipts.of(reference)).toBeUndefined();
  });
});

describe('the printers of this computer’s system', () => {
  test('are known once the system has listed them', async () => {
    const bridge = openFakeBridge();
    const printers = new SystemPrinters(bridge);
    bridge.answer('receipts.printers', ['Counter', 'Office']);
    expect(printers.state).toBe('asking');
    await printers.read();
    expect([printers.state, printers.names]).toEqual(['listed', ['Counter', 'Office']]);
  });

  test('are unknown, not none, when the system cannot list them', async () => {
    const bridge = openFakeBridge();
    const printers = new SystemPrinters(bridge);
    bridge.refuse('receipts.printers', 'unexpected');
    await printers.read();
    expect([printers.state, printers.names]).toEqual(['unknown', []]);
  });
});
