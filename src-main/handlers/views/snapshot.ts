/** Everything the windows show: sent whole when one opens, and pushed in parts when something changes. */
import type { Problem, ProblemCode } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { CustomerView, PaymentView, TillSnapshot, TillView } from '#contract/views.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { may } from '#domain/staff/staff.ts';
import type { GatewayLink } from '#services/gateway/gateway-link.ts';
import type { Journal, RefundJournal } from '#services/journal-ports.ts';
import type { OtherTill, OtherTills } from '#services/reconcile/other-tills.ts';
import type { OfficeDesk } from '#services/office/office-desk.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Readiness } from '#services/payment/readiness.ts';
import type { PageDesk } from '#services/hosted-page/page-desk.ts';
import type { PaymentTracker } from '#services/payment/payment-tracker.ts';
import type { PaymentDesk } from '#services/payment/payment-desk.ts';
import type { Clock } from '#services/ports.ts';
import type { ReceiptDesk } from '#services/print/receipt-desk.ts';
import type { RefundTracker } from '#services/refund/refund-tracker.ts';
import type { Session } from '#services/staff/session.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import { customerView } from './customer-view.ts';
import { journalHealthView } from './journal-health-view.ts';
import { officeNotice } from '#handlers/views/till/office-view.ts';
import { afterPage, showPayment, withPage } from './payment-view.ts';
import { customerRest, readinessView } from './readiness-view.ts';
import type { ShownTraining } from '#handlers/views/till/training-view.ts';
import { trainingView, withPhoneCode, withPhoneLink } from '#handlers/views/till/training-view.ts';

/** What windows show of a station. */
export interface ShownStation {
  readonly settings: Pick<
    EffectiveSettings,
    | 'environment'
    | 'terminal'
    | 'ceiling'
    | 'quickAmounts'
    | 'customerLine'
    | 'displayInches'
    | 'displayDistance'
  >;
  readonly payments: Pick<
    PaymentDesk,
    'current' | 'currentAge' | 'currentStateAge' | 'mayDismiss' | 'parked'
  > & {
    readonly tracker: Pick<PaymentTracker, 'unfinished' | 'unsettled' | 'maySettle'>;
  };
  readonly refunds: { readonly tracker: Pick<RefundTracker, 'otherSiteOf' | 'maySettle'> };
  readonly journal: Pick<Journal, 'payment' | 'newestBetween' | 'countBetween'> &
    Pick<RefundJournal, 'refundsOf'>;
  readonly journalHealth: () => JournalHealth;
  readonly otherTills: Pick<OtherTills, 'met'>;
  readonly businessDays: Pick<BusinessDays, 'rule' | 'around' | 'dateOf'>;
  readonly office: Pick<OfficeDesk, 'standing' | 'receiptAddress'>;
  readonly link: Pick<GatewayLink, 'connection' | 'paused' | 'clockSkewMs'>;
  readonly receipts: Pick<
    ReceiptDesk,
    'mode' | 'hasPrinter' | 'usualLanguage' | 'chosenLanguage' | 'textOf' | 'status'
  >;
  readonly training: ShownTraining | null;
  readonly readiness: () => Readiness;
  readonly page: Pick<PageDesk, 'stage'>;
}

/** An unsettled payment counts as settled once everything taken has been refunded. */
const isRefunded = ({ state, refunded, amount, amountMismatch }: PaymentView): boolean =>
  state === 'paid' && refunded >= (amountMismatch?.amount ?? amount);

const OTHER_TILL_CODES = {
  'another-till': 'terminal-shared',
  'journal-copy': 'journal-copied',
} as const satisfies Record<OtherTill, ProblemCode>;

const otherTillProblem = ({ otherTills: { met } }: ShownStation): Problem | null =>
  met && problem(OTHER_TILL_CODES[met]);

export const tillView = (station: ShownStation): TillView => {
  const { settings, payments, readiness, journalHealth, link, receipts, training } = station;
  const { current } = payments;
  const { stage } = station.page;
  const shown = showPayment(station);
  return {
    environment: settings.environment,
    storeName: settings.terminal.storeName,
    storeId: settings.terminal.storeId,
    terminalId: settings.terminal.terminalId,
    currency: settings.terminal.currency,
    timeZone: station.businessDays.rule.timeZone,
    ceiling: settings.ceiling,
    quickAmounts: [...settings.quickAmounts],
    connection: link.connection,
    paused: link.paused,
    clockSkewMs: link.clockSkewMs,
    readiness: readinessView(readiness()),
    journalHealth: journalHealthView(journalHealth()),
    otherTill: otherTillProblem(station),
    office: officeNotice(station.office.standing),
    current: current && withPhoneLink(withPage(shown(afterPage(current, stage)), stage), training),
    currentAge: payments.currentAge,
    mayDismiss: payments.mayDismiss,
    parked: payments.parked.length,
    unsettled: payments.tracker.unsettled.map(shown).filter((payment) => !isRefunded(payment)),
    receipts: receipts.mode,
    printer: receipts.hasPrinter,
    training: trainingView(training),
  };
};

/** Whether the person at the till may see payments other than the current one. */
export const maySeeHistory = ({ person }: Pick<Session, 'person'>): boolean =>
  person !== null && may(person.role, 'see-history');

/** More than anybody looks through beside the keypad; on a busy day there are thousands. */
export const LISTED = 100;

/** Includes the day's newest payments if the person at the till may see them; the current payment is always shown. */
export const tillSnapshot = (
  station: ShownStation,
  session: Pick<Session, 'person'>,
  clock: Pick<Clock, 'now'>,
): TillSnapshot => {
  const till = tillView(station);
  if (!maySeeHistory(session)) return { till, history: [], unlisted: 0, charges: 0 };
  const { payments, journal, businessDays } = station;
  const { from, to } = businessDays.around(clock.now());
  // A payment that cannot be read hides no other; a charge asks meanwhile, and the check of the journal reports it.
  const newest = journal.newestBetween(from, to, LISTED, () => undefined);
  const listed = new Set(newest.map(({ reference }) => reference));
  const others = payments.tracker.unfinished.filter(({ reference }) => !listed.has(reference)).toReversed();
  const ofToday = others.filter(({ startedAt }) => startedAt >= from && startedAt < to).length;
  const charges = journal.countBetween(from, to);
  return {
    till,
    history: [...newest, ...others].map(showPayment(station)),
    unlisted: Math.max(0, charges - LISTED - ofToday),
    charges,
  };
};

export const customerSnapshot = ({
  settings,
  payments,
  readiness,
  receipts,
  office,
  page,
  training,
}: Pick<
  ShownStation,
  'settings' | 'payments' | 'readiness' | 'receipts' | 'office' | 'page' | 'training'
>): CustomerView => {
  const { storeName, currency } = settings.terminal;
  const shop = {
    storeName,
    currency,
    environment: settings.environment,
    rest: customerRest(readiness()),
    usualLanguage: receipts.usualLanguage,
    chosenLanguage: receipts.chosenLanguage,
    line: settings.customerLine,
    display: { inches: settings.displayInches, distance: settings.displayDistance },
  };
  const { current, currentAge, currentStateAge } = payments;
  const receiptOf = (reference: string): string | null => {
    const text = receipts.textOf(reference);
    const language = receipts.chosenLanguage ?? receipts.usualLanguage;
    return text && (office.receiptAddress(reference, language) ?? text);
  };
  const ages = { whole: currentAge, ofState: currentStateAge };
  const view = customerView(current, ages, shop, receiptOf, page.stage);
  return withPhoneCode(view, training, current?.reference);
};
