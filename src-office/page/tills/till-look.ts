/** A till's state in one word: the most serious thing that is wrong with it. */
import type { IconName } from '../../../src-renderer/parts/icon-paths.ts';
import type { TillLine } from '../../views/till-views.ts';

export type TillWord =
  | 'revoked'
  | 'forked'
  | 'ahead'
  | 'unread'
  | 'untaken'
  | 'never'
  | 'silent'
  | 'unknown'
  | 'journal'
  | 'unresolved'
  | 'unsettled'
  | 'gateway'
  | 'display'
  | 'good';

/** A till reports at least once in two minutes. */
const SILENT_MS = 2 * 60_000;

export const isSilent = ({ heardAt, standing }: TillLine, now: number): boolean =>
  standing !== 'revoked' && heardAt !== null && now - heardAt > SILENT_MS;

export const tillWord = (till: TillLine, now: number): TillWord => {
  const { standing, alarms, heardAt, state } = till;
  if (standing !== 'enrolled') return standing;
  // Of the other alarms the standing tells.
  if (alarms > 0) return 'unread';
  if (state?.untaken) return 'untaken';
  if (heardAt === null) return 'never';
  if (isSilent(till, now)) return 'silent';
  if (state === null) return 'unknown';
  if (state.journal === 'bad') return 'journal';
  if (state.unresolved.count > 0) return 'unresolved';
  if (state.unsettled.count > 0) return 'unsettled';
  if (state.gateway === 'bad') return 'gateway';
  return state.display === 'bad' ? 'display' : 'good';
};

interface TillLook {
  readonly icon: IconName;
  readonly look: 'quiet' | 'good' | 'caution' | 'bad';
  readonly tone: 'ink' | 'amber' | 'stopped';
}

export const TILL_LOOKS: Readonly<Record<TillWord, TillLook>> = {
  revoked: { icon: 'stop', look: 'quiet', tone: 'stopped' },
  forked: { icon: 'warning', look: 'bad', tone: 'stopped' },
  ahead: { icon: 'warning', look: 'bad', tone: 'stopped' },
  unread: { icon: 'warning', look: 'bad', tone: 'stopped' },
  untaken: { icon: 'warning', look: 'bad', tone: 'stopped' },
  never: { icon: 'hourglass', look: 'quiet', tone: 'ink' },
  silent: { icon: 'noNetwork', look: 'caution', tone: 'stopped' },
  unknown: { icon: 'question', look: 'caution', tone: 'ink' },
  journal: { icon: 'warning', look: 'bad', tone: 'stopped' },
  unresolved: { icon: 'question', look: 'caution', tone: 'amber' },
  unsettled: { icon: 'question', look: 'caution', tone: 'amber' },
  gateway: { icon: 'noNetwork', look: 'bad', tone: 'stopped' },
  display: { icon: 'display', look: 'caution', tone: 'ink' },
  good: { icon: 'tick', look: 'good', tone: 'ink' },
};
