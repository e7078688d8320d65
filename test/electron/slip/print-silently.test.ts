/** Slips on the system's printers, which print when they like. */
import { expect, test } from 'vitest';
import type { PrintingWindow } from '#electron/slip/print-silently.ts';
import { printSilently } from '#electron/slip/print-silently.ts';

const printer = { kind: 'system', address: 'Office', width: 80 } as const;

type Done = (success: boolean, detail: string) => void;

/** A system that is asked to print, and answers when the test says so. */
const hiddenWindow = () => {
  const asked: Done[] = [];
  const destroyed = { times: 0 };
  const window = {
    isDestroyed: () => destroyed.times > 0,
    destroy: () => void (destroyed.times += 1),
    webContents: { print: (_options: unknown, done: Done) => void asked.push(done) },
  } as unknown as PrintingWindow;
  return { window, asked, destroyed };
};

const begun = () => {
  const shown = hiddenWindow();
  const stop = new AbortController();
  const reached: string[] = [];
  const job = { printer, onReached: () => void reached.push('reached'), signal: stop.signal };
  const unanswered = { count: 0 };
  const printed = printSilently(shown.window, 400, job, (change) => (unanswered.count += change));
  return { ...shown, stop, reached, unanswered, printed };
};

test('a slip that the system prints is printed, and its page is kept for the next', async () => {
  const { printed, asked, stop, destroyed, reached, unanswered } = begun();
  expect(unanswered.count).toBe(1);
  asked[0]?.(true, '');
  expect(await printed).toEqual({ printed: true });
  expect(unanswered.count).toBe(0);
  stop.abort();
  expect([reached, destroyed.times]).toEqual([['reached'], 0]);
});

test('a printer that the system does not know is not reached', async () => {
  const { printed, asked } = begun();
  asked[0]?.(false, 'Invalid printer settings');
  expect(await printed).toMatchObject({ printed: false, why: 'unreachable' });
});

test('a print that was given up cannot come out later with the next slip: its page is gone', async () => {
  const { printed, asked, stop, destroyed, unanswered } = begun();
  stop.abort();
  expect([destroyed.times, unanswered.count]).toEqual([1, 1]);
  asked[0]?.(true, '');
  expect(await printed).toMatchObject({ printed: false, why: 'silent' });
});

test('a print whose page has crashed meanwhile can still be given up', async () => {
  const { printed, window, stop, destroyed } = begun();
  window.destroy();
  stop.abort();
  expect(await printed).toMatchObject({ printed: false, why: 'silent' });
  expect(destroyed.times).toBe(1);
});

test('a copy that cannot be recorded is not printed', () => {
  const { window, asked } = hiddenWindow();
  const onReached = (): never => {
    throw new Error('the disk is full');
  };
  const { signal } = new AbortController();
  expect(() => void printSilently(window, 400, { printer, onReached, signal }, () => undefined)).toThrow(
    'the disk is full',
  );
  expect(asked).toEqual([]);
});
