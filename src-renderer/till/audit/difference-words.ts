/** Puts into words how something differs from what the journal knew. */
import { listWords, STAFF_ROLES, text } from '#contract';
import { settingsWords } from '../problem-words.ts';

const WHERE = ['at-till', 'anew', 'outside'] as const;
const STAFF = ['added', 'removed', 'name', 'role', 'pin', 'pin-unproven'] as const;
const TILL = ['settings', 'settings-refused', 'key'] as const;

const whereWords = (name: string): string => {
  const where = WHERE.find((one) => one === name);
  return where ? text(`audit.changed.${where}`) : name;
};

/** From 'outside, role, manager': 'role changed, Manager, outside the till'. */
export const staffDifferenceWords = ([where = '', how = '', found = '']: readonly string[]): string => {
  const named = STAFF.find((one) => one === how);
  const role = STAFF_ROLES.find((one) => one === found);
  const words = [
    named ? text(`audit.differs.${named}`) : how,
    role ? text(`staff.role.${role}`) : '',
    whereWords(where),
  ];
  return listWords(words.filter(Boolean));
};

/** From 'outside, settings, exportFolder': 'settings: Folder for exports, outside the till'. */
export const tillDifferenceWords = ([where = '', what = '', ...names]: readonly string[]): string => {
  const named = TILL.find((one) => one === what);
  const kind = named ? text(`audit.differs.${named}`) : what;
  return `${kind} (${settingsWords(names)}), ${whereWords(where)}`;
};
