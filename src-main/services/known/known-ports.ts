/** What comparing the till with its journal needs. Interfaces only. */
import type { Known } from '#domain/journal/records/known-records.ts';
import type { SettingName, Settings } from '#domain/shop/settings/settings.ts';
import type { StaffStanding, StaffMember } from '#services/staff/staff-ports.ts';

/** What this program has written of the settings, in whatever environment. */
export interface WrittenSettings {
  /** A name for each time that they were written, the last of them last. */
  readonly versions: readonly string[];
  /** A digest of each setting as this program has written it last, by its name. */
  readonly marks: Known['settings'];
}

/** Keeps that under the seal of this installation. */
export interface SettingsSeal {
  /** Reads it again; null where nothing proves that this program wrote it, or the key cannot be opened now. */
  examine(): Promise<WrittenSettings | null>;
  /**
   * Under a new name after these. Without a key that is open nothing is kept. Returns what is proven from now on; throws
   * NodeJS.ErrnoException where it cannot be written.
   */
  write(after: readonly string[], marks: WrittenSettings['marks']): WrittenSettings | null;
}

/** The till as its files have it now. */
export interface FoundTill extends Omit<Known, 'staff' | 'settings'> {
  readonly people: readonly StaffMember[];
  readonly standing: StaffStanding;
  readonly settings: Settings;
  /** What is proven of them. */
  readonly written: WrittenSettings | null;
  /** Settings whose values no rule admits; others hold in their place. */
  readonly refused: readonly SettingName[];
}
