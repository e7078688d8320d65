/** Which settings were changed outside of the till, by what this program has sealed and by what the journal last knew. */
import type { Known } from '#domain/journal/records/known-records.ts';
import type { WrittenSettings } from './known-ports.ts';

type Marks = Known['settings'];

export interface FoundSettings {
  readonly marks: Marks;
  /** What the open journal last knew; null where it has known nothing. */
  readonly known: Known | null;
  /** What this program has written; null where that cannot be proven. */
  readonly written: WrittenSettings | null;
  /** Whether this program has written the setting since it started. */
  readonly wroteNow: (name: string) => boolean;
  /** Settings that the journal says were changed since. */
  readonly changedSince: readonly string[];
  /** Settings in whose place others hold. */
  readonly refused: readonly string[];
}

export interface JudgedSettings {
  readonly outside: readonly string[];
  readonly atTill: readonly string[];
}

/** A journal that knows nothing yet goes by what this program has written, in whatever environment. */
const differs = ({ marks, known, written, changedSince, refused }: FoundSettings, name: string): boolean => {
  const before = (known?.settings ?? written?.marks)?.[name];
  return before !== undefined && before !== marks[name] && ![...changedSince, ...refused].includes(name);
};

/** An older copy, sealed as it is, was not written on from what the journal knows. An earlier version named none. */
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
 * What is to be sealed as written by this program, so that no other environment takes a change for one made at the till
 * because this one went on with it. Where nothing proves what was written, it begins anew: then each journal that has
 * known more takes what differs for changed outside.
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
