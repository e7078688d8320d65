/**
 * Decides which settings were changed outside the till, from what this program has sealed and what the journal last
 * knew.
 */
import type { Known } from '#domain/journal/records/known-records.ts';
import type { WrittenSettings } from './known-ports.ts';

type Marks = Known['settings'];

export interface FoundSettings {
  readonly marks: Marks;
  /** What the open journal last knew; null if it has known nothing. */
  readonly known: Known | null;
  /** What this program has written; null if that cannot be proven. */
  readonly written: WrittenSettings | null;
  /** Whether this program has written the setting since it started. */
  readonly wroteNow: (name: string) => boolean;
  /** Settings that the journal says were changed since. */
  readonly changedSince: readonly string[];
  /** Settings whose values break their rules, so that others are used. */
  readonly refused: readonly string[];
}

export interface JudgedSettings {
  readonly outside: readonly string[];
  readonly atTill: readonly string[];
}

/** If the journal knows nothing yet, compares with what this program has written in any environment. */
const differs = ({ marks, known, written, changedSince, refused }: FoundSettings, name: string): boolean => {
  const before = (known?.settings ?? written?.marks)?.[name];
  return before !== undefined && before !== marks[name] && ![...changedSince, ...refused].includes(name);
};

/**
 * Whether the written settings descend from the version that the journal knows; an older, validly sealed copy does not.
 * Earlier versions recorded no version.
 */
const isWrittenOn = ({ versions }: WrittenSettings, known: Known | null): boolean =>
  known?.settingsVersion === undefined || versions.includes(known.settingsVersion);

const isOurs = ({ marks, known, written, wroteNow }: FoundSettings, name: string): boolean =>
  wroteNow(name) || (written !== null && isWrittenOn(written, known) && written.marks[name] === marks[name]);

export const judgeSettings = (found: FoundSettings): JudgedSettings => {
  const differing = Object.keys(found.marks).filter((name) => differs(found, name));
  return {
    outside: differing.filter((name) => !isOurs(found, name)),
    atTill: differing.filter((name) => isOurs(found, name)),
  };
};

/**
 * What to seal as written by this program. A change that was made outside is not sealed, so that other environments
 * also see it as one, although this environment continues with it. If nothing proves what was written, everything is
 * sealed anew; then each journal that knew other values treats the differences as changed outside.
 */
export const marksToSeal = ({ marks, written, changedSince }: FoundSettings): Marks =>
  written === null
    ? marks
    : Object.fromEntries(
        Object.entries(marks).map(([name, mark]) => [
          name,
          changedSince.includes(name) ? mark : (written.marks[name] ?? mark),
        ]),
      );
