import type { TypedOffice } from '#domain/office/connect/typed-office.ts';
import { readTypedOffice } from '#domain/office/connect/typed-office.ts';
import { isSecureAddress } from '#domain/office/office-address.ts';
import type { OfficeStanding } from '#domain/office/office-standing.ts';
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
import type { NotConnected } from './obtain-credential.ts';
import { obtainCredential } from './obtain-credential.ts';
import type { OfficeCredential, PushJournal } from './office-ports.ts';
import { wasDisconnected } from './office-records.ts';
import { OfficeRefusals } from './office-refusals.ts';
import type { Restored, TillRestorePorts } from './till-restore.ts';
import { notRestored, TillRestore } from './till-restore.ts';

export interface OfficeDeskPorts
  extends
    Omit<OfficeLinkPorts, 'journal' | 'changes' | 'log'>,
    Omit<TillRestorePorts, 'journal' | 'changes' | 'note'> {
  readonly journal: PushJournal &
    TillRestorePorts['journal'] &
    Pick<ActivityJournal, 'record' | 'records' | 'lastRecord' | 'lastPlace'>;
  readonly changes: Pick<Changes, 'on'> & Emits<'status'>;
  readonly environment: Environment;
}

export type Connected =
  { readonly connected: true } | { readonly connected: false; readonly why: NotConnected };

const refused = (why: NotConnected): Connected => ({ connected: false, why });

/** Connects this till to an office and keeps it connected. */
export class OfficeDesk {
  readonly #ports: OfficeDeskPorts;
  readonly #queue = new Queue();
  #link: OfficeLink | null = null;
  readonly #restore: TillRestore;
  readonly #again: Alarm;
  readonly #refusals: OfficeRefusals;
  #isUnopened = false;
  #stopped = false;

  constructor(ports: OfficeDeskPorts) {
    this.#ports = ports;
    this.#restore = new TillRestore(ports);
    this.#again = new Alarm(ports.clock);
    this.#refusals = new OfficeRefusals(ports);
  }

  /** Whether nothing may be charged here because this till has moved to another computer. */
  get isReplaced(): boolean {
    return this.#refusals.isReplaced;
  }

  get standing(): OfficeStanding {
    if (!this.#link) return { ...NOT_CONNECTED, trouble: this.#troubleWithoutLink(), ...this.#restoring };
    const { address, storeName, stationName } = this.#link.credential;
    const { trouble, ...standing } = this.#link.standing;
    const connected = { address, storeName, stationName };
    return {
      connected,
      ...standing,
      trouble: this.isReplaced ? 'replaced' : trouble,
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
  async connect(typed: TypedOffice, acting: Acting): Promise<Connected> {
    const read = readTypedOffice(typed);
    if (typeof read === 'string') return refused(read);
    return this.#queue.add(() => this.#connect(read.address, read.code, acting));
  }

  /**
   * Takes the owner's code for replacing a till, and gets that till's credential and journal from the office; only
   * while this till has no payments of its own. If it is interrupted once the office has agreed, it can continue; see
   * `resume`.
   */
  async restore(typed: TypedOffice, acting: Acting): Promise<Restored> {
    const read = readTypedOffice(typed);
    if (typeof read === 'string') return notRestored(read);
    return this.#queue.add(async () => {
      if (this.#link) return notRestored('connected-already');
      const why = await this.#restore.begin(read);
      return why === null ? this.#restore.fetch(acting) : notRestored(why);
    });
  }

  /** Continues a restore that was interrupted. */
  async resume(acting: Acting): Promise<Restored> {
    return this.#queue.add(() => this.#restore.fetch(acting));
  }

  /** Deletes the credential; what the office has stays there. False if there is none. Throws DiskFailed. */
  async disconnect(acting: Acting): Promise<boolean> {
    return this.#queue.add(async () => {
      if (!this.#link) return this.#restore.giveUp();
      this.#recordDisconnected(this.#link.credential, acting);
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

  async #connect(address: string, code: string, acting: Acting): Promise<Connected> {
    const { offices, identity, journal, tillState } = this.#ports;
    if (this.#link) return refused('connected-already');
    const obtained = await obtainCredential(
      this.#ports,
      () => offices.enrol(address, { code, installation: identity, state: tillState(), end: journal.head() }),
      (enrolled) => {
        // Who has connected the till is on disk before its credential is.
        const { station, storeName, stationName } = enrolled;
        this.#record({ type: 'office-connected', ...acting, address, station, storeName, stationName });
        return { ...enrolled, address, connected: journal.head() };
      },
    );
    if (!obtained.obtained) {
      if (obtained.why === 'not-kept') this.#recordDisconnected(obtained.credential, acting);
      return refused(obtained.why);
    }
    this.#restore.forget();
    this.#refusals.connected();
    this.#isUnopened = false;
    this.#begin(obtained.credential);
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
    this.#refusals.begin();
    this.#link = new OfficeLink(this.#ports, credential, offices.open(credential), {
      onAlarm: (kind, cursor) => this.#refusals.refuseJournal(kind, cursor),
      onNamed: () => void this.#keepNames(),
      onRefused: (refusal) => this.#refusals.refuseCredential(refusal, credential.station),
      onChange: () => changes.emit('status'),
    });
    this.#link.start();
    changes.emit('status');
  }

  /** What the office calls this till stays known after a restart; if it cannot be kept, the office says it again. */
  async #keepNames(): Promise<void> {
    const { changes, log, vault } = this.#ports;
    changes.emit('status');
    await this.#queue.add(async () => {
      if (!this.#link) return;
      const { credential } = this.#link;
      log.info('the office has renamed this till', {
        store: credential.storeName,
        till: credential.stationName,
      });
      try {
        await vault.store(credential);
      } catch (error) {
        log.warn('the new name of this till could not be kept', { error });
      }
    });
  }

  #recordDisconnected({ address, station }: OfficeCredential, acting: Acting): void {
    this.#record({ type: 'office-disconnected', ...acting, address, station });
  }

  #record(record: Parameters<ActivityJournal['record']>[0]): void {
    this.#ports.journal.record(record, this.#ports.clock.now());
  }

  #troubleWithoutLink(): OfficeStanding['trouble'] {
    if (this.isReplaced) return 'replaced';
    return this.#isUnopened ? 'unopened' : null;
  }
}
