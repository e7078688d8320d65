import type { CallName, WindowRole } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Handlers } from '#contract/handlers.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { Log } from '#services/ports.ts';

export interface CallRules {
  readonly handlers: Handlers;
  readonly log: Log;
  /** Also checks what a handler answers. */
  readonly development: boolean;
}

/** A call as it came over the wall; nothing about it is known to be true. */
export interface ArrivedCall {
  readonly name: unknown;
  readonly input: unknown;
  /** The role of the window whose own page sent it; undefined for anybody else. */
  readonly sender: WindowRole | undefined;
}

/**
 * Answers a window's call: known name, our page, the right window, a valid input, then the handler. Never throws; what
 * a handler throws is logged here and crosses as 'unexpected'. Inputs are never logged, they may hold the ApiKey.
 */
export const answerCall = async (rules: CallRules, arrived: ArrivedCall): Promise<Reply<unknown>> => {
  const { name, sender } = arrived;
  if (!isCallName(name) || sender !== calls[name].role) {
    rules.log.warn('a call was refused', {
      name: typeof name === 'string' ? name.slice(0, 60) : typeof name,
      sender: sender ?? 'unknown',
    });
    return refuse('request-refused');
  }
  const input = calls[name].input.safeParse(arrived.input);
  if (!input.success) {
    const fields = input.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
    rules.log.warn('a call was not understood', { name, fields });
    return refuse('request-invalid');
  }
  try {
    return await handled(rules, name, input.data);
  } catch (error) {
    rules.log.error('a call failed', { name, error });
    return refuse('unexpected');
  }
};

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name);

const handled = async ({ handlers, development }: CallRules, name: CallName, input: unknown) => {
  const handler = handlers[name] as (input: unknown) => Reply<unknown> | Promise<Reply<unknown>>;
  const reply = await handler(input);
  if (development && reply.ok) calls[name].output.parse(reply.value);
  return reply;
};
