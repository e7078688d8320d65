import type { Digest } from '#services/ports.ts';
import { canonicalJson } from '#domain/canonical-json.ts';

/** What one call would do. An approval is for an action. */
export interface Action {
  /** The call's name in the contract. */
  readonly call: string;
  /**
   * Digest of the call with its whole input. Never stored: an input may hold a PIN, and PINs are few enough to guess.
   */
  readonly exact: string;
  /** Digest of the call without secrets, for the journal. */
  readonly digest: string;
  /** Our reference of the payment it is about, or ''. */
  readonly payment: string;
  /** Hundredths; null if it is not about an amount. */
  readonly amount: number | null;
}

/** Fields of the contract that hold a PIN, an ApiKey, a passphrase or an enrolment code. */
const SECRET = /(?:pin|present|key|pass\w*|secret|code)$/i;

const withoutSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET.test(name) && typeof inner === 'string' ? '' : withoutSecrets(inner),
    ]),
  );
};

/** Removes undefined fields, which equal missing ones. */
const asSent = (input: object): unknown => JSON.parse(JSON.stringify(input));

/** The action of a call. Its digest is of `{"call":…,"input":…}` in canonical JSON, with '' for every secret. */
export const actionOf = (digest: Digest, call: string, input: object): Action => {
  const sent = asSent(input);
  const { reference = '', amount = null } = input as {
    readonly reference?: unknown;
    readonly amount?: unknown;
  };
  return {
    call,
    exact: digest(canonicalJson({ call, input: sent })),
    digest: digest(canonicalJson({ call, input: withoutSecrets(sent) })),
    payment: typeof reference === 'string' ? reference : '',
    amount: typeof amount === 'number' ? amount : null,
  };
};
