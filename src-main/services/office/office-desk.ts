import type { Head } from '#domain/journal/chained-row.ts';
import { readOfficeAddress } from '#domain/office/office-address.ts';
import type { CredentialRefusal, EnrolmentRefusal } from '#domain/office/enrolment.ts';
import { readCode } from '#domain/office/enrolment.ts';
import type { OfficeAlarm, OfficeStanding } from '#domain/office/office-standing.ts';
import { NOT_CONNECTED } from '#domain/office/office-standing.ts';
import type { Changes, Emits } from '#services/changes.ts';
import type { ActivityJournal, Journal } from '#services/journal-ports.ts';
import type { Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { Fetched, FetchJournalPorts } from './fetch-journal.ts';
import { fetchJournal } from './fetch-journal.ts';
import type { OfficeLinkPorts } from './office-link.ts';
import { OfficeLink } from './office-link.ts';
import type { OfficeCredential, Offices, OfficeVault, PushJournal } from './office-ports.ts';

export interface OfficeDeskPorts
  extends Omit<OfficeLinkPorts, 'journal' | 'changes' | 'log'>, Pick<FetchJournalPorts, 'care'> {
  readonly log: Log & { hide(secret: string): void };
  readonly journal: PushJournal &
    Pick<ActivityJournal, 'record' | 'records' | 'lastRecord'> &
    Pick<Journal, 'paymentCount'>;
  readonly changes: Pick<Changes, 'on'> & Emits<'status'>;
  readonly offices: Offices;
  readonly vault: OfficeVault;
  /** Of this installation; see `Mark`. */
  readonly identity: string;
}

export type NotConnected =
  | 'no-address'
  | 'not-secure'
  | 'malformed-code'
  | 'connected-already'
  | 'no-key-store'
  | 'unreached'
  | 'not-kept'
  | EnrolmentRefusal;

export type Connecting =
  { readonly connected: true } | { readonly connected: false; readonly why: NotConnected };

const refused = (why: NotConnected): Connecting => ({ connected: false, why });

export type NotRestored =
  | NotConnected
  | CredentialRefusal
  | 'has-payments'
  | 'nothing-begun'
  | Exclude<Fetched['fetched'], 'ready' | 'refused'>;

/** `restored`: the office's journal takes the place of this one at the next opening. */
export type Restoring = { readonly restored: true } | { readonly restored: false; readonly why: NotRestored };

const notRestored = (why: NotRestored): Restoring => ({ restored: false, why });

interface Typed {
  readonly address: string;
  readonly code: string;
}

const readTyped = (typed: Typed): Typed | NotConnected => {
  const address = readOfficeAddress(typed.address);
  if (!address.ok) return address.why;
  const code = readCode(typed.code);
  return code === undefined ? 'malformed-code' : { address: address.origin, code };
};

/** Whether the office has said that this till lives on another computer, and it has not been connected anew since. */
const wasReplaced = (journal: OfficeDeskPorts['journal']): boolean =>
  journal
    .records(['office-refused'], journal.lastRecord('office-connected')?.sequence ?? 0)
    .some(({ record }) => record.refused === 'replaced');

/** Connects this till to an office and keeps it connected. */
export class OfficeDesk {
  readonly #ports: OfficeDeskPorts;
  readonly #queue = new Queue();
  #link: OfficeLink | null = null;
  /** Of a till whose journal is still to come from the office. */
  #begun: OfficeCredential | null = null;
  #isUnopened = false;
  #isReplaced: boolean;
  /** What the journal has been told of since the start. */
  readonly #recorded = new Set<string>();
  #stopped = false;

  constructor(ports: OfficeDeskPorts) {
    this.#ports = ports;
    this.#isReplaced = wasReplaced(ports.journal);
  }

  /** Whether nothing may be charged here, since this till lives on another computer. */
  get isReplaced(): boolean {
    return this.#isReplaced;
  }

  get standing(): OfficeStanding {
    if (!this.#link)
      return { ...NOT_CONNECTED, trouble: this.#troubleWithoutLink(), restore: this.#restore() };
    const { address, storeName, stationName } = this.#link.credential;
    const { trouble, ...standing } = this.#link.standing;
    const connected = { address, storeName, stationName };
    return { connected, ...standing, trouble: this.#isReplaced ? 'replaced' : trouble, restore: null };
  }

  /** Goes on with the credential that was kept, if there is one. Never rejects. */
  async start(): Promise<void> {
    await this.#queue.add(async () => {
      try {
        const kept = await this.#ports.vault.load();
        this.#isUnopened = kept === 'unopened';
        if (kept !== null && kept !== 'unopened') this.#goOn(kept);
        else if (this.#isUnopened) this.#ports.changes.emit('status');
      } catch (error) {
        this.#ports.log.error('the office could not be opened', { error });
      }
    });
  }

  /** With the address and the one-time code that the owner has made. Throws DiskFailed: then the till is not connected. */
  async connect(typed: Typed, acting: Acting): Promise<Connecting> {
    const read = readTyped(typed);
    if (typeof read === 'string') return refused(read);
    return this.#queue.add(() => this.#connect(read.address, read.code, acting));
  }

  /**
   * With the code that the owner has made for replacing a till: gets that till's journal from the office, and its credential,
   * while this till has no payments of its own. Cut off once the office has let it in, it can go on; see `resume`.
   */
  async restore(typed: Typed, acting: Acting): Promise<Restoring> {
    const read = readTyped(typed);
    if (typeof read === 'string') return notRestored(read);
    return this.#queue.add(async () => {
      const why = await this.#beginRestore(read);
      return why === null ? this.#fetch(acting) : notRestored(why);
    });
  }

  /** Goes on with a restore that was cut off. */
  async resume(acting: Acting): Promise<Restoring> {
    return this.#queue.add(() => this.#fetch(acting));
  }

  /** Forgets the credential; what the office has stays there. False where there is none. Throws DiskFailed. */
  async disconnect(acting: Acting): Promise<boolean> {
    return this.#queue.add(async () => {
      if (!this.#link) return this.#giveUpRestore();
      const { address, station } = this.#link.credential;
      this.#record({ type: 'office-disconnected', ...acting, address, station });
      await this.#drop();
      this.#ports.changes.emit('status');
      return true;
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#queue.settled();
    await this.#link?.stop();
  }

  async #connect(address: string, code: string, acting: Acting): Promise<Connecting> {
    const { vault, offices, identity, tillState, log } = this.#ports;
    if (this.#link) return refused('connected-already');
    // The code can be used once: a credential that cannot be kept is not asked for.
    if (!(await vault.isSafe())) return refused('no-key-store');
    const answer = await offices.enrol(address, { code, installation: identity, state: tillState() });
    if (answer.kind !== 'ok') {
      log.warn('the office did not let this till in', { answer });
      return refused(answer.kind === 'refused' ? answer.refused : 'unreached');
    }
    const credential: OfficeCredential = { ...answer.value, address };
    log.hide(credential.credential);
    try {
      await vault.keep(credential);
    } catch (error) {
      log.error('the credential of the office could not be kept', { error });
      return refused('not-kept');
    }
    this.#recordConnected(credential, acting);
    this.#begun = null;
    this.#isReplaced = false;
    this.#isUnopened = false;
    this.#begin(credential);
    return { connected: true };
  }

  /** The credential is on disk before the first row comes: whatever happens then, the code need not be made again. */
  async #beginRestore({ address, code }: Typed): Promise<NotRestored | null> {
    const { vault, offices, identity, tillState, log, journal } = this.#ports;
    if (this.#link) return 'connected-already';
    if (journal.paymentCount() > 0) return 'has-payments';
    if (!(await vault.isSafe())) return 'no-key-store';
    const answer = await offices.restore(address, { code, installation: identity, state: tillState() });
    if (answer.kind !== 'ok') {
      log.warn('the office did not let this till take the place of another', { answer });
      return answer.kind === 'refused' ? answer.refused : 'unreached';
    }
    const { installation, cursor: end, ...enrolled } = answer.value;
    const credential: OfficeCredential = { ...enrolled, address, journal: { installation, end } };
    log.hide(credential.credential);
    try {
      await vault.keep(credential);
    } catch (error) {
      log.error('the credential of the office could not be kept', { error });
      return 'not-kept';
    }
    this.#begun = credential;
    return null;
  }

  async #fetch(acting: Acting): Promise<Restoring> {
    const { offices, journal, note, clock } = this.#ports;
    const begun = this.#begun;
    if (!begun?.journal) return notRestored('nothing-begun');
    if (journal.paymentCount() > 0) return notRestored('has-payments');
    const office = offices.open(begun);
    const outcome = await fetchJournal(this.#ports, office, begun, acting);
    await office.close();
    this.#ports.changes.emit('status');
    if (outcome.fetched === 'refused') {
      this.#giveUpRestore();
      return notRestored(outcome.refused);
    }
    if (outcome.fetched !== 'ready') return notRestored(outcome.fetched);
    note.write({ station: begun.station, cursor: begun.journal.end, at: clock.now() });
    return { restored: true };
  }

  /** This till stays the one that it is; false where no restore was begun. */
  #giveUpRestore(): boolean {
    if (!this.#begun) return false;
    this.#ports.vault.drop();
    this.#begun = null;
    this.#ports.changes.emit('status');
    return true;
  }

  /** A till that could not write down who has connected it is not connected. */
  #recordConnected({ address, station, storeName, stationName }: OfficeCredential, acting: Acting): void {
    try {
      this.#record({ type: 'office-connected', ...acting, address, station, storeName, stationName });
    } catch (error) {
      this.#ports.vault.drop();
      throw error;
    }
  }

  async #drop(): Promise<void> {
    const { vault, note } = this.#ports;
    const link = this.#link;
    vault.drop();
    this.#link = null;
    await link?.stop();
    note.drop();
  }

  /** With another journal than the credential is for, the till must not push: the office would take it for a fork. */
  #goOn(kept: OfficeCredential): void {
    const { identity, changes, log } = this.#ports;
    if (kept.journal === undefined || kept.journal.installation === identity) return this.#begin(kept);
    log.warn('the journal of the office has not come yet');
    this.#begun = kept;
    changes.emit('status');
  }

  #restore(): OfficeStanding['restore'] {
    if (this.#begun) return 'begun';
    return this.#ports.journal.paymentCount() === 0 ? 'offered' : null;
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

  /** Once since the start; a disk that refuses is tried again the next time that the office says so. */
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
