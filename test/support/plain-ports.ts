import { systemClock } from '#electron/clock.ts';
import { systemIds } from '#electron/ids.ts';
import type { CounterPorts } from '../../src-main/counter.ts';
import { newKey } from './new-key.ts';
import { silentLog } from './counter-kit.ts';

/** What a counter needs of the world outside Electron: the real clock and chance, and no key store. */
export const plainPorts = (home: string, onChange: CounterPorts['onChange']): CounterPorts => ({
  home,
  exportWorkerFile: '',
  clock: systemClock,
  ids: systemIds,
  log: { ...silentLog, hide: () => undefined },
  vault: {
    hasKey: () => false,
    seal: () => Promise.resolve({ sealed: false, why: 'no-key-store' }),
    load: () => Promise.resolve(undefined),
  },
  isOnline: () => true,
  signingKey: newKey(),
  signedIn: () => null,
  onChange,
  onRefund: () => undefined,
  onRefilled: () => undefined,
});
