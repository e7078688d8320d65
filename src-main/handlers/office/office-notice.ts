import type { OfficeNoticeView } from '#contract/views/set-up/office-views.ts';
import type { OfficeStanding } from '#domain/office/office-standing.ts';

/** What the till shows of its office without being asked; null while there is nothing to say. */
export const officeNotice = ({ behind, trouble }: OfficeStanding): OfficeNoticeView | null => {
  const late = behind?.isLate ? { events: behind.events, since: behind.since } : null;
  const told = trouble === 'unreached' || trouble === 'replaced' ? null : trouble;
  return late === null && told === null ? null : { late, trouble: told };
};
