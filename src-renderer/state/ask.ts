import type { Bridge, CallInput, CallName, CallOutput, Reply } from '#contract';

/** Calls main and always resolves to a reply: a call that rejects becomes an unexpected problem. */
export const ask = async <N extends CallName>(
  bridge: Bridge,
  name: N,
  input: CallInput<N>,
): Promise<Reply<CallOutput<N>>> => {
  try {
    return await bridge.call(name, input);
  } catch {
    return { ok: false, problem: { code: 'unexpected', details: {} } };
  }
};
