/** Faults of the gateway link that a person must clear, at this computer or in the shop's network. */
export const LINK_FAULTS = [
  /** The certificate is out of its dates: mostly this computer's clock is. */
  'certificate-date',
  /** Whoever answered is not known to be the gateway: mostly software that reads the shop's traffic. */
  'certificate-unknown',
  /** The shop's proxy wants a name and password, or others than it gets. */
  'proxy-asks',
  'proxy-refused',
  'proxy-unreachable',
  /** Its address is wrong, or it is of a kind that the till does not speak. */
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
