/** What training on a phone needs from outside. Interfaces only. */

/** An address of this computer in a network of the shop. */
export interface LanAddress {
  /** What its system calls the network's adapter: 'eth0', 'Wi-Fi'. */
  readonly network: string;
  /** IPv4. */
  readonly address: string;
}

/** Where phones come into the training gateway. */
export interface PhoneDoor {
  /** Opens at that address alone, and shuts where it was before; resolves with its origin. Rejects where it cannot. */
  open(address: string): Promise<string>;
  shut(): Promise<void>;
  /** The page of a payment, by our reference; undefined while shut. */
  linkTo(payment: { readonly merchantTransactionId: string }): string | undefined;
}

/** Whether phones can come, where (an origin), and why not. */
export type PhoneState =
  | { readonly at: 'open'; readonly origin: string }
  | { readonly at: 'no-network' }
  /** The computer did not let the till listen. */
  | { readonly at: 'refused' };
