import type { Head } from '#domain/journal/chained-row.ts';
import { isSecureAddress } from '#domain/office/office-address.ts';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import type { OfficeAlarm, OfficeStanding } from '#domain/office/office-standing.ts';
import { NOT_CONNECTED } from '#domain/office/office-standing.ts';
import { retryWait } from '#domain/pace.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import { Alarm } from '#services/alarm.ts';
import type { Changes, Emits } from '#services/changes.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import { Queue } from '#services/queue.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { OfficeLinkPorts } from './office-link.ts';
import { OfficeLink } from './office-link.ts';
import type { OfficeCredential, PushJournal } from './office-ports.ts';
import type { NotConnected, Restoring, TillRestorePorts, Typed } from './till-restore.ts';
import { notLetIn, notRestored, readTyped, TillRestore } from './till-restore.ts';

export interface OfficeDeskPorts
  extends
    Omit<OfficeLinkPorts, 'journal' | 'changes' | 'log'>,
    Omit<TillRestorePorts, 'journal' | 'changes' | 'note'> {
  readonly journal: PushJournal &
    TillRestorePorts['journal'] &
    Pick<ActivityJournal, 'record' | 'records' | 'lastRecord'>;
  readonly changes: Pick<Changes, 'on'> & Emits<'status'>;
  readonly environment: Environment;
}

export type Connecting =
  { readonly connected: true } | { readonly connected: false; readonly why: NotConnected };

const refused = (why: NotConnected): Connecting => ({ connected: false, why });

/**
 * Whether the office has said that this till has moved to another computer, and it has not been connected again since.
 */
const wasReplaced = (journal: OfficeDeskPorts['journal']): boolean =>
  journal
    .records(['office-refused'], journal.lastRecord('office-connected')?.sequence ?? 0)
    .some(({ record }) => record.refused === 'replaced');

/**
 * Whether the till was being disconnected from this station when it ended, and only the record of that is on disk. In a
 * journal restored from before this credential, a disconnection is that of an earlier one.
 */
const wasDisconnected = (
  journal: OfficeDeskPorts['journal'],
  { station, connected, journal: fetched }: OfficeCredential,
): boolean => {
  const since = connected ?? fetched?.end;
  if (since === undefined || journal.hashOf(since.sequence) !== since.hash) return false;
  const last = journal.lastRecord('office-disconnected');
  return last !== undefined && last.record.station === station && last.sequence > since.sequence;
};

/** Connects this till to an office and keeps it connected. */
export class OfficeDesk {
  readonly #ports: OfficeDeskPorts;
  readonly #queue = new Queue();
  #link: OfficeLink | null = null;
  readonly #restore: TillRestore;
  readonly #again: Alarm;
  #isUnopened = false;
  #isReplaced: boolean;
  /** What has been recorded since the start. */
  readonly #recorded = new Set<string>();
  #stopped = false;

  constructor(ports: OfficeDeskPorts) {
    this.#ports = ports;
    this.#restore = new TillRestore(ports);
    this.#again = new Alarm(ports.clock);
    this.#isReplaced = wasReplaced(ports.journal);
  }

  /** Whether nothing may be charged here because this till has moved to another computer. */
  get isReplaced(): boolean {
    return this.#isReplaced;
  }

  get standing(): OfficeStanding {
    if (!this.#link) return { ...NOT_CONNECTED, trouble: this.#troubleWithoutLink(), ...this.#restoring };
    const { address, storeName, stationName } = this.#link.credential;
    const { trouble, ...standing } = this.#link.standing;
    const connected = { address, storeName, stationName };
    return {
      connected,
      ...standing,
      trouble: this.#isReplaced ? 'replaced' : trouble,
      restore: null,
      progress: null,
    };
  }

  /**
   * Where a phone finds the receipt of a payment. Null if it finds none, or none soon: without an office that answers,
   * and in live with an office on this computer, which no phone can reach.
   */
  receiptAddress(reference: string, language: LanguageName): string | null {
    if (!this.#link || this.standing.trouble !== null) return null;
    const isReached = this.#ports.environment !== 'live' || isSecureAddress(this.#link.credential.address);
    return isReached ? this.#link.receiptAddress(reference, language) : null;
  }

  /** Continues with the stored credential, if there is one. One that cannot be read now is read again. Never rejects. */
  async start(): Promise<void> {
    return this.#start(1);
  }

  /**
   * Connects with the office's address and the owner's enrolment code. Throws DiskFailed; then the till is not
   * connected.
   */
  async connect(typed: Typed, acting: Acting): Promise<Connecting> {
    const read = readTyped(typed);
    if (typeof read === 'string') return refused(read);
    return this.#queue.add(() => this.#connect(read.address, read.code, acting));
  }

  /**
   * Takes the owner's code for replacing a till, and gets that till's credential and journal from the office; only
   * while this till has no payments of its own. If it is interrupted once the office has agreed, it can continue; see
   * `resume`.
   */
  async restore(typed: Typed, acting: Acting): Promise<Restoring> {
    const read = readTyped(typed);
    if (typeof read === 'string') return notRestored(read);
    return this.#queue.add(async () => {
      if (this.#link) return notRestored('connected-already');
      const why = await this.#restore.begin(read);
      return why === null ? this.#restore.fetch(acting) : notRestored(why);
    });
  }

  /** Continues a restore that was interrupted. */
  async resume(acting: Acting): Promise<Restoring> {
    return this.#queue.add(() => this.#restore.fetch(acting));
  }

  /** Deletes the credential; what the office has stays there. False if there is none. Throws DiskFailed. */
  async disconnect(acting: Acting): Promise<boolean> {
    return this.#queue.add(async () => {
      if (!this.#link) return this.#restore.giveUp();
      const { address, station } = this.#link.credential;
      this.#record({ type: 'office-disconnected', ...acting, address, station });
      await this.#drop();
      this.#ports.changes.emit('status');
      return true;
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#restore.stop();
    await this.#queue.settled();
    this.#again.cancel();
    await this.#link?.stop();
  }

  async #start(tries: number): Promise<void> {
    await this.#queue.add(async () => {
      if (this.#link || this.#stopped) return;
      try {
        const kept = await this.#ports.vault.load();
        this.#isUnopened = kept === 'unopened';
        if (kept === null) return;
        if (kept === 'unopened' || this.#restore.awaitsJournalOf(kept)) this.#ports.changes.emit('status');
        else if (wasDisconnected(this.#ports.journal, kept)) await this.#completeDisconnection();
        else this.#begin(kept);
      } catch (error) {
        if (tries === 1) this.#ports.log.error('the office could not be opened', { error });
        this.#again.setIn(retryWait(tries), () => void this.#start(tries + 1));
      }
    });
  }

  get #restoring(): Pick<OfficeStanding, 'restore' | 'progress'> {
    const { state: restore, progress } = this.#restore;
    return { restore, progress };
  }

  async #connect(address: string, code: string, acting: Acting): Promise<Connecting> {
    const { vault, offices, identity, journal, tillState, log } = this.#ports;
    if (this.#link) return refused('connected-already');
    // The code can be used only once, so it is not used if the credential cannot be stored.
    if (!(await vault.isSafe())) return refused('no-key-store');
    const end = journal.head();
    const answer = await offices.enrol(address, { code, installation: identity, state: tillState(), end });
    if (answer.kind !== 'ok') {
      log.warn('the office did not let this till in', { answer });
      return refused(notLetIn(answer));
    }
    log.hide(answer.value.credential);
    // Who has connected the till is on disk before its credential is.
    const { station, storeName, stationName } = answer.value;
    this.#record({ type: 'office-connected', ...acting, address, station, storeName, stationName });
    const credential: OfficeCredential = { ...answer.value, address, connected: journal.head() };
    try {
      await vault.store(credential);
    } catch (error) {
      log.error('the credential of the office could not be kept', { error });
      this.#record({ type: 'office-disconnected', ...acting, address, station });
      return refused('not-kept');
    }
    this.#restore.forget();
    this.#isReplaced = false;
    this.#isUnopened = false;
    this.#begin(credential);
    return { connected: true };
  }

  async #completeDisconnection(): Promise<void> {
    this.#ports.log.warn('the till was being disconnected from the office when it ended');
    await this.#drop();
    this.#ports.changes.emit('status');
  }

  async #drop(): Promise<void> {
    const { vault, note } = this.#ports;
    const link = this.#link;
    vault.drop();
    this.#link = null;
    await link?.stop();
    note.drop();
  }

  #begin(credential: OfficeCredential): void {
    if (this.#stopped) return;
    const { offices, changes, log } = this.#ports;
    log.hide(credential.credential);
    this.#recorded.clear();
    this.#link = new OfficeLink(this.#ports, credential, offices.open(credential), {
      onAlarm: (kind, cursor) => this.#noteAlarm(kind, cursor),
      onRefused: (refusal) => this.#noteRefused(refusal, credential.station),
      onChange: () => changes.emit('status'),
    });
    this.#link.start();
    changes.emit('status');
  }

  #noteAlarm(kind: OfficeAlarm, { sequence }: Head): void {
    const last = this.#ports.journal.head().sequence;
    this.#once(kind, () => this.#record({ type: 'office-alarm', kind, office: sequence, last }));
  }

  #noteRefused(refusal: CredentialRefusal, station: string): void {
    if (refusal === 'replaced' && !this.#isReplaced) {
      this.#isReplaced = true;
      this.#ports.changes.emit('status');
    }
    this.#once(refusal, () => this.#record({ type: 'office-refused', refused: refusal, station }));
  }

  /** Records it once since the start. If the disk refuses, it is tried again the next time the office says so. */
  #once(what: string, record: () => void): void {
    if (this.#recorded.has(what)) return;
    this.#ports.log.warn('the office does not take the journal', { what });
    try {
      record();
      this.#recorded.add(what);
    } catch (error) {
      this.#ports.log.error('what the office says could not be recorded', { what, error });
    }
  }

  #record(record: Parameters<ActivityJournal['record']>[0]): void {
    this.#ports.journal.record(record, this.#ports.clock.now());
  }

  #troubleWithoutLink(): OfficeStanding['trouble'] {
    if (this.#isReplaced) return 'replaced';
    return this.#isUnopened ? 'unopened' : null;
  }
}
