import type { Known } from '#domain/journal/records/known-records.ts';
import type { Recorded, RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Emits } from '#services/changes.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { CheckedSettingsFile, Clock, Digest, Log, SettingsFile } from '#services/ports.ts';
import type { StaffFile, StaffMember } from '#services/staff/staff-ports.ts';
import type { Comparing } from './compare-known.ts';
import { compareKnown, foundSettings, knownOf, settingMarks } from './compare-known.ts';
import { marksToSeal } from './judge-settings.ts';
import type { FoundTill, SettingsSeal, WrittenSettings } from './known-ports.ts';

export interface KnownTillPorts {
  readonly staff: StaffFile;
  readonly settingsFile: CheckedSettingsFile;
  readonly settingsSeal: SettingsSeal;
  readonly journal: () => ActivityJournal;
  readonly digest: Digest;
  readonly program: string;
  /** The fingerprint of the key that signs the journal. */
  readonly key: () => string;
  readonly clock: Pick<Clock, 'now'>;
  readonly changes: Emits<'people'>;
  readonly log: Log;
}

/** A record that cannot be read explains nothing, and must not keep everybody from signing in. */
const leaveOut = (): void => undefined;

export type Difference = RecordOf<'staff-differs'> | RecordOf<'till-differs'>;

/**
 * Keeps in the journal what the till is: its people, settings, version and key. Whenever an environment is entered, and
 * before each sign-in, they are compared with what its journal last knew. Differences are recorded before anything
 * else.
 */
export class KnownTill {
  readonly #ports: KnownTillPorts;
  #settings: Settings;
  /** Whether the open journal knows the till as it is. */
  #isEntered = false;
  /**
   * Whether this program has compared the settings since it started. From then on only the program itself changes them.
   */
  #hasCompared = false;
  #written: WrittenSettings | null = null;
  /** Settings that this program has written since it started. */
  readonly #wroteNow = new Set<string>();
  #unread: readonly Difference[] = [];

  constructor(ports: KnownTillPorts) {
    this.#ports = ports;
    this.#settings = ports.settingsFile.read();
  }

  /** The staff file; the journal gets to know its every change. */
  get staff(): StaffFile {
    const { staff } = this.#ports;
    return {
      read: () => staff.read(),
      write: (people, after) => {
        staff.write(people, after);
        this.#note();
      },
      examine: async () => staff.examine(),
      get standing() {
        return staff.standing;
      },
    };
  }

  /** The settings file, likewise. */
  get settingsFile(): SettingsFile {
    return {
      read: () => this.#settings,
      write: (settings) => {
        this.#sealChanged(settings);
        this.#ports.settingsFile.write(settings);
        this.#settings = settings;
        this.#note();
      },
    };
  }

  /** What was changed outside the till, or begun anew, and has not been read by a manager yet. */
  get unread(): readonly Difference[] {
    return this.#unread;
  }

  /** The environment was opened. Never rejects: a disk that refuses is tried again at the next sign-in. */
  async enter(): Promise<void> {
    try {
      await this.compare();
    } catch (error) {
      this.#ports.log.error('what the till is could not be compared with its journal', { error });
    }
  }

  /** The environment is about to close. */
  leave(): void {
    this.#isEntered = false;
  }

  /** Records what differs and undoes what must not stay; throws when the disk refuses. */
  async compare(): Promise<void> {
    const { staff, settingsSeal, journal, clock, digest } = this.#ports;
    const before = staff.read();
    await staff.examine();
    this.#written = await settingsSeal.examine();
    const last = this.#lastKnown;
    const known = last?.record ?? null;
    const since = last?.sequence ?? 0;
    const comparing: Comparing = {
      digest,
      known,
      found: this.#found,
      staff: { before, everKnown: () => this.#everKnown() },
      settings: {
        wroteNow: (name) => this.#wroteNow.has(name),
        changedSince: this.#explaining('settings-changed', since).flatMap(({ fields }) => fields),
      },
      installedSince: this.#explaining('program-changed', since).at(-1)?.to,
      namedSince: this.#explaining('signing-key-renewed', since).map(({ publicKey }) => digest(publicKey)),
    };
    const { differences, people } = compareKnown(comparing);
    for (const difference of differences) journal().record(difference, clock.now());
    this.#answer(people, known);
    this.#sealFound(marksToSeal(foundSettings(comparing)));
    this.#isEntered = true;
    this.#hasCompared = true;
    this.#note();
    this.#unread = this.#readUnread();
    if (differences.length > 0) this.#ports.changes.emit('people');
  }

  /** A manager has read what was changed outside. */
  read(by: Person): void {
    const { journal, clock, changes } = this.#ports;
    if (this.#unread.length === 0) return;
    journal().record({ type: 'differences-read', by }, clock.now());
    this.#unread = [];
    changes.emit('people');
  }

  /**
   * On disk before the settings themselves. After a power cut in between, the journal's row explains the difference.
   */
  #sealChanged(next: Settings): void {
    const marks = settingMarks(this.#ports.digest, next);
    const before = settingMarks(this.#ports.digest, this.#settings);
    const changed = Object.entries(marks).filter(([name, mark]) => before[name] !== mark);
    if (this.#written) this.#seal({ ...this.#written.marks, ...Object.fromEntries(changed) });
    for (const [name] of changed) this.#wroteNow.add(name);
  }

  #sealFound(marks: WrittenSettings['marks']): void {
    try {
      this.#seal(marks);
    } catch (error) {
      this.#ports.log.error('the settings could not be sealed; the next sign-in tries again', { error });
    }
  }

  #seal(marks: WrittenSettings['marks']): void {
    const before = this.#written;
    if (before && canonicalJson(before.marks) === canonicalJson(marks)) return;
    this.#written = this.#ports.settingsSeal.write(before?.versions ?? [], marks);
  }

  get #found(): FoundTill {
    const { staff, settingsFile, program, key } = this.#ports;
    return {
      people: staff.read(),
      standing: staff.standing,
      settings: this.#settings,
      written: this.#written,
      refused: this.#hasCompared ? [] : settingsFile.refused,
      program,
      key: key(),
    };
  }

  /**
   * Seals a list of an earlier version, and undoes what was changed outside. The list's own history of versions is not
   * trusted then.
   */
  #answer(people: readonly StaffMember[], known: Known | null): void {
    const { staff } = this.#ports;
    const { seal } = staff.standing;
    if (seal === 'unknown' || people.length === 0) return;
    if (seal !== 'right' || people !== staff.read()) staff.write(people, known ? [...this.#everKnown()] : []);
  }

  /** A change is on disk before the journal knows the new state; until then the record of the change explains it. */
  #note(): void {
    if (!this.#isEntered) return;
    const { journal, digest, clock, log } = this.#ports;
    try {
      const before: Known | null = this.#lastKnown?.record ?? null;
      const known = knownOf(digest, this.#found, before);
      if (isSame(before, known)) return;
      journal().record({ type: 'till-known', ...known }, clock.now());
    } catch (error) {
      log.error('what the till is could not be recorded', { error });
    }
  }

  get #lastKnown(): Recorded<'till-known'> | undefined {
    return this.#ports.journal().lastRecord('till-known', leaveOut);
  }

  #everKnown(): ReadonlySet<string> {
    const all = this.#ports.journal().records(['till-known'], 0, leaveOut);
    return new Set(all.map(({ record }) => record.staff?.version ?? '').filter(Boolean));
  }

  /** The records of a type, after a row, that explain a difference. */
  #explaining<T extends RecordType>(type: T, after: number): readonly RecordOf<T>[] {
    return this.#ports
      .journal()
      .records([type], after, leaveOut)
      .map(({ record }) => record);
  }

  #readUnread(): readonly Difference[] {
    const journal = this.#ports.journal();
    const read = journal.lastPlace('differences-read')?.sequence ?? 0;
    return journal
      .records(['staff-differs', 'till-differs'], read, leaveOut)
      .map(({ record }) => record)
      .filter(({ where }) => where !== 'at-till');
  }
}

const isSame = (one: Known | null, other: Known): boolean =>
  one !== null && canonicalJson(knownAlone(one)) === canonicalJson(knownAlone(other));

const knownAlone = ({ staff, settings, settingsVersion, program, key }: Known): Known => ({
  ...{ staff, settings, program, key },
  ...(settingsVersion !== undefined && { settingsVersion }),
});
