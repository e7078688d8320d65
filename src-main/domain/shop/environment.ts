export const CHOSEN_ENVIRONMENTS = ['training', 'test', 'live'] as const;
export type ChosenEnvironment = (typeof CHOSEN_ENVIRONMENTS)[number];

/** Those of GlobalPay itself. */
export type GatewayEnvironment = Exclude<ChosenEnvironment, 'training'>;

/** `bench` is set from outside only (another GlobalPay-like server on loopback); nobody can choose it on a screen. */
export const ENVIRONMENTS = [...CHOSEN_ENVIRONMENTS, 'bench'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];
