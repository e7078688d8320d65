import type { Bridge, CallInput, CallName, CallOutput, Permission, Reply } from '#contract';

interface Pending {
  readonly permission: Permission;
  readonly settle: (approved: boolean) => void;
}

/** A bridge whose calls, when main refuses them with 'approval-needed', wait for an approver's PIN and are repeated. */
export class Approvals {
  readonly bridge: Bridge;
  #pending = $state.raw<Pending | null>(null);

  constructor(bridge: Bridge) {
    const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>> => {
      const reply = await bridge.call(name, input);
      if (reply.ok || reply.problem.code !== 'approval-needed' || this.#pending) return reply;
      const approved = await this.#askFor(reply.problem.details['permission'] as Permission);
      return approved ? bridge.call(name, input) : reply;
    };
    this.bridge = { call, on: (name, listener) => bridge.on(name, listener) };
  }

  /** The permission that needs an approval now, or null. */
  get permission(): Permission | null {
    return this.#pending?.permission ?? null;
  }

  /** Asks for an approval before anything is sent; whether it was given. */
  request(permission: Permission): Promise<boolean> {
    return this.#pending ? Promise.resolve(false) : this.#askFor(permission);
  }

  settle(approved: boolean): void {
    this.#pending?.settle(approved);
    this.#pending = null;
  }

  #askFor(permission: Permission): Promise<boolean> {
    return new Promise((settle) => {
      this.#pending = { permission, settle };
    });
  }
}
