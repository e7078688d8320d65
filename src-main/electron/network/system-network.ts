import type { Session } from 'electron';
import type { Log, SystemNetwork } from '#services/ports.ts';
import { systemRoots } from './system-roots.ts';

/** Chromium follows the system's proxy settings and runs its PAC file; asking takes less than a millisecond. */
export const openSystemNetwork = (session: Session, log: Log): SystemNetwork => ({
  proxiesFor: async (url) => {
    try {
      return await session.resolveProxy(url);
    } catch (error) {
      log.warn('the system did not name its proxy', { error });
      return 'DIRECT';
    }
  },
  roots: () => {
    try {
      return systemRoots(process.env);
    } catch (error) {
      log.warn('the system’s certificates could not be read', { error });
      return [];
    }
  },
});
