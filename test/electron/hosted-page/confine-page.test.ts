import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { WebContents } from 'electron';
import { afterEach, expect, test, vi } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { confinePage } from '#electron/hosted-page/confine-page.ts';

afterEach(() => {
  vi.useRealTimers();
});

type Answer = (command: string) => Promise<unknown>;

/** The gateway's page, whose frames answer the developer tools as a test says. */
const openPage = async (frames: Readonly<Record<string, Answer>>) => {
  const tools = Object.assign(new EventEmitter(), {
    attach: () => undefined,
    sendCommand: async (command: string, _params: unknown, frame?: string) =>
      frame === undefined ? undefined : frames[frame]?.(command),
  });
  let isClosed = false;
  const page = { debugger: tools, loadURL: () => Promise.resolve(), isDestroyed: () => isClosed };
  const faults: unknown[] = [];
  await confinePage(page as unknown as WebContents, (why) => faults.push(why));
  const tell = (method: string, sessionId: string): void =>
    void tools.emit('message', {}, method, { sessionId });
  return {
    faults,
    attach: (frame: string): void => tell('Target.attachedToTarget', frame),
    detach: (frame: string): void => tell('Target.detachedFromTarget', frame),
    loseTools: (): void => void tools.emit('detach', {}, 'target closed'),
    close: (): void => void (isClosed = true),
  };
};

const never: Answer = () => new Promise(() => undefined);

test('a frame that is confined is no fault, however long it stays', async () => {
  vi.useFakeTimers();
  const page = await openPage({ wallet: () => Promise.resolve({}) });
  page.attach('wallet');
  await vi.advanceTimersByTimeAsync(2 * PACE.hostedPage.load);
  expect(page.faults).toEqual([]);
});

test('a frame that refuses to be confined fails the page, which would stay white there', async () => {
  const refusal = new Error('refused');
  const page = await openPage({
    wallet: async (command) => {
      await Promise.resolve();
      if (command === 'Page.setInterceptFileChooserDialog') throw refusal;
    },
  });
  page.attach('wallet');
  await vi.waitUntil(() => page.faults.length > 0);
  expect(page.faults).toEqual([refusal]);
});

test('a frame that never answers fails the page as well', async () => {
  vi.useFakeTimers();
  const page = await openPage({ wallet: never });
  page.attach('wallet');
  await vi.advanceTimersByTimeAsync(PACE.hostedPage.load - 1);
  expect(page.faults).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(page.faults).toHaveLength(1);
});

test('a frame that went before it was confined is no fault', async () => {
  vi.useFakeTimers();
  const gone: Answer = () => Promise.reject(new Error('Session with given id not found.'));
  const page = await openPage({ wallet: never, advert: gone });
  page.attach('wallet');
  page.detach('wallet');
  page.attach('advert');
  page.detach('advert');
  await vi.advanceTimersByTimeAsync(2 * PACE.hostedPage.load);
  expect(page.faults).toEqual([]);
});

test('a page that the tools lose hold of fails: no frame after that would be confined', async () => {
  const page = await openPage({});
  page.loseTools();
  await vi.waitUntil(() => page.faults.length > 0);
  expect(page.faults).toEqual([new Error('target closed')]);
});

test('a page that is closed, which the tools lose hold of first, is not reported here', async () => {
  const page = await openPage({});
  page.loseTools();
  page.close();
  await setImmediate();
  expect(page.faults).toEqual([]);
});

test('a page that is never confined itself is reported', async () => {
  vi.useFakeTimers();
  const tools = Object.assign(new EventEmitter(), { attach: () => undefined, sendCommand: never });
  const page = { debugger: tools, loadURL: () => Promise.resolve() };
  const confined = confinePage(page as unknown as WebContents, () => undefined).then(
    () => 'confined',
    () => 'given up',
  );
  await vi.advanceTimersByTimeAsync(PACE.hostedPage.load);
  expect(await confined).toBe('given up');
});
