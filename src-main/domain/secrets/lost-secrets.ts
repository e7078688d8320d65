/** What can be lost with a passphrase, or with a key ring. */
export const LOST_SECRETS = ['api-key', 'pepper', 'staff', 'signing-key'] as const;
export type LostSecret = (typeof LOST_SECRETS)[number];
