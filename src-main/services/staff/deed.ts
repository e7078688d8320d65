import type { Digest } from '#services/ports.ts';
import { canonicalJson } from '#domain/canonical-json.ts';

/** What one call would do, which is what an approval is for. */
export interface Deed {
  /** The call's name in the contract. */
  readonly call: string;
  /** Names the call with everything in its input. Never stored: an input may hold a PIN, of which there are few. */
  readonly exact: string;
  /** The same without secrets, for the journal. */
  readonly digest: string;
  /** Our reference of the payment it is about, or ''. */
  readonly payment: string;
  /** Hundredths; null where it is about no amount. */
  readonly amount: number | null;
}

/** Fields of the contract that hold a PIN, an ApiKey or a passphrase. */
const SECRET = /(?:pin|present|key|pass\w*|secret)$/i;

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

/** What is undefined is as good as left out. */
const asSent = (input: object): unknown => JSON.parse(JSON.stringify(input));

/** The deed of a call. Its digest is that of `{"call":…,"input":…}` in canonical JSON, every secret in it being ''. */
export const deedOf = (digest: Digest, call: string, input: object): Deed => {
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
