import type { Bridge, CallInput, CallName, CallOutput, Hundredths, Permission, Reply } from '#contract';

/** The payment that an action is about. */
export interface ApprovalSubject {
  readonly reference: string;
  /** Where less than the whole payment may be meant; hundredths. */
  readonly amount: Hundredths | null;
}

const subjectOf = (input: object): ApprovalSubject | null => {
  if (!('reference' in input) || typeof input.reference !== 'string') return null;
  const amount = 'amount' in input && typeof input.amount === 'number' ? input.amount : null;
  return { reference: input.reference, amount };
};

interface Pending {
  readonly permission: Permission;
  readonly subject: ApprovalSubject | null;
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
      const approved = await this.#askFor(
        reply.problem.details['permission'] as Permission,
        subjectOf(input),
      );
      return approved ? bridge.call(name, input) : reply;
    };
    this.bridge = { call, on: (name, listener) => bridge.on(name, listener) };
  }

  /** The permission that needs an approval now, or null. */
  get permission(): Permission | null {
    return this.#pending?.permission ?? null;
  }

  /** What the action that waits is about; null where it is about no payment. */
  get subject(): ApprovalSubject | null {
    return this.#pending?.subject ?? null;
  }

  /** Asks for an approval before anything is sent; whether it was given. */
  request(permission: Permission): Promise<boolean> {
    return this.#pending ? Promise.resolve(false) : this.#askFor(permission, null);
  }

  settle(approved: boolean): void {
    this.#pending?.settle(approved);
    this.#pending = null;
  }

  #askFor(permission: Permission, subject: ApprovalSubject | null): Promise<boolean> {
    return new Promise((settle) => {
      this.#pending = { permission, subject, settle };
    });
  }
}
