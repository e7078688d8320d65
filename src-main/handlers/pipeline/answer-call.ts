/**
 * The one pipeline that every call of a window goes through: a declared name, the window it is declared for, a valid
 * input, an open till, the permission, the handler, and in development a valid output.
 */
import type { CallInput, CallName, CallOutput, WindowRole } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { Log } from '#services/ports.ts';
import { RowsUnreadable } from '#services/day/rows-unreadable.ts';
import { fewOf } from '#domain/day/few.ts';
import { errorText } from './error-text.ts';

/** Runs a parsed call: permission, then handler; see `runCall`. */
export interface CallTarget {
  readonly call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<Reply<CallOutput<N>>>;
}

/** Answers what can be answered before the till is open; undefined for every other call. */
export interface EarlyCalls {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>> | undefined;
}

export interface CallRules {
  /** Left out if nothing can be answered early. */
  readonly early?: EarlyCalls;
  /** Windows open before the journal does. Calls that arrive earlier wait for the till. */
  readonly till: Promise<CallTarget>;
  readonly log: Log;
  /** Whether to check outputs too. */
  readonly development: boolean;
}

/** A call as it arrived, before any check. */
export interface ArrivedCall {
  readonly name: unknown;
  readonly input: unknown;
  /** The role of the window whose own page sent it; undefined for any other sender. */
  readonly sender: WindowRole | undefined;
}

/** Never rejects: an error is logged here, once, and crosses as a problem code. Inputs are never logged. */
export const answerCall = async (rules: CallRules, arrived: ArrivedCall): Promise<Reply<unknown>> => {
  const { log } = rules;
  const { name, sender } = arrived;
  if (!isCallName(name) || calls[name].role !== sender) {
    log.warn('a call was refused', { name: shownName(name), sender: sender ?? 'unknown' });
    return refuse('request-refused');
  }
  const parsed = calls[name].input.safeParse(arrived.input);
  if (!parsed.success) {
    log.warn('a call had an invalid input', { name, fields: parsed.error.issues.map(fieldOf) });
    return refuse('request-invalid');
  }
  try {
    return await run(rules, name, parsed.data);
  } catch (error) {
    // A failing disk is expected: the call has changed nothing, and its problem says so.
    if (error instanceof DiskFailed) return refuse(`disk-${error.trouble}`);
    if (error instanceof RowsUnreadable) return rowsUnreadable(log, name, error);
    log.error('a call failed', { name, error: errorText(error, arrived.input) });
    return refuse('unexpected');
  }
};

/** Expected after a return to an earlier version: nothing was closed, and the problem says what helps. */
const rowsUnreadable = (log: Log, name: CallName, { unread }: RowsUnreadable): Reply<never> => {
  const { named, more } = fewOf(unread);
  log.warn('a call needs rows that cannot be read', { name, unread: named, more });
  return refuse('rows-unreadable', { unread: named.join(','), more });
};

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name);

const shownName = (name: unknown): string => (typeof name === 'string' ? name.slice(0, 60) : typeof name);

/** Only the declared field: the window chose the keys deeper in the path, so they are not logged. */
const fieldOf = ({ path, code }: { path: readonly PropertyKey[]; code: string }): string =>
  `${String(path[0] ?? '')}: ${code}`;

const run = async <N extends CallName>(
  { early, till, development }: CallRules,
  name: N,
  input: CallInput<N>,
): Promise<Reply<CallOutput<N>>> => {
  const reply = await (early?.call(name, input) ?? (await till).call(name, input));
  if (development && reply.ok) calls[name].output.parse(reply.value);
  return reply;
};
