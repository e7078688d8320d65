import { afterEach, expect, test, vi } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { askPage, loadPage } from '#electron/slip/ask-page.ts';

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

/** As Electron's: it says so when it is destroyed twice. */
const loadedWindow = (loadURL: () => Promise<void>, answer: () => Promise<unknown>) => {
  const state = { isDestroyed: false };
  const destroy = (): void => {
    if (state.isDestroyed) throw new TypeError('Object has been destroyed');
    state.isDestroyed = true;
  };
  const window = {
    loadURL,
    destroy,
    isDestroyed: () => state.isDestroyed,
    webContents: { executeJavaScript: answer },
  };
  return { window, state };
};

test('a page for receipts that hangs while it loads is destroyed, too', async () => {
  vi.useFakeTimers();
  const never = new Promise<never>(() => undefined);
  const { window, state } = loadedWindow(
    () => never,
    () => never,
  );
  const loaded = loadPage(window, 'app://slip', 'slipPage');
  const failed = expect(loaded).rejects.toThrow('does not answer');
  await vi.advanceTimersByTimeAsync(PACE.printing);
  await failed;
  expect(state.isDestroyed).toBe(true);
});

test('why a page for receipts was not loaded is said although its window is gone already', async () => {
  const { window, state } = loadedWindow(
    async () => {
      window.destroy();
      return Promise.reject(new Error('ERR_FAILED'));
    },
    async () => Promise.resolve(),
  );
  await expect(loadPage(window, 'app://slip', 'slipPage')).rejects.toThrow('ERR_FAILED');
  expect(state.isDestroyed).toBe(true);
});

test('a page that does not offer what receipts need is not kept', async () => {
  const { window, state } = loadedWindow(
    async () => Promise.resolve(),
    async () => Promise.reject(new Error('slipPage is not defined')),
  );
  await expect(loadPage(window, 'app://slip', 'slipPage')).rejects.toThrow('is not defined');
  expect(state.isDestroyed).toBe(true);
});
