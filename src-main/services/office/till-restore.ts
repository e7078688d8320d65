import type { TypedOffice } from '#domain/office/connect/typed-office.ts';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import type { OfficeRestore, RestoreProgress } from '#domain/office/office-standing.ts';
import type { TillState } from '#domain/office/till-state.ts';
import type { Emits } from '#services/changes.ts';
import type { Journal } from '#services/journal-ports.ts';
import type { Log } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { Fetched, FetchJournalPorts } from './fetch-journal.ts';
import { fetchJournal } from './fetch-journal.ts';
import type { NotConnected } from './obtain-credential.ts';
import { obtainCredential } from './obtain-credential.ts';
import type { CursorNote, OfficeCredential, Offices, OfficeVault } from './office-ports.ts';

export interface TillRestorePorts extends FetchJournalPorts {
  readonly log: Log & { hide(secret: string): void };
  readonly journal: Pick<Journal, 'lastPaymentNumber'>;
  readonly note: Pick<CursorNote, 'write'>;
  readonly changes: Emits<'status'>;
  readonly offices: Offices;
  readonly vault: OfficeVault;
  /** The identity of this installation; see `Mark`. */
  readonly identity: string;
  readonly tillState: () => TillState;
}

export type NotRestored =
  | NotConnected
  | CredentialRefusal
  | 'has-payments'
  | 'nothing-begun'
  | Exclude<Fetched['fetched'], 'ready' | 'refused'>;

/** `restored`: the office's journal takes the place of this one at the next opening. */
export type Restored = { readonly restored: true } | { readonly restored: false; readonly why: NotRestored };

export const notRestored = (why: NotRestored): Restored => ({ restored: false, why });

/**
 * Lets a till without payments take the place of one that the office knows: first it gets that till's credential, then
 * the journal.
 */
export class TillRestore {
  readonly #ports: TillRestorePorts;
  /** The credential of a till whose journal has not arrived yet. */
  #begun: OfficeCredential | null = null;
  #progress: RestoreProgress | null = null;
  readonly #stopping = new AbortController();

  constructor(ports: TillRestorePorts) {
    this.#ports = ports;
  }

  get state(): OfficeRestore {
    if (this.#begun) return 'begun';
    return this.#ports.journal.lastPaymentNumber() === 0 ? 'offered' : null;
  }

  /** The progress of the fetch; null while none is under way. */
  get progress(): RestoreProgress | null {
    return this.#progress;
  }

  /** Ends a fetch under way soon; it can continue later. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Whether the journal of this credential has not arrived yet. Pushing another one would be a fork at the office. */
  awaitsJournalOf(kept: OfficeCredential): boolean {
    const { identity, log } = this.#ports;
    if (kept.journal === undefined || kept.journal.installation === identity) return false;
    log.warn('the journal of the office has not come yet');
    this.#begun = kept;
    return true;
  }

  /** The credential is on disk before the first row arrives. Whatever happens then, no other code is needed. */
  async begin({ address, code }: TypedOffice): Promise<NotRestored | null> {
    const { offices, identity, tillState, journal } = this.#ports;
    if (journal.lastPaymentNumber() > 0) return 'has-payments';
    const obtained = await obtainCredential(
      this.#ports,
      () => offices.restore(address, { code, installation: identity, state: tillState() }),
      ({ installation, cursor: end, ...enrolled }) => ({
        ...enrolled,
        address,
        journal: { installation, end },
      }),
    );
    if (!obtained.obtained) return obtained.why;
    this.#begun = obtained.credential;
    return null;
  }

  async fetch(acting: Acting): Promise<Restored> {
    const { offices, journal, note, clock, changes } = this.#ports;
    const begun = this.#begun;
    if (!begun?.journal) return notRestored('nothing-begun');
    if (journal.lastPaymentNumber() > 0) return notRestored('has-payments');
    const { signal } = this.#stopping;
    if (signal.aborted) return notRestored('cut-off');
    const office = offices.open(begun);
    const close = (): void => void office.close();
    signal.addEventListener('abort', close, { once: true });
    const onProgress = (progress: RestoreProgress): void => void (this.#progress = progress);
    const outcome = await fetchJournal(this.#ports, office, begun, acting, { onProgress, signal });
    this.#progress = null;
    signal.removeEventListener('abort', close);
    await office.close();
    changes.emit('status');
    if (outcome.fetched === 'refused') {
      this.giveUp();
      return notRestored(outcome.refused);
    }
    if (outcome.fetched !== 'ready') return notRestored(outcome.fetched);
    note.write({ station: begun.station, cursor: begun.journal.end, at: clock.now() });
    return { restored: true };
  }

  /** This till stays what it is; false if nothing was begun. */
  giveUp(): boolean {
    if (!this.#begun) return false;
    this.#ports.vault.drop();
    this.#begun = null;
    this.#ports.changes.emit('status');
    return true;
  }

  /** Another credential has replaced that of the restore. */
  forget(): void {
    this.#begun = null;
  }
}
