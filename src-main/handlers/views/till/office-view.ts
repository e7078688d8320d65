/** What the till shows of its office. */
import type { OfficeNoticeView, OfficeView } from '#contract/views/set-up/office-views.ts';
import type { OfficeStanding } from '#domain/office/office-standing.ts';

/** The standing as the office page shows it; the health page shows a part of it. */
export const officeView = ({
  connected,
  confirmedAt,
  behind,
  trouble,
  untakenRow,
  restore,
  progress,
}: OfficeStanding): OfficeView => ({
  connected: connected && { ...connected },
  confirmedAt,
  behind: behind && { events: behind.events, since: behind.since },
  trouble,
  untakenRow,
  restore,
  progress: progress && { ...progress },
});

/** What every screen shows; null if there is nothing to say. */
export const officeNotice = ({ behind, trouble }: OfficeStanding): OfficeNoticeView | null => {
  const late = behind?.isLate ? { events: behind.events, since: behind.since } : null;
  const shownTrouble = trouble === 'unreached' || trouble === 'replaced' ? null : trouble;
  return late === null && shownTrouble === null ? null : { late, trouble: shownTrouble };
};
