/** One till among several at one gateway: driven through its windows, read from its files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { typeByHand } from '../../support/cashier.ts';
import type { GatewayBench, Station } from '../../support/station.ts';
import { openStation, tillState } from '../../support/station.ts';
import { csvRows } from '../day/journal.ts';
import type { PlannedSale } from '../day/sales.ts';
import { nextReference, referenceNow, sell, typeAndCharge } from '../day/sales.ts';

export type Rows = readonly Readonly<Record<string, string>>[];

/** A difference as it stands on the screen. */
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

export interface DrivenTill {
  readonly home: string;
  /** What the customer's window shows; 'idle' is nobody's payment. */
  customerSees(): Promise<string | null>;
  /** Resolves when the till shows that state of its payment. */
  shows(state: string): Promise<void>;
  /** Sells one after the other; resolves to the references. */
  sell(plan: readonly PlannedSale[]): Promise<readonly string[]>;
  /** Charges, and leaves the code on the customer's window. */
  showCode(amount: number): Promise<string>;
  /** Refunds this much of a payment, as typed on the form, and waits until it is refunded. */
  refund(reference: string, amount: string): Promise<void>;
  /** Resolves when its list of today's payments has these. */
  lists(references: readonly string[]): Promise<void>;
  /** References in the list of today's payments. */
  listed(): Promise<readonly string[]>;
  /** Reconciles today with the gateway. */
  reconcile(): Promise<Reconciled>;
  /** Accepts the late payments that it shows, and resolves to their references. */
  acceptLate(): Promise<readonly (string | null)[]>;
  /** What it says of another till, or of a copy of itself; '' for nothing. */
  warning(): Promise<string>;
  /** Closes the day, and resolves to the rows of the Z's CSV. */
  closeDay(): Promise<Rows>;
  /** The rows of the day's CSV. */
  exportDay(): Promise<Rows>;
  /** Quits as a person would, or loses its power, and starts again after what happens `meanwhile`. */
  restart(how: 'close' | 'kill', meanwhile?: () => void): Promise<void>;
  close(): Promise<void>;
}

const differenceIn = async (line: Locator): Promise<ShownDifference> => ({
  why: (await line.getAttribute('data-why')) ?? '',
  reference: (await line.locator('tr').first().locator('th').innerText()).split('\n')[0] ?? '',
  words: await line.locator('tr').last().innerText(),
});

export const openDrivenTill = async (
  bench: GatewayBench,
  home: string,
  env: Readonly<Record<string, string>>,
): Promise<DrivenTill> => {
  const start = (): Promise<Station> => openStation({ home, gateway: bench.gateway, env });
  let station = await start();
  const at = (testid: string): Locator => station.till.getByTestId(testid);
  const rows = (name: string): Rows => csvRows(readFileSync(join(home, 'bench', 'exports', name), 'utf8'));
  const row = (reference: string): Locator =>
    station.till.locator(`[data-testid="history-row"][data-reference="${reference}"]`);
  const toSale = async (): Promise<void> => {
    await at('rail-sale').click();
    await at('payment-state').waitFor();
  };

  return {
    home,
    shows: (state) => tillState(station.till, state),
    customerSees: () => station.customer.getByTestId('customer-state').getAttribute('data-state'),
    sell: (plan) => sell(station.till, bench, plan),
    showCode: async (amount) => {
      const earlier = await referenceNow(station.till);
      await typeAndCharge(station.till, amount);
      const reference = await nextReference(station.till, earlier);
      await tillState(station.till, 'open');
      return reference;
    },
    refund: async (reference, amount) => {
      await row(reference).click();
      await at('refund').click();
      await at('refund-amount').waitFor();
      await typeByHand(station.till, amount);
      await at('refund-confirm').click();
      await station.till.locator('[data-testid="refund-state"][data-state="refunded"]').waitFor();
      await at('story-back').click();
    },
    lists: async (references) => {
      for (const reference of references) await row(reference).waitFor();
    },
    listed: () =>
      at('history-row').evaluateAll((all) => all.map((row) => row.getAttribute('data-reference') ?? '')),
    reconcile: async () => {
      await at('rail-day').click();
      await at('reconcile').click();
      await at('reconcile-state').waitFor();
      const state = await at('reconcile-state').getAttribute('data-state');
      return { state, differences: await Promise.all((await at('reconcile-line').all()).map(differenceIn)) };
    },
    acceptLate: async () => {
      await toSale();
      await at('late-alert').first().waitFor();
      const alerts = await at('late-alert').all();
      const references = await Promise.all(alerts.map((alert) => alert.getAttribute('data-reference')));
      for (const reference of references) {
        const alert = station.till.locator(`[data-testid="late-alert"][data-reference="${reference}"]`);
        await alert.getByTestId('late-accept').click();
        await alert.waitFor({ state: 'detached' });
      }
      return references;
    },
    warning: async () => (await at('other-till').allInnerTexts()).join('\n'),
    closeDay: async () => {
      await at('rail-day').click();
      await at('close-day').click();
      await at('close-confirm').click();
      await at('z-csv').click();
      await station.till.locator('[data-testid="export-state"][data-state="written"]').waitFor();
      const number = await at('z-number').innerText();
      const files = readdirSync(join(home, 'bench', 'exports'));
      const file = files.find((name) => name.includes(`-z-${number}-`) && name.endsWith('.csv'));
      if (file === undefined) throw new Error(`no file of Z ${number}: ${files.join(', ')}`);
      return rows(file);
    },
    exportDay: async () => {
      await toSale();
      await at('export-csv').click();
      return rows(await at('export-result').innerText());
    },
    restart: async (how, meanwhile) => {
      await station[how]();
      meanwhile?.();
      station = await start();
    },
    close: () => station.close(),
  };
};
