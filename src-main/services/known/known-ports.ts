/** What comparing the till with its journal needs. Interfaces only. */
import type { Known } from '#domain/journal/records/known-records.ts';
import type { SettingName, Settings } from '#domain/shop/settings/settings.ts';
import type { StaffStanding, StaffMember } from '#services/staff/staff-ports.ts';

/** The till as its files have it now. */
export interface FoundTill extends Omit<Known, 'staff' | 'settings'> {
  readonly people: readonly StaffMember[];
  readonly standing: StaffStanding;
  readonly settings: Settings;
  /** Settings whose values no rule admits; others hold in their place. */
  readonly refused: readonly SettingName[];
}
