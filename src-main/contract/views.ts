/** What screens show. Main owns the state and sends these; a window shows them and changes nothing itself. */
import { z } from 'zod';
import { CONNECTIONS } from '#domain/gateway/connection.ts';
import { hundredths } from '#domain/money-schema.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { SETTLED_AS } from '#domain/payment/payment.ts';
import { REMEDIES } from '#domain/payment/unready-causes.ts';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import { VERDICTS } from '#domain/story/by-hand.ts';
import { OfficeNoticeView } from '#contract/views/set-up/office-views.ts';
import { Problem } from './problem.ts';

const EnvironmentName = z.enum(ENVIRONMENTS);
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

/** What a manager has settled by hand, and what the gateway has reported since. */
export const ByHandView = z.strictObject({
  reason: z.string(),
  by: z.string(),
  approvedBy: z.string(),
  /** Epoch ms. */
  at: z.number().int(),
  verdict: z.enum(VERDICTS),
});
export type ByHandView = z.infer<typeof ByHandView>;

export const PaymentView = z.strictObject({
  reference: z.string(),
  state: PaymentStateName,
  amount: hundredths,
  currency: z.string(),
  orderReference: z.string(),
  note: z.string(),
  /** Epoch ms. */
  startedAt: z.number().int(),
  expiresAt: z.number().int(),
  gatewayId: z.string().nullable(),
  statusId: z.number().int().nullable(),
  statusName: z.string().nullable(),
  /** Text of the customer's QR code while it may be scanned, for the small copy that the cashier sees. */
  code: z.string().nullable(),
  /** Whether the customer is paying it on the gateway's own page, or has returned from it. */
  page: z.enum(['none', 'shown', 'returned']),
  /** How far a cancel has got; even after 'accepted' or 'refused' the payment may end differently. */
  cancelling: z.enum(['no', 'asked', 'accepted', 'refused']),
  /** Paid after it had ended here. */
  late: z.boolean(),
  /** What has been refunded; and what is being refunded or has an unknown outcome. */
  refunded: hundredths,
  refunding: hundredths,
  /** What was taken, if it differs from what was charged. */
  amountMismatch: z.strictObject({ amount: hundredths, currency: z.string() }).nullable(),
  problem: Problem.nullable(),
  /** Whether a manager may settle it by hand. */
  settlable: z.boolean(),
  /** Includes the outcome it was settled with; null if the outcome came from the gateway. */
  byHand: ByHandView.extend({ outcome: z.enum(SETTLED_AS) }).nullable(),
});
export type PaymentView = z.infer<typeof PaymentView>;

/**
 * The answer to a charge: a payment, or a question because `earlier`, or a payment that is missing here, may be the
 * same sale. Until the question is answered, nothing is charged.
 */
export const StartView = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('started'), payment: PaymentView }),
  z.strictObject({ answer: z.literal('same-amount'), earlier: PaymentView }),
  z.strictObject({ answer: z.literal('payments-missing') }),
]);
export type StartView = z.infer<typeof StartView>;

/** The state of the gateway link by its last call; `idle` before the first. */
export const ConnectionName = z.enum(CONNECTIONS);
export type ConnectionName = z.infer<typeof ConnectionName>;

/**
 * What the cashier must read about the journal, until it is resolved or, with `mayDismiss`, dismissed; with `mayAccept`,
 * until a manager accepts it.
 */
export const JournalHealthView = z.strictObject({
  problem: Problem,
  mayDismiss: z.boolean(),
  mayAccept: z.boolean(),
});
export type JournalHealthView = z.infer<typeof JournalHealthView>;

/** Whether a charge can begin now and, if not, why and what the person at the till can do about it. */
export const ReadinessView = z.discriminatedUnion('ready', [
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({
    ready: z.literal(false),
    problem: Problem,
    /** Null if all they can do is wait. */
    remedy: z.enum(REMEDIES).nullable(),
  }),
]);
export type ReadinessView = z.infer<typeof ReadinessView>;

export const TillView = z.strictObject({
  environment: EnvironmentName,
  storeName: z.string(),
  storeId: z.string(),
  terminalId: z.string(),
  currency: z.string(),
  /** The zone or offset of the shop's business days, in which windows write every time; see `DayRule`. */
  timeZone: z.string(),
  /** Largest single charge. */
  ceiling: hundredths,
  /** Put on the keypad by one tap. */
  quickAmounts: z.array(hundredths),
  connection: ConnectionName,
  /** The circuit breaker is open: for some seconds nothing is sent, and a charge fails at once. */
  paused: z.boolean(),
  /** How far the gateway's clock is ahead of this computer's, ms; null while that is negligible. */
  clockSkewMs: z.number().nullable(),
  readiness: ReadinessView,
  journalHealth: JournalHealthView.nullable(),
  /** Another till has sold under this TerminalID, or a copy of this till's journal is in use. */
  otherTill: Problem.nullable(),
  office: OfficeNoticeView.nullable(),
  /** The current payment, until New sale dismisses it. */
  current: PaymentView.nullable(),
  /** Its age when this was sent, ms; windows count up from it and never read the system's clock. */
  currentAge: z.number().int(),
  /** Whether New sale may dismiss the current payment. */
  mayDismiss: z.boolean(),
  /** Unfinished payments besides the current one. */
  parked: z.number().int(),
  /** Late, mismatched or corrected payments; each stays until a person accepts it or it is refunded. */
  unsettled: z.array(PaymentView),
  /** Whether a paid sale prints its receipt, offers to, or does neither. */
  receipts: z.enum(['auto', 'ask', 'off']),
  /** Whether a printer is set up; without one no screen offers to print. */
  printer: z.boolean(),
  /** The state of the training gateway; null outside training. */
  training: z
    .strictObject({
      network: z.enum(['up', 'down']),
      losesNextAnswer: z.boolean(),
      /**
       * The address at which phones in the shop reach a payment's page, such as 192.168.1.5:7425; null while that is
       * off.
       */
      phone: z
        .strictObject({ state: z.enum(['open', 'no-network', 'refused']), address: z.string() })
        .nullable(),
    })
    .nullable(),
});
export type TillView = z.infer<typeof TillView>;

export const TillSnapshot = z.strictObject({
  till: TillView,
  /** Today's newest payments, newest first, then other unfinished ones. */
  history: z.array(PaymentView),
  /** How many of today's payments it leaves out. */
  unlisted: z.number().int(),
  /** How many payments have begun today, listed or not. */
  charges: z.number().int(),
});
export type TillSnapshot = z.infer<typeof TillSnapshot>;

const CustomerStateName = z.enum([
  'idle',
  'sending',
  'open',
  /** It is being cancelled, and as far as we know nobody has scanned it. */
  'cancelling',
  'confirming',
  'paid',
  'cancelled',
  'failed',
  'expired',
  'unknown',
]);
const Language = z.enum(LANGUAGE_NAMES);

/** Everything the customer's window ever gets: no reference, no history, no other sale. */
export const CustomerView = z.strictObject({
  state: CustomerStateName,
  storeName: z.string(),
  /** Anything but live says on every screen that no real money moves. */
  environment: EnvironmentName,
  amount: hundredths,
  currency: z.string(),
  /** Present only while it can be scanned. */
  code: z
    .strictObject({
      payload: z.string(),
      /** How long it can be scanned: in total, and from when this was sent; ms. */
      whole: z.number().int(),
      left: z.number().int(),
    })
    .nullable(),
  /** Whether the gateway's own page covers the window, all but a strip at the top (`PAGE_STRIP`, page-strip.ts). */
  page: z.boolean(),
  /** What is shown between payments; the window invites nobody to pay while no charge can begin. */
  rest: z.enum(['welcome', 'closed', 'wait']),
  /** Whether it is certain that nothing was taken. */
  nothingTaken: z.boolean(),
  /** For customers who have not chosen one. */
  usualLanguage: Language,
  /** What the customer of this sale has chosen, perhaps before the till was restarted. */
  chosenLanguage: Language.nullable(),
  /** The receipt as text to take along; null before the payment is paid. */
  receipt: z.string().nullable(),
  /** How long ago the payment was paid when this was sent, ms; 0 unless it is. */
  paidAgo: z.number().int(),
  /** The shop's own line of text, shown between sales; '' for none. */
  line: z.string(),
  /** The display's diagonal in inches and the customer's distance from it in cm; null if nobody measured. */
  display: z.strictObject({ inches: z.number().nullable(), distance: z.number().nullable() }),
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
    'settled',
    'corrected',
  ]),
  statusName: z.string().nullable(),
  detail: z.string(),
});
export const StoryView = z.strictObject({
  payment: PaymentView,
  /** Who charged it; null if nobody was signed in. */
  cashier: z.string().nullable(),
  /** Alipay's own number, as the customer's phone shows it. */
  walletNumber: z.string().nullable(),
  lines: z.array(StoryLine),
});
export type StoryView = z.infer<typeof StoryView>;

/** `rows` is null for a file without rows. */
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
