/**
 * What people and the house did around the payments. Each record stands alone in the journal: who, what, when; nothing
 * is ever moved by one. Shifts, business days, staff and the audit log are read from them.
 */
import type { LanguageName } from '#domain/shop/language.ts';
import type { PinRefusal } from '#domain/staff/pin.ts';
import type { Reconciliation } from '#domain/day/reconciliation.ts';
import type { ClosedDay, PaymentEnd, RefundEnd, Seal, SignOff } from '#domain/day/report.ts';
import type { PrinterKind } from '#domain/shop/settings.ts';
import type { AdmissionRefusal, Need, Permission, Person } from '#domain/staff/staff.ts';
import type { Totals } from '#domain/totals.ts';

/** What a file that leaves the till can hold. */
export const EXPORTED_KINDS = ['payments', 'z', 'z-pdf', 'audit', 'reconciliation'] as const;
export type ExportedKind = (typeof EXPORTED_KINDS)[number];

export type ActivityRecord =
  | { readonly type: 'signed-in'; readonly by: Person }
  | { readonly type: 'signed-out'; readonly by: Person; readonly why: 'asked' | 'idle' | 'handover' }
  /**
   * A PIN that opened nothing, of whoever was named with it: null where nobody of that name is on the list. `failures`
   * counts the wrong ones in a row (domain/pin.ts), `lockedForMs` is 0 while the next may be tried at once.
   */
  | {
      readonly type: 'pin-refused';
      readonly by: Person | null;
      readonly why: PinRefusal;
      readonly failures: number;
      readonly lockedForMs: number;
    }
  /** Somebody asked for what they may not do, or not alone; `by` is null while nobody is signed in. */
  | {
      readonly type: 'permission-refused';
      readonly by: Person | null;
      readonly permission: Exclude<Need, 'anyone'>;
      /** The call that was refused, by its name in the contract. */
      readonly call: string;
      /** Null in journals that were written before they kept it. */
      readonly why: AdmissionRefusal | null;
    }
  /** `number` is 1, 2, 3 … for ever; one shift is open at a time. */
  | { readonly type: 'shift-opened'; readonly number: number; readonly by: Person }
  | {
      readonly type: 'shift-closed';
      readonly number: number;
      readonly openedBy: Person;
      /** Epoch ms. */
      readonly openedAt: number;
      readonly by: Person;
      readonly why: 'asked' | 'handover' | 'day-closed';
      /** What the cashier says was taken, in hundredths of the terminal's currency, without being told what to expect. */
      readonly declared: number | null;
      readonly payments: Totals<'started' | PaymentEnd>;
      readonly refunds: Totals<'asked' | RefundEnd>;
    }
  /** A manager answers for closing the day although nobody knows the end of this payment or refund. */
  | ({ readonly type: 'signed-off'; readonly reference: string } & SignOff)
  /** A Z. `seal` is null where the station had no key to sign with. */
  | ({ readonly type: 'day-closed'; readonly seal: Seal | null } & ClosedDay)
  /** A business day was held against the gateway's list, or could not be. */
  | ({ readonly type: 'reconciled' } & Reconciliation)
  /** An approver has entered their PIN to allow one kind of thing while `to` was signed in. */
  | {
      readonly type: 'rights-lent';
      readonly by: Person;
      readonly to: Person;
      readonly permission: Permission;
    }
  /** `by` did what only `approvedBy` may do, within the minute for which the right was lent; see `isSingleUse` in staff.ts. */
  | {
      readonly type: 'rights-used';
      readonly by: Person;
      readonly approvedBy: Person;
      readonly permission: Permission;
      readonly call: string;
    }
  | { readonly type: 'staff-added'; readonly by: Person; readonly person: Person }
  | {
      readonly type: 'staff-changed';
      readonly by: Person;
      readonly before: Person;
      readonly person: Person;
    }
  | { readonly type: 'staff-left'; readonly by: Person; readonly person: Person }
  | { readonly type: 'pin-changed'; readonly by: Person; readonly person: Person }
  /** The list of people was gone although this journal knew some, and a first manager was made anew. */
  | { readonly type: 'staff-reset'; readonly by: Person }
  | {
      readonly type: 'settings-changed';
      readonly by: Person;
      readonly approvedBy: Person;
      /** Names of the fields; never what they hold. */
      readonly fields: readonly string[];
    }
  /** A payment without an end was taken from in front of the cashier; `by` is null while nobody is signed in. */
  | { readonly type: 'payment-set-aside'; readonly by: Person | null; readonly reference: string }
  /** A receipt went out to a printer or into a file, or was about to: written before its first byte. */
  | {
      readonly type: 'receipt-printed';
      readonly by: Person | null;
      /** Reference of the payment or refund. */
      readonly reference: string;
      /** 1 for the first. */
      readonly copy: number;
      readonly printer: PrinterKind | 'pdf';
      readonly language: LanguageName;
    }
  /** A Z went onto paper, or was about to: written before its first byte. */
  | {
      readonly type: 'z-printed';
      readonly by: Person | null;
      /** The Z's. */
      readonly number: number;
      /** 1 for the first. */
      readonly copy: number;
      readonly printer: PrinterKind;
    }
  /** A file with what the books hold lies in the folder for exports; at the close of a day by whoever closed it. */
  | {
      readonly type: 'exported';
      readonly by: Person;
      readonly what: ExportedKind;
      readonly fileName: string;
    };

export type RecordType = ActivityRecord['type'];
export type RecordOf<T extends RecordType> = Extract<ActivityRecord, { readonly type: T }>;

/** A record as the books have it. */
export interface Recorded<T extends RecordType = RecordType> {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  readonly record: RecordOf<T>;
  readonly hash: string;
}
