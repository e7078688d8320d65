/** The sales of the whole day, and how each ends. */
import type { PlannedSale } from './sales.ts';

/**
 * The customer of this sale pays five seconds after it was cancelled; the till learns of it about a minute
 * later.
 */
export const PAID_LATE: PlannedSale = [3131, 'cancelled by the cashier'];
export const REFUNDED_WHOLE = 2050;
export const REFUNDED_IN_PARTS = 99_900;
export const ASKED_TWICE = 1250;
export const REFUND_FAILS = 8834;

export const LINS_SALES: readonly PlannedSale[] = [
  PAID_LATE,
  [REFUNDED_WHOLE, 'paid'],
  [880, 'cancelled by the cashier'],
  [4507, 'paid'], // the answer is lost
  [1990, 'declined'],
  [17_017, 'rejected'], // with an undocumented return code
  [640, 'cancelled by the customer'],
  [REFUNDED_IN_PARTS, 'paid'],
  [530, 'cancelled by the cashier'],
  [3612, 'paid'], // half of the answer arrives
  [7600, 'expired'],
  [1180, 'cancelled by the cashier'],
  [ASKED_TWICE, 'paid'],
];
export const MEIS_SALES: readonly PlannedSale[] = [
  [5550, 'cancelled by the cashier'],
  [1515, 'paid after the gateway refused to cancel'],
  [790, 'cancelled by the cashier'],
  [REFUND_FAILS, 'paid'],
  [2409, 'paid'], // stored, but answered 503
  [6650, 'rejected for the country'],
  [4400, 'paid just before the cashier cancelled'],
  [1340, 'cancelled by the cashier'],
  [960, 'paid after its outcome was unknown'],
  [7770, 'not sent'],
  [3355, 'expired'],
  [12_080, 'paid, the till saw the customer scan'],
  [450, 'cancelled by the cashier'],
];
export const TAOS_SALES: readonly PlannedSale[] = [
  [2790, 'paid'],
  [8250, 'declined'],
  [1023, 'paid'], // Reasons is [] instead of null
  [5824, 'paid'], // Customer is null
  [390, 'cancelled by the cashier'],
  [6626, 'paid'], // QRCodeURL is filled
  [9950, 'paid just before the cashier cancelled'],
  [1832, 'cancelled by the cashier'], // the gateway first reports CancelRequested
  [2660, 'credentials refused'],
  [15_000, 'paid just before the cashier cancelled'],
  [3500, 'cancelled by the cashier'],
  [4780, 'paid'],
  [71_013, 'outcome unknown to the end'], // another amount is echoed
];
