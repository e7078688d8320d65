import { DECLINED, SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import { schedule, reschedule, statusAt } from './timeline.ts';
import type { PaymentRecord } from './records.ts';
import { awaitsCustomer, isDecided, STATUS } from './statuses.ts';

/**
 * What the person with the phone does: `scan` opens the wallet's page (PendingOnCustomer), `confirm` is the button on
 * the hosted page (PendingOnProvider, Success after the processing time), `pay` goes straight to Success, `decline` and
 * `cancel` are the other two buttons, `walk-away` lets the payment expire now.
 */
export const CUSTOMER_ACTIONS = ['scan', 'confirm', 'pay', 'decline', 'cancel', 'walk-away'] as const;
export type CustomerAction = (typeof CUSTOMER_ACTIONS)[number];

/**
 * The payment after the action at `at` (epoch ms), or undefined when the payment no longer allows it.
 * @param processingMs how long the provider takes between confirmation and Success
 */
export function customerActs(
  payment: PaymentRecord,
  action: CustomerAction,
  at: number,
  processingMs: number,
): PaymentRecord | undefined {
  const status = statusAt(payment, at);
  const waiting = awaitsCustomer(status);
  const end = (statusId: number) => reschedule(payment, at, [{ afterMs: 0, statusId }]);
  switch (action) {
    case 'scan':
      return waiting ? scanned(payment, status, at) : undefined;
    case 'confirm':
      return waiting ? reschedule(payment, at, confirmed(processingMs)) : undefined;
    case 'pay':
      return isDecided(status) ? undefined : end(STATUS.success);
    case 'decline':
      return isDecided(status)
        ? undefined
        : reschedule(payment, at, [{ afterMs: 0, statusId: STATUS.failed, reasons: DECLINED }]);
    case 'cancel':
      return waiting ? end(STATUS.cancelled) : undefined;
    case 'walk-away':
      return waiting ? end(STATUS.expired) : undefined;
    default:
      return action satisfies never;
  }
}

const confirmed = (processingMs: number) => [
  { afterMs: 0, statusId: STATUS.pendingOnProvider },
  { afterMs: processingMs, statusId: STATUS.success },
];

/** Scanning twice changes nothing; a first scan keeps the scenario's plans unless it has others for after a scan. */
function scanned(payment: PaymentRecord, status: number, at: number): PaymentRecord {
  if (status === STATUS.pendingOnCustomer) return payment;
  const scan = { afterMs: 0, statusId: STATUS.pendingOnCustomer };
  const { afterScan }: Scenario = SCENARIOS[payment.scenario];
  if (afterScan !== undefined) return reschedule(payment, at, [scan, ...afterScan]);
  return { ...payment, steps: [...payment.steps, ...schedule([scan], at)] };
}
