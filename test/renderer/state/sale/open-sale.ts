import type { TillView } from '#contract';
import { Sale } from '../../../../src-renderer/state/sale/sale.svelte.ts';
import { TillMirror } from '../../../../src-renderer/state/till-mirror.svelte.ts';
import { snapshot, till } from '../../harness/views.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { openFakeBridge } from '../fake-bridge.ts';

export interface SaleOnBridge {
  readonly bridge: FakeBridge;
  readonly sale: Sale;
  /** Main pushes the till's state. */
  readonly show: (view: Partial<TillView>) => void;
}

/** A sale at a till that has started with this state. */
export const openSale = async (view: Partial<TillView> = {}): Promise<SaleOnBridge> => {
  const bridge = openFakeBridge();
  const mirror = new TillMirror(
    bridge,
    () => undefined,
    () => null,
  );
  const sale = new Sale(bridge, mirror);
  const started = bridge.hold('till.snapshot');
  mirror.start();
  await started.answer(snapshot({ till: till(view) }));
  return { bridge, sale, show: (next) => bridge.push('till.changed', till(next)) };
};

/** Types the keys one by one, as the keypad does. */
export const type = (sale: Sale, keys: string): void => {
  for (const key of keys) sale.entry.type(key);
};
