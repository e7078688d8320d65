import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { afterEach, expect, test, vi } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { watchHealth } from '#electron/hosted-page/page-watch.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** The gateway's page, which hangs: it answers nothing. */
const hangingPage = () => {
  const page = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    mainFrame: { executeJavaScript: async () => new Promise(() => undefined) },
  });
  const navigate = (): void =>
    void page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
  return { page, contents: page as unknown as WebContents, navigate };
};

const LONG = PACE.hostedPage.pulse + PACE.hostedPage.silence;

test('a page that hangs after a navigation that led nowhere is still found out', () => {
  vi.useFakeTimers();
  const { page, contents, navigate } = hangingPage();
  const faults: string[] = [];
  const stop = watchHealth(contents, (fault) => faults.push(fault));
  navigate();
  page.emit('dom-ready');
  navigate();
  page.emit('did-fail-load', {}, -3, '', '', true);
  page.emit('did-stop-loading');
  vi.advanceTimersByTime(LONG);
  expect(faults).toEqual(['hangs']);
  stop();
});

test('a page without a document yet is not asked whether it hangs', () => {
  vi.useFakeTimers();
  const { contents, navigate } = hangingPage();
  const faults: string[] = [];
  const stop = watchHealth(contents, (fault) => faults.push(fault));
  navigate();
  vi.advanceTimersByTime(Math.min(LONG, PACE.hostedPage.load - 1));
  expect(faults).toEqual([]);
  stop();
});

test('a page that closes itself has failed', () => {
  const { page, contents } = hangingPage();
  const faults: string[] = [];
  const stop = watchHealth(contents, (fault) => faults.push(fault));
  page.emit('destroyed');
  expect(faults).toEqual(['crashed']);
  stop();
});
