/** `bench` is set from outside only (another GlobalPay-like server on loopback); nobody can choose it on a screen. */
export type Environment = ChosenEnvironment | 'bench';

export const CHOSEN_ENVIRONMENTS = ['training', 'test', 'live'] as const;
export type ChosenEnvironment = (typeof CHOSEN_ENVIRONMENTS)[number];
