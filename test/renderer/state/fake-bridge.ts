import { expect, onTestFinished } from 'vitest';
import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
  Problem,
  Reply,
} from '#contract';
import { calls } from '#contract/calls.ts';
import { events } from '#contract/events.ts';
import { Problem as ProblemSchema } from '#contract/problem.ts';

/** A call that waits for its answer until the test gives one. */
export interface HeldCall<N extends CallName> {
  answer(value: CallOutput<N>): Promise<void>;
  refuse(code: Problem['code'], details?: Problem['details']): Promise<void>;
}

/** A bridge whose other end is the test. Everything that crosses it must match the contract. */
export interface FakeBridge extends Bridge {
  /** Main answers that call with this from now on. */
  answer<N extends CallName>(name: N, value: CallOutput<N>): void;
  refuse(name: CallName, code: Problem['code'], details?: Problem['details']): void;
  /** The next call of that name waits; calls after it are answered as before. */
  hold<N extends CallName>(name: N): HeldCall<N>;
  /** Calls of that name throw, as when main is gone. */
  breakOff(name: CallName): void;
  /** The inputs of all calls of that name, oldest first. */
  made<N extends CallName>(name: N): readonly CallInput<N>[];
  push<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** How many listeners that push has. */
  listeners(name: EventName): number;
}

type Answer = () => Promise<Reply<unknown>>;
type Listener = (payload: unknown) => void;

const replied = (name: CallName, value: unknown): Reply<unknown> => ({
  ok: true,
  value: calls[name].output.parse(value),
});

const refused = (code: Problem['code'], details: Problem['details'] = {}): Reply<never> => ({
  ok: false,
  problem: ProblemSchema.parse({ code, details }),
});

/** What the test prepared, and what was asked. */
class Script {
  readonly prepared = new Map<CallName, Answer>();
  readonly held = new Map<CallName, Answer[]>();
  readonly made: { readonly name: CallName; readonly input: unknown }[] = [];
  /**
   * The window turns a failing call into a problem on the screen, so faults are kept here until the test
   * ends.
   */
  readonly faults: unknown[] = [];

  async call(name: CallName, input: unknown): Promise<Reply<unknown>> {
    try {
      this.made.push({ name, input: calls[name].input.parse(input) });
      const answer = this.held.get(name)?.shift() ?? this.prepared.get(name);
      if (!answer) throw new Error(`the test has no answer to ${name}`);
      return await answer();
    } catch (fault) {
      if (!(fault instanceof BrokenOff)) this.faults.push(fault);
      throw fault;
    }
  }

  hold<N extends CallName>(name: N): HeldCall<N> {
    let resolve: (reply: Reply<unknown>) => void = () => undefined;
    const promise = new Promise<Reply<unknown>>((settle) => (resolve = settle));
    this.held.set(name, [...(this.held.get(name) ?? []), () => promise]);
    return {
      answer: async (value) => settled(resolve, replied(name, value)),
      refuse: async (code, details) => settled(resolve, refused(code, details)),
    };
  }
}

class BrokenOff extends Error {}

/** Resolves once the window has processed the reply. */
const settled = async (resolve: (reply: Reply<unknown>) => void, reply: Reply<unknown>): Promise<void> => {
  resolve(reply);
  await new Promise((done) => setImmediate(done));
};

export const openFakeBridge = (): FakeBridge => {
  const script = new Script();
  const listening = new Map<EventName, Set<Listener>>();
  const listenersOf = (name: EventName): Set<Listener> => {
    const all = listening.get(name) ?? new Set();
    listening.set(name, all);
    return all;
  };
  onTestFinished(() => expect(script.faults).toEqual([]));
  return {
    call: async <N extends CallName>(name: N, input: CallInput<N>) =>
      // Parsed with this call's own schema when the test prepared it.
      (await script.call(name, input)) as Reply<CallOutput<N>>,
    on: <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => {
      const checked: Listener = (payload) => listener(events[name].payload.parse(payload) as EventPayload<N>);
      listenersOf(name).add(checked);
      return () => listenersOf(name).delete(checked);
    },
    answer: (name, value) => {
      const reply = replied(name, value);
      script.prepared.set(name, () => Promise.resolve(reply));
    },
    refuse: (name, code, details) => {
      script.prepared.set(name, () => Promise.resolve(refused(code, details)));
    },
    hold: (name) => script.hold(name),
    breakOff: (name) => {
      script.prepared.set(name, () => Promise.reject(new BrokenOff()));
    },
    made: <N extends CallName>(name: N) =>
      script.made
        .filter((call) => call.name === name)
        .map(({ input }) => calls[name].input.parse(input) as CallInput<N>),
    push: (name, payload) => {
      const checked = events[name].payload.parse(payload);
      for (const listener of listenersOf(name)) listener(checked);
    },
    listeners: (name) => listenersOf(name).size,
  };
};
