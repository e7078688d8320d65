import type { LostSecret } from '#domain/secrets/lost-secrets.ts';
import type { PassphraseFault } from '#domain/secrets/passphrase.ts';
import { passphraseFault } from '#domain/secrets/passphrase.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { Passphrase, RenewablePepper, RenewableSigningKey, SealableSecret } from './secrets-port.ts';

/** The till's secrets, as opened at its start. */
export interface Secrets {
  readonly passphrase: Passphrase;
  readonly pepper: RenewablePepper;
  readonly signing: RenewableSigningKey;
  /** Every secret that may be stored unencrypted, in the order in which they are sealed. */
  readonly sealable: readonly SealableSecret[];
  /** Whether the computer's own key store can keep a secret. */
  readonly keyStore: () => 'available' | 'missing';
  /** What was found at the start and has to be recorded. */
  readonly found: FoundAtStart;
}

export interface FoundAtStart {
  /** Wrong passphrases before the right one. */
  readonly failures: number;
  readonly lost: readonly LostSecret[];
  /** Called when all of it is in the journal. */
  readonly recorded: () => void;
}

export interface KeyDeskPorts extends Secrets {
  readonly journal: () => Pick<ActivityJournal, 'record' | 'records'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/** What protects the till's secrets. */
export type Protection = 'key-store' | 'passphrase' | 'nowhere' | 'locked';

export type KeyChange =
  | { readonly changed: true }
  | { readonly changed: false; readonly why: 'weak'; readonly fault: PassphraseFault }
  /** Something protects them already, or there is nothing to change. */
  | { readonly changed: false; readonly why: 'refused' }
  | { readonly changed: false; readonly why: 'not-written' }
  /** The current passphrase was not entered correctly. */
  | { readonly changed: false; readonly why: 'former-wrong' };

const CHANGED: KeyChange = { changed: true };
const NOTHING: FoundAtStart = { failures: 0, lost: [], recorded: () => undefined };

const REFUSED: KeyChange = { changed: false, why: 'refused' };

/**
 * Sets and changes the passphrase, and renews secrets, one change at a time. All but a new signing key are journaled
 * first.
 */
export class KeyDesk {
  readonly #ports: KeyDeskPorts;
  readonly #queue = new Queue();
  /** What no journal has recorded yet. */
  #found: FoundAtStart;

  constructor(ports: KeyDeskPorts) {
    this.#ports = ports;
    this.#found = ports.found;
  }

  get protectedBy(): Protection {
    const { passphrase, keyStore } = this.#ports;
    const state = passphrase.state();
    switch (state) {
      case 'open':
        return 'passphrase';
      case 'locked':
        return 'locked';
      case 'none':
        return keyStore() === 'available' ? 'key-store' : 'nowhere';
      default:
        return state satisfies never;
    }
  }

  /**
   * Call it whenever a journal was opened. If the disk refuses, that is logged, and the records are tried again later.
   */
  recordOpened(): void {
    try {
      this.#recordHandovers();
      this.#recordFound();
    } catch (error) {
      this.#ports.log.error('what became of the keys could not be recorded', { error });
    }
  }

  #recordFound(): void {
    const { failures, lost, recorded } = this.#found;
    if (failures > 0) this.#record({ type: 'passphrase-guessed', failures });
    this.#found = { ...this.#found, failures: 0 };
    if (lost.length > 0) this.#record({ type: 'secrets-lost', what: lost });
    this.#found = NOTHING;
    recorded();
  }

  /**
   * Sets the first passphrase; refused if anything protects the secrets already. Seals what was stored unencrypted;
   * after a power cut the next start seals the rest.
   */
  async makePassphrase(typed: string, acting: Acting): Promise<KeyChange> {
    const fault = passphraseFault(typed);
    if (fault) return { changed: false, why: 'weak', fault };
    return this.#change(async () => {
      if (this.protectedBy !== 'nowhere') return REFUSED;
      this.#record({ type: 'passphrase-made', ...acting });
      await this.#ports.passphrase.make(typed);
      await this.#sealAll();
      return CHANGED;
    });
  }

  /** Changes the passphrase; needs the current one. */
  async changePassphrase(former: string, typed: string, acting: Acting): Promise<KeyChange> {
    const fault = passphraseFault(typed);
    if (fault) return { changed: false, why: 'weak', fault };
    return this.#change(async () => {
      if (this.protectedBy !== 'passphrase') return REFUSED;
      const next = await this.#ports.passphrase.change(former, typed);
      if (next === 'wrong') return { changed: false, why: 'former-wrong' };
      if (next === 'damaged') return { changed: false, why: 'not-written' };
      this.#record({ type: 'passphrase-changed', ...acting });
      next.commit();
      return CHANGED;
    });
  }

  /** By now the passphrase is set. If the disk refuses, the next start seals the rest. */
  async #sealAll(): Promise<void> {
    try {
      for (const secret of this.#ports.sealable) await secret.seal();
    } catch (error) {
      this.#ports.log.error('not all secrets could be sealed; the next start goes on with it', { error });
    }
  }

  async renewPepper(acting: Acting): Promise<KeyChange> {
    return this.#change(async () => {
      if (this.protectedBy === 'locked') return REFUSED;
      this.#record({ type: 'pepper-renewed', ...acting });
      await this.#ports.pepper.renew();
      return CHANGED;
    });
  }

  /**
   * Here the key is replaced before the journal records it, because the former key has to sign the handover. The
   * handover is stored beside the key, and the open journal, or the one opened next, records it.
   */
  async renewSigningKey(acting: Acting): Promise<KeyChange> {
    return this.#change(async () => {
      if (this.protectedBy === 'locked') return REFUSED;
      await this.#ports.signing.renew(acting);
      this.recordOpened();
      return CHANGED;
    });
  }

  #recordHandovers(): void {
    const { signing, journal } = this.#ports;
    const handovers = signing.handovers();
    if (handovers.length === 0) return;
    const recorded = journal()
      .records(['signing-key-renewed'], 0, () => undefined)
      .map(({ record }) => record.publicKey);
    for (const handover of handovers)
      if (!recorded.includes(handover.publicKey)) this.#record({ type: 'signing-key-renewed', ...handover });
  }

  #record(record: Parameters<ActivityJournal['record']>[0]): void {
    this.#ports.journal().record(record, this.#ports.clock.now());
  }

  async #change(change: () => Promise<KeyChange>): Promise<KeyChange> {
    return this.#queue.add(async () => {
      try {
        return await change();
      } catch (error) {
        this.#ports.log.error('the keys could not be changed', { error });
        return { changed: false, why: 'not-written' };
      }
    });
  }
}
