import type { OfficeNoticeView } from '#contract/views/set-up/office-views.ts';
import type { OfficeStanding } from '#domain/office/office-standing.ts';

/** What every screen of the till shows about its office; null if there is nothing to say. */
export const officeNotice = ({ behind, trouble }: OfficeStanding): OfficeNoticeView | null => {
  const late = behind?.isLate ? { events: behind.events, since: behind.since } : null;
  const shownTrouble = trouble === 'unreached' || trouble === 'replaced' ? null : trouble;
  return late === null && shownTrouble === null ? null : { late, trouble: shownTrouble };
};
