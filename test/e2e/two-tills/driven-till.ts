/** One till among several at one gateway: driven through its windows, read from its files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { typeByHand } from '../../support/cashier.ts';
import type { GatewayBench, Station, StationOptions } from '../../support/station.ts';
import { openStation, tillState } from '../../support/station.ts';
import { csvRows } from '../day/journal.ts';
import type { PlannedSale } from '../day/sales.ts';
import { nextReference, referenceNow, sell, typeAndCharge } from '../day/sales.ts';

export type Rows = readonly Readonly<Record<string, string>>[];

/** A difference as shown on the screen. */
export interface ShownDifference {
  readonly why: string;
  readonly reference: string;
  readonly words: string;
}

/** 'matched' or 'different', and what differs. */
export interface Reconciled {
  readonly state: string | null;
  readonly differences: readonly ShownDifference[];
}

/** Actions on the Sale screen. */
interface Counter {
  /** Resolves when the till shows that state of its payment. */
  shows(state: string): Promise<void>;
  /** Sells one after the other; resolves to the references. */
  sell(plan: readonly PlannedSale[]): Promise<readonly string[]>;
  /** Charges, and leaves the code on the customer's window. */
  showCode(amount: number): Promise<string>;
  /** Refunds this amount of a payment, as typed on the form, and waits until it is refunded. */
  refund(reference: string, amount: string): Promise<void>;
  /** Resolves once its list of today's payments has these. */
  lists(references: readonly string[]): Promise<void>;
  /** References in the list of today's payments. */
  listed(): Promise<readonly string[]>;
  /** Accepts the late payments it shows, and resolves to their references. */
  acceptLate(): Promise<readonly (string | null)[]>;
  /** What it says about another till, or about a copy of itself; '' for nothing. */
  warning(): Promise<string>;
}

/** What is done at the end of the day, and what the files say. */
interface Office {
  /** Reconciles today with the gateway. */
  reconcile(): Promise<Reconciled>;
  /** Signs off what is unresolved, closes the day, and resolves to the rows of the Z's CSV. */
  closeDay(): Promise<Rows>;
  /** The rows of the day's CSV. */
  exportDay(): Promise<Rows>;
}

export interface DrivenTill extends Counter, Office {
  readonly home: string;
  /** Its own window; a different one after each restart. */
  window(): Page;
  /** What the customer's window shows; 'idle' if there is no payment. */
  customerSees(): Promise<string | null>;
  /** Quits as a person would, or loses power, and restarts. */
  restart(how: 'close' | 'kill'): Promise<void>;
  close(): Promise<void>;
}

/** The till's window; a different one after each restart. */
type Window = () => Page;

const toSale = async (till: Page): Promise<void> => {
  await till.getByTestId('rail-sale').click();
  await till.getByTestId('payment-state').waitFor();
};

const rowOf = (till: Page, reference: string): Locator =>
  till.locator(`[data-testid="history-row"][data-reference="${reference}"]`);

const acceptEach = async (till: Page): Promise<readonly (string | null)[]> => {
  await toSale(till);
  await till.getByTestId('late-alert').first().waitFor();
  const alerts = await till.getByTestId('late-alert').all();
  const references = await Promise.all(alerts.map((alert) => alert.getAttribute('data-reference')));
  for (const reference of references) {
    const alert = till.locator(`[data-testid="late-alert"][data-reference="${reference}"]`);
    await alert.getByTestId('late-accept').click();
    await alert.waitFor({ state: 'detached' });
  }
  return references;
};

const counterOf = (till: Window, bench: GatewayBench): Counter => ({
  shows: (state) => tillState(till(), state),
  sell: (plan) => sell(till(), bench, plan),
  showCode: async (amount) => {
    const earlier = await referenceNow(till());
    await typeAndCharge(till(), amount);
    const reference = await nextReference(till(), earlier);
    await tillState(till(), 'open');
    return reference;
  },
  refund: async (reference, amount) => {
    const at = (testid: string): Locator => till().getByTestId(testid);
    await rowOf(till(), reference).click();
    await at('refund').click();
    await at('refund-amount').waitFor();
    await typeByHand(till(), amount);
    await at('refund-confirm').click();
    await till().locator('[data-testid="refund-state"][data-state="refunded"]').waitFor();
    await at('story-back').click();
  },
  lists: async (references) => {
    for (const reference of references) await rowOf(till(), reference).waitFor();
  },
  listed: () =>
    till()
      .getByTestId('history-row')
      .evaluateAll((all) => all.map((row) => row.getAttribute('data-reference') ?? '')),
  acceptLate: () => acceptEach(till()),
  warning: async () => (await till().getByTestId('other-till').allInnerTexts()).join('\n'),
});

const differenceIn = async (line: Locator): Promise<ShownDifference> => ({
  why: (await line.getAttribute('data-why')) ?? '',
  reference: (await line.locator('tr').first().locator('th').innerText()).split('\n')[0] ?? '',
  words: await line.locator('tr').last().innerText(),
});

const officeOf = (till: Window, exports: string): Office => {
  const at = (testid: string): Locator => till().getByTestId(testid);
  const rows = (name: string): Rows => csvRows(readFileSync(join(exports, name), 'utf8'));
  return {
    reconcile: async () => {
      await at('rail-day').click();
      await at('reconcile').click();
      await at('reconcile-state').waitFor();
      const state = await at('reconcile-state').getAttribute('data-state');
      return { state, differences: await Promise.all((await at('reconcile-line').all()).map(differenceIn)) };
    },
    closeDay: async () => {
      await at('rail-day').click();
      await at('close-day').click();
      await at('close-confirm').waitFor();
      for (const note of await at('sign-off-note').all()) await note.fill('The customer paid with cash');
      await at('close-confirm').click();
      await at('z-csv').click();
      await till().locator('[data-testid="export-state"][data-state="written"]').waitFor();
      const number = await at('z-number').innerText();
      const file = readdirSync(exports).find(
        (name) => name.includes(`-z-${number}-`) && name.endsWith('.csv'),
      );
      if (file === undefined) throw new Error(`no file of Z ${number} in ${exports}`);
      return rows(file);
    },
    exportDay: async () => {
      await toSale(till());
      await at('export-csv').click();
      return rows(await at('export-result').innerText());
    },
  };
};

export const openDrivenTill = async (
  bench: GatewayBench,
  home: string,
  options: Pick<StationOptions, 'env' | 'session' | 'args'>,
): Promise<DrivenTill> => {
  const start = (): Promise<Station> => openStation({ home, gateway: bench.gateway, ...options });
  let station = await start();
  const till = (): Page => station.till;
  return {
    home,
    window: till,
    ...counterOf(till, bench),
    ...officeOf(till, join(home, 'bench', 'exports')),
    customerSees: () => station.customer.getByTestId('customer-state').getAttribute('data-state'),
    restart: async (how) => {
      await station[how]();
      station = await start();
    },
    close: () => station.close(),
  };
};
