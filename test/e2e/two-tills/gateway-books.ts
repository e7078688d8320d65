/** The gateway's own records, by our references. */
import type { Simulator } from '#simulator/simulator.ts';
import type { Sum } from '../day/journal.ts';
import { sumUp } from '../day/journal.ts';

const [OPEN, SUCCESS] = [1, 2];

export interface GatewayBooks {
  /** All payments that it has. */
  readonly references: readonly string[];
  readonly taken: readonly string[];
  isOpen(reference: string): boolean;
  /** What it took and what it refunded for these; hundredths. */
  paid(references: readonly string[]): Sum;
  refunded(references: readonly string[]): Sum;
}

export const gatewayBooks = (simulator: Simulator): GatewayBooks => {
  const { payments, refunds } = simulator.store();
  const taken = payments.filter(({ statusId }) => statusId === SUCCESS);
  const idsOf = (references: readonly string[]): readonly number[] =>
    payments.filter(({ reference }) => references.includes(String(reference))).map(({ id }) => id);
  return {
    references: payments.map(({ reference }) => String(reference)),
    taken: taken.map(({ reference }) => String(reference)),
    isOpen: (wanted) => payments.some(({ reference, statusId }) => reference === wanted && statusId === OPEN),
    paid: (references) => {
      const ids = idsOf(references);
      return sumUp(
        taken.filter(({ id }) => ids.includes(id)).map(({ request }) => Number(request['Amount'])),
      );
    },
    refunded: (references) => {
      const ids = idsOf(references);
      const done = refunds.filter(
        ({ paymentId, statusId }) => ids.includes(paymentId) && statusId === SUCCESS,
      );
      return sumUp(done.map(({ amount }) => amount));
    },
  };
};

/** References of the payments that it was asked to cancel. */
export const cancelsAsked = async (simulator: Simulator): Promise<readonly string[]> => {
  const answer = await fetch(`${simulator.url}/__control/requests`);
  const { requests } = (await answer.json()) as { readonly requests: readonly { readonly path: string }[] };
  const ids = requests.map(({ path }) => /\/payments\/(\d+)\/cancel/.exec(path)?.[1]);
  const { payments } = simulator.store();
  return payments.filter(({ id }) => ids.includes(String(id))).map(({ reference }) => String(reference));
};
