import { expect, test, vi } from 'vitest';
import type { Handlers } from '#contract/handlers.ts';
import { refuse } from '#contract/problem.ts';
import { answerCall } from '#electron/ipc/answer-call.ts';
import { paperLog } from '../system/paper-log.ts';

const customerView = {
  state: 'idle',
  storeName: 'Corner',
  training: true,
  amount: 0,
  currency: 'CNY',
  code: null,
  nothingTaken: true,
} as const;

const station = (handlers: Partial<Handlers>, development = false) => {
  const log = paperLog();
  const ask = (name: unknown, input: unknown, sender: 'till' | 'customer' | undefined = 'till') =>
    answerCall({ handlers: handlers as Handlers, log, development }, { name, input, sender });
  return { ask, log };
};

const dismiss = () => vi.fn(() => ({ ok: true, value: {} }) as const);
const INPUT = { reference: 'A-1' };

test('a call of the till is handled and its answer comes back', async () => {
  const handler = dismiss();
  const { ask } = station({ 'payments.dismiss': handler });
  expect(await ask('payments.dismiss', INPUT)).toEqual({ ok: true, value: {} });
  expect(handler).toHaveBeenCalledExactlyOnceWith(INPUT);
});

test('a refusal of the handler comes back as it is', async () => {
  const { ask } = station({ 'payments.dismiss': () => Promise.resolve(refuse('payment-running')) }, true);
  expect(await ask('payments.dismiss', INPUT)).toEqual(refuse('payment-running'));
});

test.each(['payments.steal', 'constructor', '__proto__', 7, undefined, { toString: null }])(
  'a call nobody declared is refused: %s',
  async (name) => {
    const { ask } = station({});
    expect(await ask(name, {})).toEqual(refuse('request-refused'));
  },
);

test('the customer’s window cannot make a call of the till, nor can a stranger', async () => {
  const handler = dismiss();
  const { ask, log } = station({ 'payments.dismiss': handler });
  expect(await ask('payments.dismiss', INPUT, 'customer')).toEqual(refuse('request-refused'));
  const stranger = { name: 'payments.dismiss', input: INPUT, sender: undefined };
  const rules = { handlers: { 'payments.dismiss': handler } as unknown as Handlers, log, development: false };
  expect(await answerCall(rules, stranger)).toEqual(refuse('request-refused'));
  expect(handler).not.toHaveBeenCalled();
  expect(log.lines).toHaveLength(2);
});

test('the till does not answer for the customer’s window either', async () => {
  const { ask } = station({ 'customer.snapshot': () => ({ ok: true, value: customerView }) });
  expect(await ask('customer.snapshot', {})).toEqual(refuse('request-refused'));
  expect(await ask('customer.snapshot', {}, 'customer')).toEqual({ ok: true, value: customerView });
});

test.each([undefined, null, {}, { reference: '../x' }, { reference: 'A', more: 1 }, { reference: 5 }])(
  'an input that does not fit never reaches the handler: %j',
  async (input) => {
    const handler = dismiss();
    const { ask } = station({ 'payments.dismiss': handler });
    expect(await ask('payments.dismiss', input)).toEqual(refuse('request-invalid'));
    expect(handler).not.toHaveBeenCalled();
  },
);

test('what was typed is not written to the log when it does not fit', async () => {
  const { ask, log } = station({});
  await ask('settings.save', { apiKey: 'k3y-canary', environment: 'mars' });
  expect(log.lines).toHaveLength(1);
  expect(JSON.stringify(log.lines)).not.toContain('k3y-canary');
});

test('a handler that breaks is logged once and crosses as unexpected, without its words', async () => {
  const { ask, log } = station({
    'payments.dismiss': () => {
      throw new Error('disk at /home/till');
    },
  });
  expect(await ask('payments.dismiss', INPUT)).toEqual(refuse('unexpected'));
  expect(log.lines).toHaveLength(1);
});

test('while developing, an answer that breaks the contract is caught; in the shop it is not parsed again', async () => {
  const wrong = {
    'customer.snapshot': () => ({ ok: true, value: { ...customerView, amount: 1.5 } }) as const,
  };
  expect(await station(wrong, true).ask('customer.snapshot', {}, 'customer')).toEqual(refuse('unexpected'));
  expect((await station(wrong).ask('customer.snapshot', {}, 'customer')).ok).toBe(true);
});
