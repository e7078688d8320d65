/** One environment, opened: its journal, its gateway, its desks. A till has exactly one at a time. Types only. */
import type { Problem } from '#contract/problem.ts';
import type { Report } from '#domain/day/report.ts';
import type { HealthFacts } from '#domain/health/health-facts.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Changes } from '#services/changes.ts';
import type { DayDesk } from '#services/day/day-desk.ts';
import type { YieldNow } from '#services/slices.ts';
import type { Shifts } from '#services/day/shifts.ts';
import type { TrainingShift } from '#services/day/training-shift.ts';
import type { ExportDesk } from '#services/export/export-desk.ts';
import type { GatewayLink } from '#services/gateway/gateway-link.ts';
import type {
  ActivityJournal,
  AuditJournal,
  DayJournal,
  HistoryJournal,
  Journal,
  JournalBatches,
  ReceiptJournal,
  RefundJournal,
  TakingsJournal,
} from '#services/journal-ports.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { OfficeDesk } from '#services/office/office-desk.ts';
import type { TillStateSources } from '#services/office/till-state.ts';
import type { OfficeVault, PushJournal } from '#services/office/office-ports.ts';
import type { Anchors } from '#services/installation/anchor-port.ts';
import type { JournalCare } from '#services/health/journal-care-port.ts';
import type { Readiness } from '#services/payment/readiness.ts';
import type { PageDesk } from '#services/hosted-page/page-desk.ts';
import type { HostedPageView } from '#services/hosted-page/page-port.ts';
import type { PaymentDesk } from '#services/payment/payment-desk.ts';
import type {
  Clock,
  CustomerFile,
  Ids,
  InstallationNote,
  Log,
  SigningKey,
  SystemNetwork,
  Training,
  Vault,
} from '#services/ports.ts';
import type { SlipPage } from '#services/print/print-ports.ts';
import type { ReceiptDesk } from '#services/print/receipt-desk.ts';
import type { ReportDesk } from '#services/print/report-desk.ts';
import type { OtherTills } from '#services/reconcile/other-tills.ts';
import type { Reconciler } from '#services/reconcile/reconcile.ts';
import type { RefundDesk } from '#services/refund/refund-desk.ts';
import type { SavedFiles } from '#services/saved-files.ts';
import type { PhoneAccessPorts } from '#services/training/phone-access.ts';

/** What a station needs from the computer. */
export interface StationPorts {
  /** The data folder. */
  readonly home: string;
  /** The built worker, which does long work. */
  readonly workerFile: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log & { hide(secret: string): void };
  readonly vault: Vault;
  readonly officeVault: (environment: Environment) => OfficeVault;
  /** Signs the journal of every environment. */
  readonly signingKey: SigningKey;
  readonly anchors: Anchors;
  readonly slipPage: SlipPage;
  readonly customerFile: CustomerFile;
  readonly hostedPage: HostedPageView;
  /** Whether this computer has a network at all, as far as its system knows. */
  readonly isOnline: () => boolean;
  readonly systemNetwork: SystemNetwork;
  readonly lanAddresses: PhoneAccessPorts['lanAddresses'];
}

/** What a station also needs from the till that opens it. */
export interface StationDeps extends StationPorts {
  readonly changes: Changes;
  /** The note beside a journal. */
  readonly noteBeside: (journalFile: string) => InstallationNote;
  /** Who is at the till. */
  readonly signedIn: () => Person | null;
  /** Whether settings are being saved, after which another station takes its place. */
  readonly isChangingSettings: () => boolean;
  /** The program's version. */
  readonly version: string;
  /** Whether the customer's display shows what it should. */
  readonly display: TillStateSources['display'];
  /** See `DisplayWatch.isUnseen`. */
  readonly isCustomerUnseen: () => boolean;
}

export type StationJournal = Journal &
  RefundJournal &
  ActivityJournal &
  DayJournal &
  HistoryJournal &
  AuditJournal &
  JournalBatches &
  ReceiptJournal &
  TakingsJournal &
  PushJournal;

/** Shifts, business days, and their reconciliation with the gateway's list. */
export interface StationDay {
  readonly businessDays: BusinessDays;
  readonly shifts: Shifts;
  readonly dayDesk: DayDesk;
  readonly reconciler: Reconciler;
  readonly otherTills: Pick<OtherTills, 'met'>;
  readonly xReport: () => Promise<Report>;
  /** Adds up new rows as they are written, so that an X or a Z is quick. */
  readonly readAhead: { begin(): void; stop(): void };
  /** Null outside training and bench. */
  readonly trainingShift: TrainingShift | null;
  readonly yieldNow: YieldNow;
}

/** Everything that goes onto paper or into PDF files. */
export interface StationPrinting {
  readonly receipts: ReceiptDesk;
  readonly reports: ReportDesk;
  readonly printer: () => HealthFacts['printer'];
}

/** Which till this is, and where its journal lies. */
export interface StationIdentity {
  readonly installation: string;
  readonly journalFile: string;
  /** The version of the SQLite that keeps it. */
  readonly sqlite: string;
}

export interface Station extends StationDay, StationPrinting {
  /** The fingerprint, as printed, of the key that now signs its journal. */
  readonly keyFingerprint: () => string;
  readonly settings: EffectiveSettings;
  readonly identity: StationIdentity;
  readonly journal: StationJournal;
  readonly journalHealth: () => JournalHealth;
  readonly journalCare: JournalCare;
  /** Call when a person has read what a recovery did; does nothing while work is left. */
  readonly dismissJournalNotice: () => void;
  /**
   * A manager accepts the journal although it raised alarms, or although the gateway's list of what it lost may be
   * incomplete.
   */
  readonly acceptIncompleteJournal: (by: Person) => Promise<void>;
  readonly payments: PaymentDesk;
  readonly refunds: RefundDesk;
  /** Shows the gateway's own page to the customer. */
  readonly page: PageDesk;
  readonly exports: ExportDesk;
  readonly office: OfficeDesk;
  readonly exportsFolder: string;
  readonly receiptsFolder: string;
  readonly savedFiles: SavedFiles;
  readonly link: GatewayLink;
  /** Null outside training. */
  readonly training: Training | null;
  /** Why this station cannot call its gateway at all; null if it can. */
  readonly blocked: Problem | null;
  /** Whether a charge can begin now. */
  readonly readiness: () => Readiness;
  /** Checks at once whether its journal can be written and its gateway reached. */
  readonly tryAgain: () => Promise<void>;
  /** Resumes unfinished payments and refunds and, after a recovery, imports the lost ones from the gateway. */
  readonly resume: () => void;
  /** Call when the computer was asleep: looks up every unfinished payment and refund at once. */
  readonly wake: () => void;
  /** Leaves every payment where the next start finds it, and the journal backed up. */
  readonly close: () => Promise<void>;
}
