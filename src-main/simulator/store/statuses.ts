/** The status IDs that the simulator acts on; the others below only have names. */
export const STATUS = {
  open: 1,
  success: 2,
  cancelled: 3,
  failed: 4,
  expired: 5,
  pendingOnCustomer: 6,
  pendingOnProvider: 7,
  cancelRequested: 15,
} as const;

/** Status.Info as the vendor's status table spells it, by Status.ID. */
const INFO: Readonly<Record<number, string>> = {
  1: 'Open',
  2: 'Success',
  3: 'Cancelled',
  4: 'Failed',
  5: 'Expired',
  6: 'PendingOnCustomer',
  7: 'PendingOnProvider',
  8: 'Submitted',
  9: 'Authorized',
  10: 'AuthorizeRequested',
  11: 'Captured',
  12: 'Rejected',
  13: 'CaptureRequested',
  14: 'Exception',
  15: 'CancelRequested',
  16: 'Reversed',
  17: 'Completed',
  18: 'Processing',
  19: 'Disputed',
  21: 'PartiallyRefunded',
  22: 'Refunded',
  23: 'DisputeWon',
  24: 'DisputeLost',
  25: 'Paid',
  26: 'Chargedback',
  35: 'PartiallyCaptured',
};

/** The Info text of a status; a made-up one for an ID that is not in the vendor's table. */
export function statusInfo(statusId: number): string {
  return INFO[statusId] ?? `Unlisted${statusId}`;
}

/** Whether the customer may still pay or leave: the wallet has nothing to process yet. */
export function awaitsCustomer(statusId: number): boolean {
  return statusId === STATUS.open || statusId === STATUS.pendingOnCustomer;
}

/** Whether the payment ended. A later Success may still overtake 3, 4 and 5, as the vendor warns. */
export function isDecided(statusId: number): boolean {
  const ends: number[] = [STATUS.success, STATUS.cancelled, STATUS.failed, STATUS.expired];
  return ends.includes(statusId);
}
