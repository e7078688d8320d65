/** Judges what the feed offers, and fetches it piece by piece while nobody is paying. The feed checks the signature. */
import type { OfferFacts } from '#domain/update/judge-offer.ts';
import { judgeOffer } from '#domain/update/judge-offer.ts';
import type { TillAtWork } from '#domain/update/may-install.ts';
import type { SignedOffer } from '#domain/update/offer.ts';
import type { UpdateFault } from '#domain/update/update-fault.ts';
import { isNewer } from '#domain/update/version.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { Feed, Installers, UpdateNote } from './update-ports.ts';
import type { UpdateStanding } from './update-standing.ts';

export interface UpdateFetchPorts {
  readonly feed: Feed;
  readonly installers: Installers;
  readonly note: UpdateNote;
  readonly clock: Clock;
  readonly log: Log;
  /** What offers are judged by: this program and this installation. */
  readonly program: () => Pick<OfferFacts, 'running' | 'platform' | 'arch' | 'installation'>;
  readonly atWork: () => TillAtWork;
}

export class UpdateFetch {
  readonly #ports: UpdateFetchPorts;
  readonly #standing: UpdateStanding;
  readonly #onFetched: () => void;
  #signed: SignedOffer | null = null;
  #checkedAt: number | null = null;
  #whenIdle: (() => void)[] = [];

  /** `onFetched` is called when a fetch has ended, successfully or not. */
  constructor(ports: UpdateFetchPorts, standing: UpdateStanding, onFetched: () => void) {
    this.#ports = ports;
    this.#standing = standing;
    this.#onFetched = onFetched;
  }

  /** When the feed last answered; epoch ms. */
  get checkedAt(): number | null {
    return this.#checkedAt;
  }

  /** Reads the feed at this address and fetches what it offers; settles when both are done. */
  async check(address: string): Promise<void> {
    const read = await this.#ports.feed.read(address);
    const fault = read.kind === 'failed' ? read.why : await this.#take(read.signed, address);
    if (read.kind === 'offer') this.#checkedAt = this.#ports.clock.now();
    this.#standing.report(fault);
  }

  /** Continues what waited for a paying customer, if nobody is paying now. */
  goOn(): void {
    if (this.#whenIdle.length > 0 && !this.#ports.atWork().isCharging)
      for (const go of this.#whenIdle.splice(0)) go();
  }

  /** Judges an offer with a valid signature, and fetches it if it is wanted. */
  async #take(signed: SignedOffer, address: string): Promise<UpdateFault | null> {
    const { offer } = signed;
    const { newestSeen, failed } = this.#ports.note.read();
    const verdict = judgeOffer(offer, { ...this.#ports.program(), newestSeen, failed });
    if (verdict.kind === 'refused') return verdict.why;
    this.#noteSeen(offer.version);
    if (verdict.kind === 'not-wanted') {
      this.#standing.advance({ type: 'withdrawn' });
      return null;
    }
    if (this.#standing.advance({ type: 'offered', offer })) this.#signed = signed;
    return this.#fetch(address);
  }

  async #fetch(address: string): Promise<UpdateFault | null> {
    if (!this.#signed || !this.#standing.advance({ type: 'download-began' })) return null;
    const { installers, program } = this.#ports;
    const { offer } = this.#signed;
    const { running } = program();
    const isHere = (await installers.check(offer.version))?.offer.sha512 === offer.sha512;
    const fault = isHere ? null : await installers.fetch(address, this.#signed, () => this.#idle());
    if (!fault) await this.#keepRollback(address, running);
    this.#standing.advance({ type: fault ? 'download-failed' : 'downloaded' });
    if (!fault) installers.keepOnly([offer.version, running]);
    this.#onFetched();
    return fault;
  }

  /** Fetches the installer of this version, for a roll-back. Without it an update can still be installed. */
  async #keepRollback(address: string, running: string): Promise<void> {
    const { installers, feed, log } = this.#ports;
    if (await installers.check(running)) return;
    const read = await feed.read(address, running);
    const fault =
      read.kind === 'offer' ? await installers.fetch(address, read.signed, () => this.#idle()) : read.why;
    if (fault)
      log.warn('the installer of this version is not kept: an update cannot be rolled back', { fault });
  }

  async #idle(): Promise<void> {
    if (!this.#ports.atWork().isCharging) return;
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  #noteSeen(version: string): void {
    const { note } = this.#ports;
    const noted = note.read();
    if (noted.newestSeen === null || isNewer(version, noted.newestSeen))
      note.write({ ...noted, newestSeen: version });
  }
}
