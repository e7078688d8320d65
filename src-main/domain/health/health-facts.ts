import type { Connection } from '#domain/gateway/connection.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { MeasuredDisplay } from '#domain/shop/code-size.ts';
import type { DisplayFault } from '#domain/shop/display-fault.ts';
import type { OfficeStanding } from '#domain/office/office-standing.ts';
import type { DiskUse } from './disk-use.ts';
import type { StartFacts } from './start-facts.ts';
import type { Backup, JournalFacts } from './journal-facts.ts';

/** What a display shows now. */
export type DisplayShows = 'till' | 'customer' | 'both' | 'nothing';

/** Names of time zones. */
export interface ZoneFacts {
  /** The business days' own. */
  readonly used: string;
  /** The computer's now; null where Settings name the shop's. */
  readonly computer: string | null;
}

/** What the customer's window has reported. Durations are ms. */
export interface CustomerWindowFacts {
  readonly fault: DisplayFault | null;
  /** How long ago it last reported that it paints; null before its first report. */
  readonly beatAgo: number | null;
  /** The size of the last code that it painted, and how long ago it reported it. */
  readonly painted: (PaintedCode & { readonly ago: number }) | null;
}

export interface PaintedCode {
  /** Device pixels along one side. */
  readonly pixels: number;
  /** Null if nobody measured the display. */
  readonly mm: number | null;
}

/** What the till knows about its parts without querying them anew. Times are epoch ms. */
export interface HealthFacts {
  readonly at: number;
  readonly gateway: {
    readonly isSetUp: boolean;
    readonly connection: Connection;
    readonly paused: boolean;
    /** Its last answer, and how long that took (ms). */
    readonly answered: { readonly at: number; readonly tookMs: number } | null;
    /** How far its clock is ahead of ours, ms; null while that is negligible. */
    readonly clockSkewMs: number | null;
  };
  readonly zone: ZoneFacts;
  readonly journal: JournalFacts;
  readonly journalHealth: JournalHealth;
  readonly backups: readonly Backup[];
  readonly displays: readonly {
    readonly label: string;
    readonly width: number;
    readonly height: number;
    readonly shows: DisplayShows;
  }[];
  /** The customer's display, as a person measured it. */
  readonly measured: MeasuredDisplay;
  readonly customerWindow: CustomerWindowFacts;
  readonly printer: {
    readonly isSetUp: boolean;
    readonly printedAt: number | null;
    readonly failedAt: number | null;
  };
  readonly office: OfficeStanding;
  readonly start: StartFacts;
  /** Null until it was first measured. */
  readonly diskUse: DiskUse | null;
  readonly keyStore: 'available' | 'missing';
  readonly folders: readonly { readonly name: FolderName; readonly isWritable: boolean }[];
}

export const FOLDER_NAMES = ['data', 'exports', 'receipts'] as const;
export type FolderName = (typeof FOLDER_NAMES)[number];
