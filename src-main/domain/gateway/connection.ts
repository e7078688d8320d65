/** Faults of the gateway link that a person must clear, at this computer or in the shop's network. */
export const LINK_FAULTS = [
  /** The certificate's dates do not match the clock. Usually this computer's clock is wrong. */
  'certificate-date',
  /**
   * The certificate is not one that a trusted authority issued for the gateway. Usually software that inspects the
   * shop's traffic has answered in its place.
   */
  'certificate-unknown',
  /** The shop's proxy asks for a name and password, or refuses those it got. */
  'proxy-asks',
  'proxy-refused',
  'proxy-unreachable',
  /** Its address is wrong, or the till does not support this kind of proxy. */
  'proxy-unusable',
] as const;
export type LinkFault = (typeof LINK_FAULTS)[number];

/** The states of the gateway link, by its last call; `idle` before the first. */
export const CONNECTIONS = [
  'idle',
  'online',
  'no-internet',
  'gateway-down',
  'gateway-slow',
  'credentials-refused',
  ...LINK_FAULTS,
] as const;
export type Connection = (typeof CONNECTIONS)[number];
