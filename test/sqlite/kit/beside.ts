import type { Checked } from '#sqlite/check/check-since.ts';
import type { JournalOrder, WorkBeside } from '#sqlite/beside/journal-order.ts';
import { workBeside } from '#sqlite/beside/journal-order.ts';

export const workerFile = new URL('../../../src-main/worker.ts', import.meta.url);

/** Long work in a real worker. */
export const beside = workBeside(workerFile);

/** Records orders instead of carrying them out; `answer` decides how each is answered. */
export const noted = (answer: Checked = { ok: true, sequence: 1, hash: '' }) => {
  const orders: JournalOrder[] = [];
  const note: WorkBeside = (order) => {
    orders.push(order);
    return Promise.resolve(answer);
  };
  return { orders, beside: note };
};
