import type { Answer } from '#services/gateway/gateway-port.ts';
import type { Listing } from './list-own-payments.ts';

/** What says nothing about one question only: the next would end in the same way, or there is no time for it. */
const SAYS_NOTHING: ReadonlySet<Listing> = new Set<Listing>([
  'credentials-refused',
  'unreachable',
  'no-answer',
  'stopped',
]);

/** Whether the gateway has answered, even if with an error of its own, so that it may answer the next question. */
export const hasAnswered = (kind: Listing): boolean => !SAYS_NOTHING.has(kind);

/** The day has no result: the gateway could not be asked, did not tell everything, or there was no time left. */
export class NotReconciled extends Error {
  override readonly name = 'NotReconciled';
  /** See `hasAnswered`. */
  readonly hasAnswered: boolean;

  constructor(why: string, kind: Listing) {
    super(why);
    this.hasAnswered = hasAnswered(kind);
  }
}

/** The answer's value; undefined if the gateway has none. Throws NotReconciled if it could not say. */
export const valueOf = <T>(answer: Answer<T>): T | undefined => {
  switch (answer.kind) {
    case 'ok':
      return answer.value;
    case 'not-found':
    case 'rejected':
      return undefined;
    case 'credentials-refused':
    case 'unreachable':
    case 'no-answer':
    case 'server-fault':
    case 'malformed':
      throw new NotReconciled(answer.kind, answer.kind);
    default:
      return answer satisfies never;
  }
};

/**
 * Lets the rest of a day be asked about although the gateway did not tell everything about one payment or refund, or the
 * journal cannot read one: what the gateway does tell is imported. The day then has no result all the same.
 */
export class Untold {
  #first: NotReconciled | null = null;

  /** A row of the journal cannot be read: its payment or refund cannot be compared, but all others can. */
  readonly noteUnreadable = (): void => {
    this.#first ??= new NotReconciled('unreadable rows in the journal', 'malformed');
  };

  /** Undefined if the gateway answered without telling; throws what else goes wrong. */
  async unless<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof NotReconciled) || !error.hasAnswered) throw error;
      this.#first ??= error;
      return undefined;
    }
  }

  /** Throws the first NotReconciled, if there was one. */
  throwFirst(): void {
    if (this.#first) throw this.#first;
  }
}
