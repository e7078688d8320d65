import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  Hundredths,
  Permission,
  Problem,
  Reply,
} from '#contract';

/** The payment that an action is about. */
export interface ApprovalSubject {
  readonly reference: string;
  /** Where less than the whole payment may be meant; hundredths. */
  readonly amount: Hundredths | null;
}

/** What main will do, as main names it. */
interface Asked {
  readonly permission: Permission;
  /** Names this very call to main. */
  readonly request: string;
  readonly subject: ApprovalSubject | null;
}

const askedIn = ({ details }: Problem): Asked => {
  const { permission, request, payment, amount } = details;
  const reference = String(payment ?? '');
  return {
    permission: permission as Permission,
    request: String(request ?? ''),
    subject: reference === '' ? null : { reference, amount: typeof amount === 'number' ? amount : null },
  };
};

interface Pending extends Asked {
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
      const approved = await this.#askFor(askedIn(reply.problem));
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

  /** Names to main what is to be approved. */
  get request(): string {
    return this.#pending?.request ?? '';
  }

  settle(approved: boolean): void {
    this.#pending?.settle(approved);
    this.#pending = null;
  }

  #askFor(asked: Asked): Promise<boolean> {
    return new Promise((settle) => {
      this.#pending = { ...asked, settle };
    });
  }
}
