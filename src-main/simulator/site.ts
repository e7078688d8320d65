import type { Store } from '#simulator/store/store.ts';
import type { CustomerAction } from '#simulator/store/customer.ts';
import { customerActs } from '#simulator/store/customer.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import type { Sends } from '#simulator/store/sends.ts';
import type { Traffic } from './control/traffic.ts';
import type { Plans } from './plans.ts';
import type { Settings } from './settings.ts';

/** One merchant site of the simulated GlobalPay: everything a call can read or change. */
export type Site = {
  readonly id: string;
  readonly apiKey: string;
  readonly now: () => number;
  readonly store: Store;
  readonly sends: Sends;
  readonly plans: Plans;
  readonly traffic: Traffic;
  /** Changed by the control call. */
  settings: Settings;
  /** Base of the hosted pages; '' until the listener has its port. */
  url: string;
  /** Base of the phones' pages; '' while phones are not let in. */
  phoneUrl: string;
};

/** The payment with that reference; for 'latest' the newest one accepted. */
export function findPayment(site: Site, reference: string): PaymentRecord | undefined {
  return reference === 'latest'
    ? site.store.payments().findLast((payment) => !payment.rejected)
    : site.store.paymentByReference(reference);
}

/** Lets the customer act on a payment; false when the payment no longer allows it. */
export function customerActsOn(site: Site, payment: PaymentRecord, action: CustomerAction): boolean {
  const next = customerActs(payment, action, site.now(), site.settings.processingMs);
  if (next === undefined) return false;
  if (next !== payment) site.store.putPayment(next);
  return true;
}
