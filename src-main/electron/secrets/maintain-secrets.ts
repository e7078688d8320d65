import type { Log } from '#services/ports.ts';
import type { SealableSecret } from '#services/secrets/secrets-port.ts';
import type { StaffFile } from '#services/staff/staff-ports.ts';
import type { Pepper } from './pepper.ts';

export interface MaintainSecretsPorts {
  readonly pepper: Pepper;
  /** In this order: an anchor still in the clear beside a sealed secret would not be believed. */
  readonly sealable: readonly SealableSecret[];
  readonly staff: Pick<StaffFile, 'read'>;
  readonly log: Log;
}

/**
 * Runs at each start: seals secrets that are in the clear, and drops peppers that no PIN needs any more. Never rejects.
 */
export const maintainSecrets = async ({
  pepper,
  sealable,
  staff,
  log,
}: MaintainSecretsPorts): Promise<void> => {
  try {
    for (const secret of sealable) await secret.seal();
    await pepper.keepOnly(staff.read().map(({ pin }) => pin.pepper));
  } catch (error) {
    log.warn('the secrets stay as they are', { error });
  }
};
