import type { Log } from '#services/ports.ts';
import type { StaffFile } from '#services/staff/staff-ports.ts';
import type { Pepper } from './pepper.ts';

/** At each start: seals what lies in the clear, and drops what nobody's PIN needs any more. Never rejects. */
export const tendPepper = async (pepper: Pepper, staff: Pick<StaffFile, 'read'>, log: Log): Promise<void> => {
  try {
    await pepper.seal();
    await pepper.keepOnly(staff.read().map(({ pin }) => pin.pepper));
  } catch (error) {
    log.warn('the pepper stays as it is', { error });
  }
};
