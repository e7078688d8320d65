import { systemClock } from '#electron/clock.ts';
import { systemIds } from '#electron/ids.ts';
import type { ReceiptPage } from '#services/receipt-ports.ts';
import type { CounterPorts } from '../../src-main/counter.ts';
import { newKey } from './new-key.ts';
import { silentLog } from './counter-kit.ts';

/** A page of receipts where there is no window to make one in. */
export const noPaper: ReceiptPage = {
  print: () => Promise.resolve({ printed: false, why: 'unreachable', detail: 'no window' }),
  rasterise: () => Promise.reject(new Error('no window')),
  pdf: () => Promise.reject(new Error('no window')),
};

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
  receiptPage: noPaper,
  onReceipt: () => undefined,
});
