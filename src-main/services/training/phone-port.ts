/** What training on a phone needs from outside. Interfaces only. */

/** This computer's address in one of the shop's networks. */
export interface LanAddress {
  /** The system's name for the adapter: 'eth0', 'Wi-Fi'. */
  readonly network: string;
  /** IPv4. */
  readonly address: string;
}

/** The entrance for phones to the training gateway. */
export interface PhoneDoor {
  /** Listens only at this address, and no longer at the one before; resolves with its origin. Rejects if it cannot. */
  open(address: string): Promise<string>;
  shut(): Promise<void>;
  /** The page of a payment, by our reference; undefined while shut. */
  linkTo(payment: { readonly merchantTransactionId: string }): string | undefined;
}

/** Whether phones can connect: at which origin, or why not. */
export type PhoneState =
  | { readonly at: 'open'; readonly origin: string }
  | { readonly at: 'no-network' }
  /** The computer did not let the till listen. */
  | { readonly at: 'refused' };
