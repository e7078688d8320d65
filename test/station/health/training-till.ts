/** A whole till in training, without windows. */
import { expect, onTestFinished } from 'vitest';
import type { CallInput, CallName, CallOutput } from '#contract/calls.ts';
import { openTill } from '../../../src-main/till.ts';
import type { TillPorts } from '../../../src-main/till.ts';
import { plainTillPorts } from '../../support/plain-ports.ts';
import { newKey } from '../../support/new-key.ts';

export const trainingTill = async (home: string, change: Partial<TillPorts> = {}) => {
  const till = await openTill({ ...plainTillPorts(home), signingKey: newKey(), ...change });
  onTestFinished(async () => till.stop());
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const reply = await till.call(name, input);
    if (!reply.ok) throw new Error(reply.problem.code);
    return reply.value;
  };
  const current = async () => (await call('till.snapshot', {})).till.current;
  const charge = async (amount: number): Promise<string> => {
    const started = await call('payments.start', { amount, orderReference: '' });
    if (started.answer !== 'started') throw new Error(started.answer);
    await expect.poll(async () => (await current())?.state).toBe('open');
    return started.payment.reference;
  };
  const sell = async (amount: number): Promise<string> => {
    const reference = await charge(amount);
    await call('training.act', { action: 'scan' });
    await call('training.act', { action: 'pay' });
    await expect.poll(async () => (await current())?.state).toBe('paid');
    await call('payments.dismiss', { reference });
    return reference;
  };
  return { till, call, charge, sell };
};
