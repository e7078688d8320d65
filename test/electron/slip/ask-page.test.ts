import { afterEach, expect, test, vi } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { askPage } from '#electron/slip/ask-page.ts';

afterEach(() => void vi.useRealTimers());

/** A window whose page answers so. */
const windowThat = (answer: () => Promise<unknown>) => {
  const destroy = vi.fn();
  return { destroy, isDestroyed: () => false, webContents: { executeJavaScript: answer } };
};

test('a page for receipts that hangs is destroyed once nobody waits for its slip any more, so that the next slip opens another', async () => {
  vi.useFakeTimers();
  const window = windowThat(() => new Promise(() => undefined));
  const asked = askPage(window, 'slipPage.show()');
  const failed = expect(asked).rejects.toThrow('does not answer');
  await vi.advanceTimersByTimeAsync(PACE.printing - 1);
  expect(window.destroy).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await failed;
  expect(window.destroy).toHaveBeenCalledOnce();
});

test('a page that answers, or whose script fails, is kept', async () => {
  vi.useFakeTimers();
  const good = windowThat(async () => Promise.resolve(7));
  expect(await askPage(good, '7')).toBe(7);
  const bad = windowThat(async () => Promise.reject(new Error('no such slip')));
  await expect(askPage(bad, 'slipPage.show()')).rejects.toThrow('no such slip');
  await vi.advanceTimersByTimeAsync(PACE.printing);
  expect([good.destroy, bad.destroy].some(({ mock }) => mock.calls.length > 0)).toBe(false);
});
