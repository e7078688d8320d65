import { describe, expect, test, vi } from 'vitest';
import type { CallName } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { CallTarget } from '#handlers/pipeline/answer-call.ts';
import { answerCall } from '#handlers/pipeline/answer-call.ts';
import { paperLog } from '../../electron/system/paper-log.ts';

const customerView = {
  state: 'idle',
  storeName: 'Corner',
  training: true,
  bench: false,
  amount: 0,
  currency: 'CNY',
  code: null,
  nothingTaken: true,
} as const;

const OK = { ok: true, value: {} } as const;
const INPUT = { reference: 'A-1' };

type Sender = 'till' | 'customer' | undefined;

/** A till that answers every call the same way. */
const tillAnswering = (answer: (name: string, input: unknown) => unknown = () => OK, development = false) => {
  const log = paperLog();
  const call = vi.fn(async (name: string, input: unknown) =>
    Promise.resolve(answer(name, input) as Reply<never>),
  );
  const till = Promise.resolve<CallTarget>({ call });
  const ask = async (name: unknown, input: unknown, ...[sender = 'till']: [Sender?]) =>
    answerCall({ till, log, development }, { name, input, sender });
  const askAs = async (sender: Sender, name: unknown, input: unknown) =>
    answerCall({ till, log, development }, { name, input, sender });
  return { ask, askAs, call, log };
};

test('a call of the till runs and its reply comes back', async () => {
  const { ask, call, log } = tillAnswering();
  expect(await ask('payments.dismiss', INPUT)).toEqual(OK);
  expect(call).toHaveBeenCalledExactlyOnceWith('payments.dismiss', INPUT);
  expect(log.lines).toEqual([]);
});

test('a refusal comes back unchanged, and is not logged', async () => {
  const { ask, log } = tillAnswering(() => refuse('payment-running'), true);
  expect(await ask('payments.dismiss', INPUT)).toEqual(refuse('payment-running'));
  expect(log.lines).toEqual([]);
});

describe('the name', () => {
  test.each([
    'payments.steal',
    'constructor',
    '__proto__',
    'hasOwnProperty',
    'toString',
    '',
    7,
    null,
    undefined,
    ['payments.dismiss'],
    { toString: () => 'payments.dismiss' },
    { toString: null },
  ])('must be declared, or the call is refused: %s', async (name) => {
    const { askAs, call, log } = tillAnswering();
    for (const sender of ['till', 'customer', undefined] as const)
      expect(await askAs(sender, name, INPUT)).toEqual(refuse('request-refused'));
    expect(call).not.toHaveBeenCalled();
    expect(log.lines).toHaveLength(3);
  });

  test('of a refused call is logged only in part, however long it is', async () => {
    const { ask, log } = tillAnswering();
    await ask('x'.repeat(1_000_000), {});
    expect(JSON.stringify(log.lines).length).toBeLessThan(200);
  });
});

describe('the window', () => {
  const names = Object.keys(calls) as CallName[];

  test.each(names)('that may make %s is only the one it is declared for', async (name) => {
    const { askAs, call, log } = tillAnswering();
    const other = calls[name].role === 'till' ? 'customer' : 'till';
    for (const sender of [other, undefined] as const)
      expect(await askAs(sender, name, {})).toEqual(refuse('request-refused'));
    expect(call).not.toHaveBeenCalled();
    expect(log.lines).toHaveLength(2);
  });

  test('is checked before the input, so the wrong window learns nothing about it', async () => {
    const { askAs } = tillAnswering();
    expect(await askAs(undefined, 'payments.dismiss', 'nonsense')).toEqual(refuse('request-refused'));
  });
});

describe('the input', () => {
  test.each([
    undefined,
    null,
    {},
    [],
    'A-1',
    { reference: '../x' },
    { reference: 'A', more: 1 },
    { reference: 5 },
    JSON.parse('{"reference":"A-1","__proto__":{"admin":true}}') as unknown,
  ])('must be valid or never reaches the till: %j', async (input) => {
    const { ask, call } = tillAnswering();
    expect(await ask('payments.dismiss', input)).toEqual(refuse('request-invalid'));
    expect(call).not.toHaveBeenCalled();
  });

  test('is parsed while the till is still opening', async () => {
    const log = paperLog();
    const never = new Promise<CallTarget>(() => undefined);
    const wrong = { name: 'payments.dismiss', input: {}, sender: 'till' } as const;
    expect(await answerCall({ till: never, log, development: false }, wrong)).toEqual(
      refuse('request-invalid'),
    );
  });

  test.each([
    ['settings.save', { apiKey: 'k3y-canary', environment: 'mars' }],
    ['session.signIn', { id: 'lin', pin: `canary${'1'.repeat(4000)}` }],
    ['day.close', { signOffs: { 'canary key': 'x' } }],
    ['day.close', { signOffs: { A: 'x' }, canary: 1 }],
    ['day.close', { signOffs: { canary: 7 } }],
  ])('that is invalid is not logged: %s (%#)', async (name, input) => {
    const { ask, log } = tillAnswering();
    expect(await ask(name, input)).toEqual(refuse('request-invalid'));
    expect(log.lines).toHaveLength(1);
    expect(JSON.stringify(log.lines)).not.toContain('canary');
  });
});

describe('a till that is still opening', () => {
  test('answers earlier calls, in their order, as soon as it is open', async () => {
    const log = paperLog();
    const asked: unknown[] = [];
    let open: (till: CallTarget) => void = () => undefined;
    const till = new Promise<CallTarget>((resolve) => (open = resolve));
    const rules = { till, log, development: false };
    const replies = ['A-1', 'A-2'].map(async (reference) =>
      answerCall(rules, { name: 'payments.dismiss', input: { reference }, sender: 'till' }),
    );
    await Promise.resolve();
    expect(asked).toEqual([]);
    open({
      call: async (_name, input) => {
        asked.push(input);
        return Promise.resolve(OK as never);
      },
    });
    expect(await Promise.all(replies)).toEqual([OK, OK]);
    expect(asked).toEqual([{ reference: 'A-1' }, { reference: 'A-2' }]);
  });

  test('that does not open answers that something unexpected happened', async () => {
    const log = paperLog();
    const till = Promise.reject<CallTarget>(new Error('no room'));
    const call = { name: 'payments.dismiss', input: INPUT, sender: 'till' } as const;
    expect(await answerCall({ till, log, development: false }, call)).toEqual(refuse('unexpected'));
  });
});

describe('a call that fails', () => {
  test('is logged once, with its stack and causes, and answered as unexpected', async () => {
    const { ask, log } = tillAnswering(() => {
      throw new Error('disk at /home/till', { cause: new TypeError('the root of it') });
    });
    expect(await ask('payments.dismiss', INPUT)).toEqual(refuse('unexpected'));
    expect(log.lines).toMatchObject([{ level: 'error', facts: { name: 'payments.dismiss' } }]);
    const text = JSON.stringify(log.lines);
    expect(text).toContain('disk at /home/till');
    expect(text).toContain('caused by TypeError: the root of it');
    expect(text).toContain('answer-call.test.ts');
  });

  test.each([
    ['in its message', (pin: string) => new Error(`wrong PIN ${pin} of Lin`)],
    ['in its cause', (pin: string) => new Error('wrong PIN', { cause: new Error(pin) })],
    ['as JSON', (pin: string) => new Error(JSON.stringify({ pin }))],
    ['thrown bare', (pin: string) => pin],
  ])('does not put a secret of its input into the log %s', async (_where, failing) => {
    for (const pin of ['4711"canary\\', '29041708']) {
      const { ask, log } = tillAnswering(() => {
        throw failing(pin) as Error;
      });
      expect(await ask('session.changePin', { present: '4711', pin })).toMatchObject({ ok: false });
      expect(JSON.stringify(log.lines)).not.toContain('canary');
      expect(JSON.stringify(log.lines)).not.toContain('29041708');
    }
  });

  test.each(['full', 'read-only', 'failing'] as const)(
    'because the disk is %s says so, and is not logged here: the disk watch does that',
    async (trouble) => {
      const { ask, log } = tillAnswering(() => {
        throw new DiskFailed(trouble);
      });
      expect(await ask('payments.dismiss', INPUT)).toEqual(refuse(`disk-${trouble}`));
      expect(log.lines).toEqual([]);
    },
  );
});

test('in development a reply that breaks the contract is caught; in the shop it is not parsed again', async () => {
  const wrong = () => ({ ok: true, value: { ...customerView, amount: 1.5 } });
  const developing = tillAnswering(wrong, true);
  expect(await developing.askAs('customer', 'customer.snapshot', {})).toEqual(refuse('unexpected'));
  expect(developing.log.lines).toHaveLength(1);
  expect(await tillAnswering(wrong).askAs('customer', 'customer.snapshot', {})).toMatchObject({ ok: true });
});
