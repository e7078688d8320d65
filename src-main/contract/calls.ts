/** Every call that a window may make: which window may make it, the permission it needs, its input and its output. */
import { z } from 'zod';
import { SETTLED_AS } from '#domain/payment/payment.ts';
import { REFUND_SETTLED_AS } from '#domain/refund/refund.ts';
import { REFERENCE_PATTERN } from '#domain/payment/reference.ts';
import { EXPORT_SETTINGS } from '#domain/shop/settings/setting-tables.ts';
import type { Need } from '#domain/staff/staff.ts';
import * as about from '#contract/views/set-up/about-views.ts';
import { AppearanceInput, AppearanceView, LookView } from '#contract/views/set-up/appearance-views.ts';
import { BeatInput, DisplayView } from '#contract/views/display-views.ts';
import { BrandView } from '#contract/views/brand-views.ts';
import * as day from '#contract/views/day-views.ts';
import * as health from '#contract/views/set-up/health-views.ts';
import * as exports from '#contract/views/export-views.ts';
import * as overview from '#contract/views/overview-views.ts';
import * as receipts from '#contract/views/receipt-views.ts';
import { HistoryCashiersView, HistoryInput, HistoryPageView } from '#contract/views/history-views.ts';
import { RefundInput, RefundableView, RefundView } from '#contract/views/refund-views.ts';
import { OfficeInput, OfficeView } from '#contract/views/set-up/office-views.ts';
import * as secrets from '#contract/views/set-up/secret-views.ts';
import * as settings from '#contract/views/set-up/settings-views.ts';
import * as setUp from '#contract/views/set-up/set-up-views.ts';
import { InstallInput, UpdateView } from '#contract/views/set-up/update-views.ts';
import * as staff from '#contract/views/staff-views.ts';
import * as views from './views.ts';

export type WindowRole = 'till' | 'customer';

const nothing = z.strictObject({});

const call = <N extends Need, I extends z.ZodType, O extends z.ZodType>(
  role: WindowRole,
  needs: N,
  input: I,
  output: O,
) => ({
  role,
  needs,
  input,
  output,
});

const file = z.strictObject({ fileName: z.string().max(500) });
const reference = z.strictObject({ reference: z.string().regex(REFERENCE_PATTERN) });

export const calls = {
  'till.snapshot': call('till', 'anyone', nothing, views.TillSnapshot),
  'customer.snapshot': call('customer', 'anyone', nothing, views.CustomerView),
  'customer.brand': call('customer', 'anyone', nothing, BrandView),
  'appearance.read': call('till', 'anyone', nothing, AppearanceView),
  /** For anyone: a person who cannot read the screen's language or size could not sign in to change it. */
  'appearance.change': call('till', 'anyone', AppearanceInput, nothing),
  'customer.look': call('customer', 'anyone', nothing, LookView),
  'payments.start': call(
    'till',
    'charge',
    z.strictObject({
      amount: z.number(),
      orderReference: z.string().max(500),
      note: z.string().max(500).optional(),
      /**
       * What the cashier confirmed: the earlier payment of the same amount, in the state they were shown, or that
       * payments may be missing here.
       */
      acknowledged: z
        .union([
          z.strictObject({ ...reference.shape, state: views.PaymentStateName }),
          z.literal('payments-missing'),
        ])
        .optional(),
    }),
    views.StartView,
  ),
  'payments.cancel': call('till', 'charge', reference, views.PaymentView),
  /** New sale: clears the screen; a payment whose outcome is unknown is parked and stays watched. */
  'payments.dismiss': call('till', 'charge', reference, nothing),
  /** Makes a parked payment the current one again, when no other is running. */
  'payments.unpark': call('till', 'charge', reference, views.PaymentView),
  /**
   * Accepts an unsettled payment, in the state it was shown in or, if none is given, as it is now: as a sale if it is
   * paid (the goods were or will be handed over), else as not paid.
   */
  'payments.acceptUnsettled': call(
    'till',
    'settle-late',
    z.strictObject({ ...reference.shape, state: views.PaymentStateName.optional() }),
    views.PaymentView,
  ),
  /** Settles by hand a payment whose outcome stays unknown. */
  'payments.settle': call(
    'till',
    'settle-by-hand',
    z.strictObject({ ...reference.shape, outcome: z.enum(SETTLED_AS), reason: z.string().max(500) }),
    views.PaymentView,
  ),
  /** Frees the till of the parked payments that block it. */
  'payments.freeTill': call('till', 'free-till', nothing, nothing),
  'payments.story': call('till', 'see-history', reference, views.StoryView),
  /** Payments and refunds of all days, newest first, a page at a time. */
  'history.page': call('till', 'see-history', HistoryInput, HistoryPageView),
  /** Everybody who ever charged or requested a refund, by name. */
  'history.cashiers': call('till', 'see-history', nothing, HistoryCashiersView),
  /** How much of a payment can be refunded; asks the gateway. */
  'refunds.refundable': call('till', 'ask-refund', reference, RefundableView),
  'refunds.start': call('till', 'approve-refund', RefundInput, RefundView),
  /** Settles by hand a refund whose outcome stays unknown. */
  'refunds.settle': call(
    'till',
    'settle-by-hand',
    z.strictObject({ ...reference.shape, outcome: z.enum(REFUND_SETTLED_AS), reason: z.string().max(500) }),
    RefundView,
  ),
  /** The refunds of a payment, oldest first. */
  'refunds.ofPayment': call('till', 'see-history', reference, z.array(RefundView)),
  /** Checks at once whether the gateway can be reached and the journal written; replies when both are known. */
  'till.tryAgain': call('till', 'signed-in', nothing, nothing),
  /** Closes the till's window, as its close button does. */
  'till.close': call('till', 'signed-in', nothing, nothing),
  /** The cashier has read the notice about the journal's recovery. */
  'journal.dismissNotice': call('till', 'signed-in', nothing, nothing),
  /** A manager accepts the journal although the gateway's list of what was lost may be incomplete. */
  'journal.acceptIncomplete': call('till', 'sign-off', nothing, nothing),
  /** A person who may read the audit log has read what was changed outside the till. */
  'differences.read': call('till', 'read-audit', nothing, nothing),
  'day.export': call('till', 'export', nothing, views.ExportView),
  'day.showExports': call('till', 'export', nothing, nothing),
  /** A Z report as CSV or PDF, into the folder that exports go to. */
  'day.zCsv': call('till', 'export', z.strictObject({ number: z.int().min(1) }), views.ExportView),
  'day.zPdf': call('till', 'export', z.strictObject({ number: z.int().min(1) }), views.ExportView),
  'export.read': call('till', 'export', nothing, exports.ExportFormView),
  /** Starts the export; `export.changed` reports its progress and end. */
  'export.start': call('till', 'export', exports.ExportInput, nothing),
  'export.cancel': call('till', 'export', nothing, nothing),
  /**
   * Asks the person at the till for a folder; nothing changes if they choose none. All exports then go there, including
   * those at close.
   */
  'export.chooseFolder': call(
    'till',
    EXPORT_SETTINGS.exportFolder.mayChange,
    nothing,
    exports.ExportFormView,
  ),
  'export.ownFolder': call('till', EXPORT_SETTINGS.exportFolder.mayChange, nothing, exports.ExportFormView),
  /** Opens a file that was saved since the environment was opened, by its name. */
  'export.open': call('till', 'export', file, nothing),
  'export.showFolder': call('till', 'export', nothing, nothing),
  'export.atClose': call(
    'till',
    EXPORT_SETTINGS.exportAtClose.mayChange,
    z.strictObject({ on: z.boolean() }),
    exports.ExportFormView,
  ),
  'day.read': call('till', 'signed-in', nothing, day.DayView),
  'day.xReport': call('till', 'see-totals', nothing, day.ReportView),
  'day.close': call('till', 'close-day', day.CloseInput, day.ZView),
  'day.z': call('till', 'see-totals', z.strictObject({ number: z.int().min(1) }), day.ZView),
  /** Prints an X report as of now; replies when it has printed or failed. */
  'day.xPrint': call('till', 'see-totals', nothing, nothing),
  'day.zPrint': call('till', 'see-totals', z.strictObject({ number: z.int().min(1) }), nothing),
  /** Reconciles a day, up to now, with the gateway's list; replies when the gateway has answered. */
  'day.reconcile': call('till', 'reconcile', day.DayInput, day.ReconciliationView),
  /** The last reconciliation of a day. */
  'day.reconciliation': call('till', 'see-totals', day.DayInput, day.ReconciliationView),
  'day.exportReconciliation': call('till', 'export', day.DayInput, views.ExportView),
  /** What was taken today, beside the same weekday last week; null for people who may not see totals now. */
  'takings.today': call('till', 'signed-in', nothing, overview.OverviewView.nullable()),
  /** What was taken in a range of at most a year. */
  'takings.overview': call('till', 'see-totals', overview.OverviewInput, overview.OverviewView),
  /** The same as CSV, into the folder that exports go to. */
  'takings.export': call('till', 'export', overview.OverviewInput, views.ExportView),
  'shift.open': call('till', 'open-shift', nothing, day.DayView),
  'shift.close': call('till', 'open-shift', day.Declared, day.ShiftClosedView),
  'shift.handOver': call('till', 'open-shift', day.Declared, day.ShiftClosedView),
  /** The language the customer chose on their display; null when their sale is over. */
  'customer.language': call(
    'customer',
    'anyone',
    z.strictObject({ language: receipts.LanguageChoice.nullable() }),
    nothing,
  ),
  /** The customer's window is alive and has painted this; sent every two seconds. */
  'customer.beat': call('customer', 'anyone', BeatInput, nothing),
  'display.read': call('till', 'anyone', nothing, DisplayView),
  /** From now on this till has one display: a missing customer's display is no longer a fault. */
  'display.forget': call('till', 'change-settings', nothing, nothing),
  /** The till no longer fills its display, until it starts again or somebody returns. */
  'kiosk.leave': call('till', 'leave-kiosk', nothing, nothing),
  'kiosk.return': call('till', 'signed-in', nothing, nothing),
  'receipts.read': call('till', 'see-history', reference, receipts.ReceiptView),
  /** Prints the receipt of a payment or refund, or one more copy; replies when it has printed or failed. */
  'receipts.print': call('till', 'reprint', reference, receipts.ReceiptView),
  'receipts.savePdf': call('till', 'reprint', reference, receipts.SavedReceipt),
  /** Opens the folder of the saved receipts. */
  'receipts.open': call('till', 'reprint', file, nothing),
  'receipts.showFolder': call('till', 'reprint', nothing, nothing),
  /** Names of the printers that this computer has now, for everyone who may read the settings. */
  'receipts.printers': call('till', 'signed-in', nothing, receipts.PrinterNames),
  /** Prints a test page on a printer as typed, without saving anything. */
  'receipts.test': call('till', 'change-settings', settings.TestPageInput, nothing),
  'settings.read': call('till', 'signed-in', nothing, settings.SettingsView),
  /** Each changed setting also needs the permission that its declaration names. */
  'settings.save': call('till', 'change-settings', settings.SettingsSave, settings.SettingsSaved),
  'settings.test': call('till', 'change-settings', settings.SettingsInput, settings.ConnectionVerdict),
  /** Where the guided set-up stands, and whether the till opens with it. */
  'setUp.read': call('till', 'signed-in', nothing, setUp.SetUpView),
  /** Saves what has been typed so far; an ApiKey is sealed at once. */
  'setUp.keep': call('till', 'change-settings', setUp.SetUpKeep, setUp.SetUpView),
  /** Leaves the set-up for later, or for good; what was typed is there when a person comes back. */
  'setUp.leave': call('till', 'signed-in', setUp.SetUpLeave, nothing),
  /** The connection test, step by step. */
  'setUp.test': call('till', 'change-settings', settings.SettingsInput, setUp.LinkTestView),
  'setUp.displays': call('till', 'signed-in', nothing, setUp.DisplaysView),
  /** Moves the customer's window to that display, and the till off it; replies with what each display then shows. */
  'setUp.chooseDisplay': call('till', 'change-settings', setUp.DisplayInput, setUp.DisplaysView),
  /** Shows on the customer's window, for a moment, that it is the customer's. */
  'setUp.identify': call('till', 'signed-in', nothing, nothing),
  /** How far the restore of a till onto this computer has come; null where the set-up offers none. */
  'setUp.restoring': call('till', 'signed-in', nothing, setUp.RestoringView.nullable()),
  /** Takes the owner's code for replacing a till, before this computer has any settings; see `office.restore`. */
  'setUp.restore': call('till', 'change-settings', OfficeInput, nothing),
  'setUp.resumeRestore': call('till', 'change-settings', nothing, nothing),
  /** This computer stays a new one. */
  'setUp.giveUpRestore': call('till', 'change-settings', nothing, nothing),
  /** What the till says about itself. Contains no secrets. */
  'about.read': call('till', 'signed-in', nothing, about.AboutView),
  /** Shows one of the files of the About page in the system's file manager. */
  'about.show': call('till', 'change-settings', about.AboutShow, nothing),
  /** The state of each part of the till; the page asks repeatedly while it is open. */
  'health.read': call('till', 'signed-in', nothing, health.HealthView),
  /** Checks every row of the journal in the background; `health.read` reports the progress. */
  'health.check': call('till', 'signed-in', nothing, nothing),
  'backups.make': call('till', 'signed-in', nothing, nothing),
  'backups.gap': call('till', 'signed-in', health.BackupName, health.BackupGapView),
  /** Replaces the journal with a backup, keeps the journal aside, and reopens the till. */
  'backups.restore': call('till', 'restore-journal', health.BackupName, nothing),
  /** What the support bundle would hold. */
  'support.read': call('till', 'see-history', health.SupportInput, health.SupportView),
  'support.save': call('till', 'see-history', health.SupportInput, health.SupportSaved),
  /** Opens the folder of the saved bundles. */
  'support.show': call('till', 'see-history', nothing, nothing),
  /** How far an update of the program has come. */
  'updates.read': call('till', 'signed-in', nothing, UpdateView),
  /** Looks for an update now; replies at once, and `updates.read` reports the progress. */
  'updates.check': call('till', 'signed-in', nothing, nothing),
  /** Installs the downloaded update: now, which restarts the till, or when the day is closed. */
  'updates.install': call('till', 'install-update', InstallInput, nothing),
  'about.copy': call('till', 'signed-in', about.AboutCopy, nothing),
  'training.act': call('till', 'charge', z.strictObject({ action: views.TrainingAction }), nothing),
  /** Whether the till waits for its passphrase; answered before it is open. */
  'passphrase.read': call('till', 'anyone', nothing, secrets.UnlockView),
  'passphrase.enter': call('till', 'anyone', secrets.PassphraseInput, nothing),
  /** Opens training without any secrets, until the till is restarted. */
  'passphrase.train': call('till', 'anyone', nothing, nothing),
  /** Sets the till's first passphrase; refused if something protects its secrets already. */
  'passphrase.make': call('till', 'change-settings', secrets.PassphraseInput, secrets.KeysView),
  /** Changes the passphrase; needs the current one. */
  'passphrase.change': call('till', 'manage-staff', secrets.PassphraseChange, secrets.KeysView),
  'keys.read': call('till', 'signed-in', nothing, secrets.KeysView),
  /** Replaces the secret that PINs are hashed with; everybody keeps their PIN. */
  'keys.renewPepper': call('till', 'manage-staff', nothing, secrets.KeysView),
  /** Replaces the key that signs the journal; the former key signs the handover. */
  'keys.renewSigningKey': call('till', 'manage-staff', nothing, secrets.KeysView),
  'office.read': call('till', 'signed-in', nothing, OfficeView),
  /** Takes the office's address and the enrolment code that the owner has made. */
  'office.connect': call('till', 'change-settings', OfficeInput, OfficeView),
  /** Takes the code for replacing a till: this till, which has no payments yet, continues as that one. */
  'office.restore': call('till', 'change-settings', OfficeInput, nothing),
  /** Continues a restore that was interrupted. */
  'office.resume': call('till', 'change-settings', nothing, nothing),
  'office.disconnect': call('till', 'change-settings', nothing, OfficeView),
  'session.read': call('till', 'anyone', nothing, staff.SessionView),
  'session.firstManager': call('till', 'anyone', staff.FirstManager, nothing),
  'session.signIn': call('till', 'anyone', staff.PinInput, nothing),
  'session.signOut': call('till', 'signed-in', staff.SignOut, nothing),
  /** An approver's PIN grants the person signed in one permission: for a minute, or for one call within it. */
  'session.approve': call('till', 'signed-in', staff.ApprovalInput, nothing),
  /** Sets a new PIN for the person signed in, who must enter the current one. */
  'session.changePin': call('till', 'signed-in', staff.OwnPinInput, nothing),
  /** The till is in use; sent regularly so that it does not lock. */
  'session.touch': call('till', 'anyone', nothing, nothing),
  'staff.add': call('till', 'manage-staff', staff.PersonInput, nothing),
  'staff.change': call('till', 'manage-staff', staff.PersonInput.extend({ id: staff.PersonId }), nothing),
  'staff.dismiss': call('till', 'manage-staff', z.strictObject({ id: staff.PersonId }), nothing),
  'audit.page': call('till', 'read-audit', staff.AuditQuery, staff.AuditPage),
  'audit.people': call('till', 'read-audit', nothing, staff.AuditPeople),
  'audit.export': call('till', 'read-audit', nothing, views.ExportView),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.infer<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<Calls[N]['output']>;
