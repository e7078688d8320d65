/** The sales of a day at the till: what cashier, customer and gateway do, and how each sale ends. */
import type { Page } from 'playwright-core';
import type { CustomerAction } from '#simulator/simulator.ts';
import type { GatewayBench } from '../../support/station.ts';
import { typeByHand } from '../../support/cashier.ts';
import { referenceOn, tillState } from '../../support/station.ts';

interface Sale {
  readonly reference: string;
  customer(action: CustomerAction): void;
  /** Sets the gateway's status from now on. */
  gatewaySays(statusId: number): Promise<void>;
  cancel(): Promise<void>;
  /** Resolves when the till shows that state. */
  state(name: string): Promise<void>;
  /** Resolves once the till lets the cashier park it. */
  mayBeLeft(): Promise<void>;
}

interface Course {
  /** Prepared before the cashier charges. */
  readonly before?: (bench: GatewayBench) => Promise<void>;
  /** How the cashier charges, if not just with Enter. */
  readonly charge?: (till: Page, bench: GatewayBench) => Promise<void>;
  readonly then: (sale: Sale, bench: GatewayBench) => Promise<void>;
}

const SUCCESS = 2;
const UNLISTED = 99;

const pays = async (sale: Sale): Promise<void> => {
  await sale.state('open');
  sale.customer('pay');
  await sale.state('paid');
};

const cancels = async (sale: Sale): Promise<void> => {
  await sale.state('open');
  await sale.cancel();
  await sale.state('cancelled');
};

const customerEnds =
  (action: CustomerAction, state: string) =>
  async (sale: Sale): Promise<void> => {
    await sale.state('open');
    sale.customer(action);
    await sale.state(state);
  };

/**
 * The network goes down while the cashier charges. If the till notices first, because it watches earlier
 * payments, it removes Charge before Enter counts; then the network returns and the cashier tries again.
 */
export const chargesOffline = async (till: Page, bench: GatewayBench): Promise<void> => {
  const refused = till.getByTestId('readiness');
  const begun = till.locator(
    '[data-testid="payment-state"]:is([data-state="sending"], [data-state="failed"])',
  );
  do {
    await bench.simulator.setNetwork('up');
    await till.getByTestId('charge').waitFor();
    await bench.simulator.setNetwork('down');
    await till.keyboard.press('Enter');
    await begun.or(refused).first().waitFor();
  } while (await refused.isVisible());
};

const fails = (sale: Sale): Promise<void> => sale.state('failed');

/** Every kind of sale of the day. The last digits of the amount choose what the gateway does. */
const COURSES = {
  paid: { then: pays },
  'paid, the till saw the customer scan': {
    then: async (sale) => {
      await customerEnds('scan', 'pending')(sale);
      sale.customer('pay');
      await sale.state('paid');
    },
  },
  'paid just before the cashier cancelled': {
    then: async (sale) => {
      await sale.state('open');
      sale.customer('pay');
      await sale.cancel();
      await sale.state('paid');
    },
  },
  'paid after the gateway refused to cancel': {
    then: async (sale) => {
      await sale.state('open');
      await sale.cancel();
      await sale.mayBeLeft();
      await pays(sale);
    },
  },
  'paid after its outcome was unknown': {
    then: async (sale) => {
      await sale.state('open');
      await sale.gatewaySays(UNLISTED);
      await sale.state('unknown');
      await sale.gatewaySays(SUCCESS);
      await sale.state('paid');
    },
  },
  declined: { then: customerEnds('decline', 'failed') },
  'cancelled by the customer': { then: customerEnds('cancel', 'cancelled') },
  'cancelled by the cashier': { then: cancels },
  expired: { then: customerEnds('walk-away', 'expired') },
  rejected: { then: fails },
  'rejected for the country': {
    before: (bench) => bench.control('next', { scenario: 'country-refused' }),
    then: fails,
  },
  'credentials refused': {
    before: (bench) => bench.control('next', { fault: 'not-authorized' }),
    then: fails,
  },
  'not sent': {
    charge: chargesOffline,
    then: async (sale, bench) => {
      await sale.state('failed');
      await bench.simulator.setNetwork('up');
    },
  },
  'outcome unknown to the end': { then: (sale) => sale.state('unknown') },
} as const satisfies Record<string, Course>;

/** Hundredths, and the outcome. */
export type PlannedSale = readonly [amount: number, course: keyof typeof COURSES];

const pressEnter = (till: Page): Promise<void> => till.keyboard.press('Enter');

export const typeAndCharge = async (
  till: Page,
  amount: number,
  charge: (till: Page) => Promise<void> = pressEnter,
): Promise<void> => {
  await typeByHand(till, String(amount));
  // After an outage, the till must first find out that the gateway is back.
  await till.getByTestId('charge').waitFor();
  await charge(till);
};

/** Resolves to the reference of the payment that replaced `earlier` ('' for none). */
export const nextReference = async (till: Page, earlier: string): Promise<string> => {
  await till
    .getByTestId('payment-reference')
    .filter({ hasText: /\S/, ...(earlier && { hasNotText: earlier }) })
    .waitFor();
  return referenceOn(till);
};

/** Reference of the current payment, or ''. */
export const referenceNow = async (till: Page): Promise<string> =>
  (await till.getByTestId('payment-reference').allInnerTexts()).join('').trim();

const saleOf = (till: Page, bench: GatewayBench, reference: string): Sale => ({
  reference,
  customer: (action) => {
    if (!bench.simulator.act({ merchantTransactionId: reference }, action))
      throw new Error(`the customer of ${reference} cannot ${action}`);
  },
  gatewaySays: (statusId) => bench.control('set-status', { reference, statusId }),
  cancel: () => till.keyboard.press('Escape'),
  state: (name) => tillState(till, name),
  mayBeLeft: () => till.getByTestId('new-sale').waitFor(),
});

/** Sells one after the other by keyboard, and resolves to the references in the same order. */
export const sell = async (
  till: Page,
  bench: GatewayBench,
  plan: readonly PlannedSale[],
): Promise<readonly string[]> => {
  const references: string[] = [];
  for (const [amount, name] of plan) {
    const course: Course = COURSES[name];
    await course.before?.(bench);
    const earlier = await referenceNow(till);
    await typeAndCharge(till, amount, (at) => (course.charge ?? pressEnter)(at, bench));
    const reference = await nextReference(till, earlier);
    references.push(reference);
    await course.then(saleOf(till, bench, reference), bench);
  }
  return references;
};
