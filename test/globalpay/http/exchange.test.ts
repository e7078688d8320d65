import type { Dispatcher } from 'undici';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '#globalpay/http/http.ts';
import { exchange } from '#globalpay/http/http.ts';

const request: HttpRequest = {
  origin: 'https://gateway.example',
  method: 'POST',
  path: '/v1/payments',
  headers: {},
  body: '{}',
  timeoutMs: 60_000,
};

class FakeController implements Dispatcher.DispatchController {
  aborted = false;
  readonly paused = false;
  readonly reason = null;
  abort() {
    this.aborted = true;
  }
  pause() {
    throw new Error('not used');
  }
  resume() {
    throw new Error('not used');
  }
}

const failing = (code: string) => Object.assign(new Error('secret.internal:443'), { code });

/** A network that does what the test says. */
const network = (act: (handler: Required<Dispatcher.DispatchHandler>) => void): Dispatcher =>
  ({
    dispatch: (_options: unknown, handler: Required<Dispatcher.DispatchHandler>) => {
      act(handler);
      return true;
    },
  }) as Partial<Dispatcher> as Dispatcher;

describe('Sent or not sent', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNRESET',
    'EHOSTUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s before the first byte: certainly not sent', async (code) => {
    const outcome = await exchange(
      network((handler) => handler.onResponseError(new FakeController(), failing(code))),
      request,
    );
    expect(outcome).toEqual({ kind: 'not-sent', detail: code });
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET'])(
    '%s after the first byte: perhaps sent',
    async (code) => {
      const outcome = await exchange(
        network((handler) => {
          handler.onRequestStart(new FakeController(), {});
          handler.onResponseError(new FakeController(), failing(code));
        }),
        request,
      );
      expect(outcome).toEqual({ kind: 'cut-off', detail: code });
    },
  );

  it('an error is reported by its code, never by its message', async () => {
    const outcome = await exchange(
      network((handler) => handler.onResponseError(new FakeController(), new Error('secret.internal:443'))),
      request,
    );
    expect(outcome).toEqual({ kind: 'not-sent', detail: 'Error' });
  });

  it('a second attempt on another connection is stopped before it writes', async () => {
    const [first, second] = [new FakeController(), new FakeController()];
    await exchange(
      network((handler) => {
        handler.onRequestStart(first, {});
        handler.onRequestStart(second, {});
        handler.onResponseError(second, failing('UND_ERR_ABORTED'));
      }),
      request,
    );
    expect([first.aborted, second.aborted]).toEqual([false, true]);
  });

  it('a connection that opens after the timeout sends nothing', async () => {
    const late = new FakeController();
    let connectNow = (): void => undefined;
    const outcome = await exchange(
      network((handler) => {
        connectNow = () => handler.onRequestStart(late, {});
      }),
      { ...request, timeoutMs: 1 },
    );
    expect(outcome).toEqual({ kind: 'not-sent', detail: 'timeout' });
    connectNow();
    expect(late.aborted).toBe(true);
  });
});
