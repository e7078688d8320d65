import type { AuditLine, StaffRole } from '#contract';
import { PERMISSIONS, STAFF_ROLES, text } from '#contract';

const isRole = (word: string): word is StaffRole => (STAFF_ROLES as readonly string[]).includes(word);

/** These tell of a right first, and then perhaps of a call, which means nothing on a screen. */
const OF_RIGHTS: readonly AuditLine['kind'][] = ['permission-refused', 'rights-lent', 'rights-used'];

/** Roles and rights within a detail, in the words of the screen: 'Lin, cashier' becomes 'Lin, Cashier'. */
const detailWords = ({ kind, detail }: AuditLine): string => {
  const permission = OF_RIGHTS.includes(kind) && PERMISSIONS.find((one) => one === detail.split(', ')[0]);
  if (permission) return text(`permission.${permission}`);
  if (kind !== 'staff-added' && kind !== 'staff-changed') return detail;
  const parts = detail.split(', ');
  const last = parts.at(-1) ?? '';
  return isRole(last) ? [...parts.slice(0, -1), text(`staff.role.${last}`)].join(', ') : detail;
};

/** What somebody did, in words that follow their name. */
export const auditWords = (line: AuditLine): string =>
  text(`audit.${line.kind}`, {
    about: line.about?.name ?? text('audit.nobody'),
    payment: line.payment,
    detail: line.kind === 'pin-refused' ? Number(line.detail) : detailWords(line),
  });

/** Who else allowed it, or ''. */
export const approvedWords = ({ kind, by, about }: AuditLine): string =>
  (kind === 'settings-changed' || kind === 'refund-intended') && about && about.id !== by?.id
    ? text('audit.approved', { name: about.name })
    : '';
