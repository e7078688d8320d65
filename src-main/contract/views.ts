/** What screens show. Main owns the truth and sends these; a window mirrors them and changes nothing itself. */
import { z } from 'zod';
import { Problem } from './problem.ts';

export const EnvironmentName = z.enum(['training', 'test', 'live', 'bench']);
export const PaymentStateName = z.enum([
  'sending',
  'open',
  'pending',
  'paid',
  'cancelled',
  'failed',
  'expired',
  'unknown',
]);

export const PaymentView = z.strictObject({
  reference: z.string(),
  state: PaymentStateName,
  /** Hundredths. */
  amount: z.number().int(),
  currency: z.string(),
  orderReference: z.string(),
  /** Epoch ms. */
  startedAt: z.number().int(),
  expiresAt: z.number().int(),
  gatewayId: z.string().nullable(),
  statusId: z.number().int().nullable(),
  statusName: z.string().nullable(),
  /** Text of the customer's QR code while it may be scanned, for the cashier's small mirror. */
  code: z.string().nullable(),
  /** Someone asked to give it up; from 'accepted' and 'refused' it may still end otherwise. */
  cancelling: z.enum(['no', 'asked', 'accepted', 'refused']),
  /** Paid after the till had given it up. */
  late: z.boolean(),
  /** Hundredths that are back with the customer, and those that are on their way or in doubt. */
  refunded: z.number().int(),
  refunding: z.number().int(),
  /** What the gateway says it took (hundredths) where that is not what was asked for. */
  amountMismatch: z.strictObject({ amount: z.number(), currency: z.string() }).nullable(),
  problem: Problem.nullable(),
});
export type PaymentView = z.infer<typeof PaymentView>;

/** What came of Charge: a payment, or a question, because `earlier` may be the same sale; then nothing was charged. */
export const StartView = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('started'), payment: PaymentView }),
  z.strictObject({ answer: z.literal('same-amount'), earlier: PaymentView }),
]);
export type StartView = z.infer<typeof StartView>;

/** How the gateway can be reached just now, as the last call showed it; `idle` before the first. */
export const ConnectionName = z.enum([
  'idle',
  'online',
  'no-internet',
  'gateway-down',
  'gateway-slow',
  'credentials-refused',
  'certificate-date',
  'certificate-unknown',
]);
export type ConnectionName = z.infer<typeof ConnectionName>;

/** What the cashier must read about the journal, until it is over or, where nothing is left to do, put away. */
export const JournalHealthView = z.strictObject({ problem: Problem, mayDismiss: z.boolean() });
export type JournalHealthView = z.infer<typeof JournalHealthView>;

export const TillView = z.strictObject({
  environment: EnvironmentName,
  storeName: z.string(),
  storeId: z.string(),
  terminalId: z.string(),
  currency: z.string(),
  /** Largest single charge, hundredths. */
  ceiling: z.number().int(),
  connection: ConnectionName,
  /** Calls kept failing: for some seconds nothing is sent, and a charge fails at once. */
  paused: z.boolean(),
  /** How far the gateway's clock is ahead of this computer's, ms; null as long as that is nothing to speak of. */
  clockSkewMs: z.number().nullable(),
  /** What keeps the till from charging, or null: it is not set up, or a payment set aside is still without an end. */
  blocked: Problem.nullable(),
  journalHealth: JournalHealthView.nullable(),
  /** The payment in front of the cashier, until New sale puts it away. */
  current: PaymentView.nullable(),
  /** How long ago it was started, ms, when this was sent; by this and no clock on the wall its time is counted. */
  currentAge: z.number().int(),
  /** Whether New sale may dismiss the current payment. */
  mayDismiss: z.boolean(),
  /** Unfinished payments besides the current one. */
  parked: z.number().int(),
  /** Late or mismatched payments; each stays until a person accepts it or it is refunded. */
  unsettled: z.array(PaymentView),
  /** Whether a paid sale prints its receipt, offers to, or neither. */
  receipts: z.enum(['auto', 'ask', 'off']),
  /** What the trainer has done to the practice gateway; null outside training. */
  training: z.strictObject({ network: z.enum(['up', 'down']) }).nullable(),
});
export type TillView = z.infer<typeof TillView>;

/** Today's payments, newest first, then older ones without an end. */
export const HistoryView = z.array(PaymentView);

export const TillSnapshot = z.strictObject({ till: TillView, history: HistoryView });
export type TillSnapshot = z.infer<typeof TillSnapshot>;

export const CustomerStateName = z.enum([
  'idle',
  'sending',
  'open',
  'confirming',
  'paid',
  'cancelled',
  'failed',
  'expired',
  'unknown',
]);
/** All that the customer's window ever learns: no reference, no history, no other sale. */
export const CustomerView = z.strictObject({
  state: CustomerStateName,
  storeName: z.string(),
  training: z.boolean(),
  amount: z.number().int(),
  currency: z.string(),
  /** Present only while it may be scanned. */
  code: z
    .strictObject({
      payload: z.string(),
      /** Ms it may be scanned in all, and from the moment this was sent. */
      whole: z.number().int(),
      left: z.number().int(),
    })
    .nullable(),
  /** Whether it is certain that nothing was taken. */
  nothingTaken: z.boolean(),
});
export type CustomerView = z.infer<typeof CustomerView>;

export const StoryLine = z.strictObject({
  sequence: z.number().int(),
  at: z.number().int(),
  /** Event type of the journal; words in `story.<type>`. */
  type: z.enum([
    'intended',
    'found',
    'resent',
    'created',
    'refused',
    'doubted',
    'missed',
    'observed',
    'cancel-asked',
    'cancel-answered',
    'late-accepted',
  ]),
  statusName: z.string().nullable(),
  detail: z.string(),
});
export const StoryView = z.strictObject({ payment: PaymentView, lines: z.array(StoryLine) });
export type StoryView = z.infer<typeof StoryView>;

/** `rows` is null of a file that has none. */
export const ExportView = z.strictObject({ fileName: z.string(), rows: z.number().int().nullable() });
export type ExportView = z.infer<typeof ExportView>;

export const TrainingAction = z.enum([
  'scan',
  'pay',
  'decline',
  'walk-away',
  'network-down',
  'network-up',
  'answer-lost',
]);
export type TrainingAction = z.infer<typeof TrainingAction>;
