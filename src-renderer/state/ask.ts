import type { Bridge, CallInput, CallName, CallOutput, Reply } from '#contract';

/** Makes a call whose answer is always a value: a bridge that breaks off counts as an unexpected problem. */
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
