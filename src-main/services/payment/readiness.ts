/** Whether a charge can begin now and, if not, why and what helps. The windows and `payments.start` both use it. */
import type { CurrencyProblem } from '#domain/money.ts';
import type { DiskTrouble } from '#domain/journal/disk-trouble.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Remedy, UnreadyCause } from '#domain/payment/unready-causes.ts';
import type { StaffRole } from '#domain/staff/staff.ts';
import { may } from '#domain/staff/staff.ts';
import type { Connection } from '#domain/gateway/connection.ts';

type PlainCause = Exclude<UnreadyCause, 'payment-unresolved' | CurrencyProblem>;

export type Unready =
  | { readonly ready: false; readonly cause: PlainCause }
  /** Nothing can be charged in the terminal's currency. */
  | { readonly ready: false; readonly cause: CurrencyProblem; readonly currency: string }
  /** An earlier payment is unfinished. */
  | { readonly ready: false; readonly cause: 'payment-unresolved'; readonly earlier: Payment };

export type Readiness = { readonly ready: true } | Unready;

/**
 * The state of the till. The facts are read one by one, the most urgent first, because a station that is being replaced
 * has no journal.
 */
export interface ReadinessFacts {
  /** Settings are being saved, which reopens the station. */
  readonly isChangingSettings: boolean;
  /** The role of the person signed in; null if nobody is. */
  readonly role: StaffRole | null;
  /** Whether the environment has its SiteID and ApiKey. */
  readonly isSetUp: boolean;
  /** Whether the office says that this till has moved to another computer. */
  readonly isReplaced: boolean;
  /** The terminal's currency, and why nothing can be charged in it. */
  readonly currency: { readonly code: string; readonly problem: CurrencyProblem | undefined };
  readonly diskTrouble: DiskTrouble | null;
  /** Payments that the journal may lack are being imported, and charges wait for the import. */
  readonly isImporting: boolean;
  readonly isShiftOpen: boolean;
  /** The earlier payment that blocks a charge. */
  readonly blocking: Payment | undefined;
  /** Whether a call would fail now, as far as is known, and how the gateway is reached. */
  readonly link: { readonly failing: boolean; readonly connection: Connection };
}

/** Why calls fail; `gateway-down` if nothing more is known. */
const linkCause = (connection: Connection): PlainCause => {
  switch (connection) {
    case 'no-internet':
    case 'credentials-refused':
    case 'certificate-date':
    case 'certificate-unknown':
    case 'proxy-asks':
    case 'proxy-refused':
    case 'proxy-unreachable':
    case 'proxy-unusable':
      return connection;
    case 'idle':
    case 'online':
    case 'gateway-slow':
    case 'gateway-down':
      return 'gateway-down';
    default:
      return connection satisfies never;
  }
};

const unready = (cause: PlainCause): Unready => ({ ready: false, cause });

/** Causes at the till itself, regardless of the gateway. */
const atTheTill = (facts: ReadinessFacts): Unready | undefined => {
  if (facts.isChangingSettings) return unready('settings-changing');
  if (facts.role === null) return unready('sign-in-needed');
  if (!facts.isSetUp) return unready('not-set-up');
  if (facts.isReplaced) return unready('office-replaced');
  if (!may(facts.role, 'charge')) return unready('role-cannot-charge');
  const { currency, diskTrouble } = facts;
  if (currency.problem) return { ready: false, cause: currency.problem, currency: currency.code };
  if (diskTrouble !== null) return unready(`disk-${diskTrouble}`);
  if (facts.isImporting) return unready('journal-importing');
  return facts.isShiftOpen ? undefined : unready('shift-needed');
};

export const readinessOf = (facts: ReadinessFacts): Readiness => {
  const here = atTheTill(facts);
  if (here) return here;
  const { blocking, link } = facts;
  if (blocking) return { ready: false, cause: 'payment-unresolved', earlier: blocking };
  return link.failing ? unready(linkCause(link.connection)) : { ready: true };
};

/** Null if only waiting helps. */
export const remedyFor = (cause: UnreadyCause): Remedy | null => {
  switch (cause) {
    case 'settings-changing':
    case 'journal-importing':
      return null;
    case 'sign-in-needed':
    case 'role-cannot-charge':
      return 'sign-in';
    case 'not-set-up':
    case 'office-replaced':
    case 'currency-malformed':
    case 'currency-unknown':
    case 'currency-unusual':
    case 'credentials-refused':
      return 'open-settings';
    case 'shift-needed':
      return 'open-shift';
    case 'payment-unresolved':
      return 'show-payment';
    case 'disk-full':
    case 'disk-read-only':
    case 'disk-failing':
    case 'no-internet':
    case 'gateway-down':
    case 'certificate-date':
    case 'certificate-unknown':
    case 'proxy-asks':
    case 'proxy-refused':
    case 'proxy-unreachable':
    case 'proxy-unusable':
      return 'try-again';
    default:
      return cause satisfies never;
  }
};
