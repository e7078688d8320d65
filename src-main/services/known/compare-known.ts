/** Compares the till with what its journal last knew. Everything that is compared is listed here. */
import type { RecordOf } from '#domain/journal/activity-record.ts';
import type { ChangedWhere, Known } from '#domain/journal/records/known-records.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { SETTING_NAMES, settingNamed } from '#domain/shop/settings/settings.ts';
import type { Digest } from '#services/ports.ts';
import type { FoundTill } from './known-ports.ts';
import { judgeSettings } from './judge-settings.ts';
import type { FoundSettings } from './judge-settings.ts';
import type { FoundStaff, JudgedStaff } from './judge-staff.ts';
import { judgeStaff, knownPeople } from './judge-staff.ts';

type TillDiffers = RecordOf<'till-differs'>;

/** What a comparison records. */
export type Found = RecordOf<'staff-differs'> | TillDiffers | RecordOf<'program-changed'>;

export const settingMarks = (digest: Digest, settings: Settings): Known['settings'] =>
  Object.fromEntries(
    SETTING_NAMES.map((name) => [name, digest(JSON.stringify([name, settingNamed(settings, name)]))]),
  );

export interface Comparing {
  readonly digest: Digest;
  /** What the journal last knew; null if it has known nothing. */
  readonly known: Known | null;
  readonly found: FoundTill;
  readonly staff: Pick<FoundStaff, 'before' | 'everKnown'>;
  readonly settings: Pick<FoundSettings, 'wroteNow' | 'changedSince'>;
  /** The version that the journal says was installed since; undefined if none was. */
  readonly installedSince: string | undefined;
  /** The signing keys that the journal says were renewed since. */
  readonly namedSince: readonly string[];
}

/** For each part that is compared, the differences in it. */
const COMPARED: {
  readonly [Part in 'program' | 'key']: (known: Known, now: Comparing) => readonly Found[];
} = {
  program: (known, { found, installedSince }) =>
    [known.program, installedSince].includes(found.program) ? [] : [foundProgram(known, found)],
  key: (known, { found, namedSince }) =>
    named('key', [known.key, ...namedSince].includes(found.key) ? [] : [known.key, found.key], 'at-till'),
};

const named = (
  what: TillDiffers['what'],
  names: readonly string[],
  where: ChangedWhere,
): readonly TillDiffers[] => (names.length > 0 ? [{ type: 'till-differs', what, names, where }] : []);

const foundProgram = ({ program: from }: Known, { program: to }: FoundTill): Found => ({
  type: 'program-changed',
  by: null,
  approvedBy: null,
  from,
  to,
  how: 'found',
});

const PARTS = Object.keys(COMPARED) as (keyof typeof COMPARED)[];

export const foundSettings = ({ digest, known, found, settings }: Comparing): FoundSettings => ({
  ...settings,
  known,
  marks: settingMarks(digest, found.settings),
  written: found.written,
  refused: found.refused,
});

const comparedSettings = (comparing: Comparing): readonly TillDiffers[] => {
  const { outside, atTill } = judgeSettings(foundSettings(comparing));
  return [...named('settings', outside, 'outside'), ...named('settings', atTill, 'at-till')];
};

/** This program never writes values that break their rules, whatever the journal knows. */
const refusedIn = ({ refused }: FoundTill): readonly TillDiffers[] =>
  named('settings-refused', refused, 'outside');

const judgedStaff = ({ digest, known, found, staff }: Comparing): JudgedStaff =>
  judgeStaff(digest, known?.staff ?? null, { ...staff, people: found.people, standing: found.standing });

export interface Compared {
  /** Recorded in this order. */
  readonly differences: readonly Found[];
  /** The people that the staff list is to have. */
  readonly people: JudgedStaff['people'];
}

/**
 * What differs, and the staff list to continue with. If its seal cannot be checked now, the list is compared at the
 * next sign-in.
 */
export const compareKnown = (comparing: Comparing): Compared => {
  const { known, found } = comparing;
  const others = [
    ...refusedIn(found),
    ...comparedSettings(comparing),
    ...(known ? PARTS.flatMap((part) => COMPARED[part](known, comparing)) : []),
  ];
  if (found.standing.seal === 'unknown') return { differences: others, people: found.people };
  const { people, differences } = judgedStaff(comparing);
  return { differences: [...differences, ...others], people };
};

/** What the journal is to know about the till from now on. */
export const knownOf = (digest: Digest, found: FoundTill, before: Known | null): Known => {
  const { people, standing, settings, written, program, key } = found;
  const version = standing.versions.at(-1) ?? '';
  const settingsVersion = written?.versions.at(-1) ?? before?.settingsVersion;
  return {
    staff:
      standing.seal === 'unknown'
        ? (before?.staff ?? null)
        : { version, people: knownPeople(digest, people) },
    settings: settingMarks(digest, settings),
    ...(settingsVersion !== undefined && { settingsVersion }),
    program,
    key,
  };
};
