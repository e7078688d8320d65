export const CHOSEN_ENVIRONMENTS = ['training', 'test', 'live'] as const;
export type ChosenEnvironment = (typeof CHOSEN_ENVIRONMENTS)[number];

/** The environments of GlobalPay itself. */
export type GatewayEnvironment = Exclude<ChosenEnvironment, 'training'>;

/** `bench` (a GlobalPay-like server on loopback) can only be set from outside; nobody can choose it on a screen. */
export const ENVIRONMENTS = [...CHOSEN_ENVIRONMENTS, 'bench'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];
