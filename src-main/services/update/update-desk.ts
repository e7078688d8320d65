/**
 * Where updates are looked for, fetched and installed. Believing an offer is the feed's part and running an installer the
 * runner's; here is when: nothing is fetched while a customer pays, and nothing installed while anything is unresolved,
 * nor before the day is closed unless a manager asks for it.
 */
import type { TillAtWork } from '#domain/update/may-install.ts';
import { obstacleTo } from '#domain/update/may-install.ts';
import type { OfferFacts } from '#domain/update/judge-offer.ts';
import { judgeOffer } from '#domain/update/judge-offer.ts';
import type { Offer, SignedOffer } from '#domain/update/offer.ts';
import { jittered, PACE } from '#domain/pace.ts';
import type { UpdateFault } from '#domain/update/update-fault.ts';
import type { UpdateEvent, UpdateState } from '#domain/update/update-state.ts';
import { advance, NO_UPDATE } from '#domain/update/update-state.ts';
import { isNewer } from '#domain/update/version.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock, Ids, Log } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { InstallPorts, InstallRefusal } from './install-update.ts';
import { installUpdate } from './install-update.ts';
import type { Feed } from './update-ports.ts';
import { forgetWish, wishedBy, wishUpdate } from './wished-update.ts';

export interface UpdateDeskPorts extends InstallPorts {
  readonly feed: Feed;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'chance'>;
  readonly log: Log;
  /** Whether an installer can be run here at all; else nothing is looked for. */
  readonly canInstall: boolean;
  /** Where updates are looked for; '' while they are off. */
  readonly feedAddress: () => string;
  /** What this program and this installation are. */
  readonly program: () => Pick<OfferFacts, 'running' | 'platform' | 'arch' | 'installation'>;
  readonly atWork: () => TillAtWork;
}

export class UpdateDesk {
  readonly #ports: UpdateDeskPorts;
  readonly #alarm: Alarm;
  /** Time alone may end what an update for the day's end waits for. */
  readonly #lookAgain: Alarm;
  #state: UpdateState = NO_UPDATE;
  #signed: SignedOffer | null = null;
  #fault: UpdateFault | null = null;
  #checkedAt: number | null = null;
  #checking: Promise<void> | null = null;
  #whenIdle: (() => void)[] = [];
  #stopped = false;
  #isInstalling = false;

  constructor(ports: UpdateDeskPorts) {
    this.#ports = ports;
    this.#alarm = new Alarm(ports.clock);
    this.#lookAgain = new Alarm(ports.clock);
  }

  get canInstall(): boolean {
    return this.#ports.canInstall;
  }

  /** Whether there is an address to look for updates at. */
  get isOn(): boolean {
    return this.#ports.feedAddress() !== '';
  }

  get isChecking(): boolean {
    return this.#checking !== null;
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** What went wrong last; null once the feed has been read and what it offers is here. */
  get fault(): UpdateFault | null {
    return this.#fault;
  }

  /** When the feed last answered; epoch ms. */
  get checkedAt(): number | null {
    return this.#checkedAt;
  }

  /** Whether the update that is here will be installed when the day is closed. */
  get waitsForClose(): boolean {
    return this.#wish !== null;
  }

  /** Looks for updates from now on. `fault`: what the last start has left to say. */
  start(fault: UpdateFault | null): void {
    this.#fault = fault;
    this.#checkIn(PACE.updates.firstCheck);
  }

  stop(): void {
    this.#stopped = true;
    this.#alarm.cancel();
    this.#lookAgain.cancel();
  }

  /** Something changed at the till: a fetch may go on, or an update be installed, that waited for it. */
  look(): void {
    if (this.#whenIdle.length > 0 && !this.#ports.atWork().isCharging)
      for (const go of this.#whenIdle.splice(0)) go();
    this.#goOn();
  }

  /** Looks for an update now, and fetches it; settles when both are done. A second call joins the first. */
  async check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
      if (!this.#stopped) this.#checkIn(PACE.updates.checks);
    });
    return this.#checking;
  }

  /** Has the update installed when the day is closed. False where none is here. */
  installAfterClose(acting: Acting): boolean {
    if (this.#state.stage !== 'ready') return false;
    wishUpdate(this.#ports, this.#state.offer.version, acting);
    this.look();
    return true;
  }

  /** Installs the update that is here; null when the program is about to end for it. */
  async installNow(acting: Acting): Promise<InstallRefusal | null> {
    return this.#install(acting, true);
  }

  async #check(): Promise<void> {
    const address = this.#ports.canInstall ? this.#ports.feedAddress() : '';
    if (address === '') {
      this.#advance({ type: 'withdrawn' });
      return;
    }
    const read = await this.#ports.feed.read(address);
    const fault = read.kind === 'failed' ? read.why : await this.#take(read.signed, address);
    if (read.kind === 'offer') this.#checkedAt = this.#ports.clock.now();
    this.#tell(fault);
  }

  /** Takes an offer with a good signature. */
  async #take(signed: SignedOffer, address: string): Promise<UpdateFault | null> {
    const { offer } = signed;
    const { newestSeen, failed } = this.#ports.note.read();
    const verdict = judgeOffer(offer, { ...this.#ports.program(), newestSeen, failed });
    if (verdict.kind === 'refused') return verdict.why;
    this.#noteSeen(offer.version);
    if (verdict.kind === 'not-wanted') {
      this.#advance({ type: 'withdrawn' });
      return null;
    }
    if (this.#advance({ type: 'offered', offer })) this.#signed = signed;
    return this.#fetch(address);
  }

  async #fetch(address: string): Promise<UpdateFault | null> {
    if (!this.#signed || !this.#advance({ type: 'download-began' })) return null;
    const { installers, program } = this.#ports;
    const { offer } = this.#signed;
    const { running } = program();
    const isHere = (await installers.check(offer.version))?.offer.sha512 === offer.sha512;
    const fault = isHere ? null : await installers.fetch(address, this.#signed, () => this.#idle());
    if (!fault) await this.#keepWayBack(address, running);
    this.#advance({ type: fault ? 'download-failed' : 'downloaded' });
    if (!fault) installers.keepOnly([offer.version, running]);
    this.#goOn();
    return fault;
  }

  /** The installer of this version, to go back to; without it an update can still be installed. */
  async #keepWayBack(address: string, running: string): Promise<void> {
    const { installers, feed, log } = this.#ports;
    if (await installers.check(running)) return;
    const read = await feed.read(address, running);
    const fault =
      read.kind === 'offer' ? await installers.fetch(address, read.signed, () => this.#idle()) : read.why;
    if (fault)
      log.warn('the installer of this version is not kept: an update cannot be rolled back', { fault });
  }

  get #wish(): Acting | null {
    return this.#state.stage === 'ready' ? wishedBy(this.#ports, this.#state.offer.version) : null;
  }

  #goOn(): void {
    const { log } = this.#ports;
    this.#installIfWished().catch((error: unknown) => log.error('the update could not go on', { error }));
  }

  async #installIfWished(): Promise<void> {
    const wish = this.#wish;
    if (!wish || this.#isInstalling) return;
    if (obstacleTo(this.#ports.atWork(), false)) {
      this.#lookAgain.setIn(PACE.updates.looks, () => this.look());
      return;
    }
    await this.#install(wish, false);
  }

  /** What it changes makes the till look again, which must not begin it a second time. */
  async #install(acting: Acting, isAskedNow: boolean): Promise<InstallRefusal | null> {
    if (this.#state.stage !== 'ready') return 'update-none';
    if (this.#isInstalling) return 'settings-changing';
    this.#isInstalling = true;
    try {
      return await this.#installOffer(this.#state.offer, acting, isAskedNow);
    } finally {
      this.#isInstalling = false;
    }
  }

  async #installOffer(offer: Offer, acting: Acting, isAskedNow: boolean): Promise<InstallRefusal | null> {
    const refusal = await installUpdate(
      this.#ports,
      { to: offer.version, from: this.#ports.program().running, acting },
      () => obstacleTo(this.#ports.atWork(), isAskedNow),
      async () => this.#showInstalling(),
    );
    if (refusal === null) return null;
    if (refusal === 'update-file-changed') this.#advance({ type: 'file-lost' });
    this.#advance({ type: 'install-failed' });
    if (
      refusal === 'update-file-changed' ||
      refusal === 'update-backup-failed' ||
      refusal === 'update-not-installed'
    ) {
      this.#tell(refusal);
      forgetWish(this.#ports);
    }
    return refusal;
  }

  /** The windows stand still while the installer runs: they say so before. */
  async #showInstalling(): Promise<void> {
    this.#advance({ type: 'install-began' });
    await new Promise<void>((resolve) => {
      new Alarm(this.#ports.clock).setIn(PACE.updates.shown, resolve);
    });
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

  #advance(event: UpdateEvent): boolean {
    const next = advance(this.#state, event);
    if (next === undefined) return false;
    this.#state = next;
    return true;
  }

  #tell(fault: UpdateFault | null): void {
    this.#fault = fault;
    if (fault) this.#ports.log.warn('the update did not go on', { fault });
  }

  #checkIn(wait: number): void {
    const { ids, log } = this.#ports;
    this.#alarm.setIn(jittered(wait, ids.chance()), () => {
      this.check().catch((error: unknown) => log.error('looking for updates failed', { error }));
    });
  }
}
