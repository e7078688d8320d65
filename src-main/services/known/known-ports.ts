/** What comparing the till with its journal needs. Interfaces only. */
import type { Known } from '#domain/journal/records/known-records.ts';
import type { SettingName, Settings } from '#domain/shop/settings/settings.ts';
import type { StaffStanding, StaffMember } from '#services/staff/staff-ports.ts';

/** The settings that this program has written, in any environment. */
export interface WrittenSettings {
  /** A name for each time they were written, the latest last. */
  readonly versions: readonly string[];
  /** A digest of each setting as this program last wrote it, by its name. */
  readonly marks: Known['settings'];
}

/** Stores `WrittenSettings` under the seal of this installation. */
export interface SettingsSeal {
  /** Reads it again; null if nothing proves that this program wrote it, or the key cannot be opened now. */
  examine(): Promise<WrittenSettings | null>;
  /**
   * Adds a new name after these. Stores nothing while the key is not open. Returns what is proven from now on; throws
   * NodeJS.ErrnoException if it cannot be written.
   */
  write(after: readonly string[], marks: WrittenSettings['marks']): WrittenSettings | null;
}

/** The till as its files describe it now. */
export interface FoundTill extends Omit<Known, 'staff' | 'settings'> {
  readonly people: readonly StaffMember[];
  readonly standing: StaffStanding;
  readonly settings: Settings;
  /** What is proven about them. */
  readonly written: WrittenSettings | null;
  /** Settings whose values break their rules, so that others are used. */
  readonly refused: readonly SettingName[];
}
