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

/** The payment that the action is about. */
export interface ApprovalSubject {
  readonly reference: string;
  /** The amount if it may be less than the whole payment; hundredths. */
  readonly amount: Hundredths | null;
}

/** What main will do, in main's own terms. */
interface Asked {
  readonly permission: Permission;
  /** Identifies this very call to main. */
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

/** A bridge that repeats a call refused with 'approval-needed' once an approver has entered their PIN. */
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

  /** What the waiting action is about; null if it is about no payment. */
  get subject(): ApprovalSubject | null {
    return this.#pending?.subject ?? null;
  }

  /** Tells main what is to be approved. */
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
