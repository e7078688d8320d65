/**
 * Decides when to look for updates and when to install them: not while anything is unresolved, and not before the day
 * is closed unless a manager asks for it. `UpdateFetch` fetches them, and `InstallerRun` runs the installer.
 */
import { obstacleTo } from '#domain/update/may-install.ts';
import type { Offer } from '#domain/update/offer.ts';
import { jittered, PACE } from '#domain/pace.ts';
import type { UpdateFault } from '#domain/update/update-fault.ts';
import type { UpdateState } from '#domain/update/update-state.ts';
import { Alarm } from '#services/alarm.ts';
import type { Ids } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { InstallPorts, InstallRefusal } from './install-update.ts';
import { installUpdate } from './install-update.ts';
import type { UpdateFetchPorts } from './update-fetch.ts';
import { UpdateFetch } from './update-fetch.ts';
import { UpdateStanding } from './update-standing.ts';
import { unscheduleUpdate, scheduledBy, scheduleUpdate } from './scheduled-update.ts';

export interface UpdateDeskPorts extends InstallPorts, UpdateFetchPorts {
  readonly ids: Pick<Ids, 'random'>;
  /** Whether an installer can be run here at all; if not, the till looks for no updates. */
  readonly canInstall: boolean;
  /** The feed's address; '' while updates are off. */
  readonly feedAddress: () => string;
}

export class UpdateDesk {
  readonly #ports: UpdateDeskPorts;
  readonly #alarm: Alarm;
  /** An update for the day's end may be waiting only for time to pass. */
  readonly #lookAgain: Alarm;
  readonly #standing: UpdateStanding;
  readonly #fetch: UpdateFetch;
  #checking: Promise<void> | null = null;
  #stopped = false;
  #isInstalling = false;

  constructor(ports: UpdateDeskPorts) {
    this.#ports = ports;
    this.#alarm = new Alarm(ports.clock);
    this.#lookAgain = new Alarm(ports.clock);
    this.#standing = new UpdateStanding(ports.log);
    this.#fetch = new UpdateFetch(ports, this.#standing, () => this.look());
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
    return this.#standing.state;
  }

  /** What went wrong last; null once the feed has been read and its offer has been downloaded. */
  get fault(): UpdateFault | null {
    return this.#standing.fault;
  }

  /** When the feed last answered; epoch ms. */
  get checkedAt(): number | null {
    return this.#fetch.checkedAt;
  }

  /** Whether the downloaded update will be installed when the day is closed. */
  get waitsForClose(): boolean {
    return this.#scheduled !== null;
  }

  /** Looks for updates from now on. `fault`: what went wrong at the last start, to be shown. */
  start(fault: UpdateFault | null): void {
    this.#standing.begin(fault);
    this.#checkIn(PACE.updates.firstCheck);
  }

  stop(): void {
    this.#stopped = true;
    this.#alarm.cancel();
    this.#lookAgain.cancel();
  }

  /** Something changed at the till: a waiting fetch may continue, or a waiting update may be installed. */
  look(): void {
    this.#goOn().catch((error: unknown) => {
      this.#ports.log.error('the update could not go on', { error });
    });
  }

  /** Looks for an update now, and fetches it; settles when both are done. A second call joins the first. */
  async check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
      if (!this.#stopped) this.#checkIn(PACE.updates.checks);
    });
    return this.#checking;
  }

  /** Schedules the downloaded update for when the day is closed. False if there is none. */
  installAfterClose(acting: Acting): boolean {
    const { state } = this;
    if (state.stage !== 'ready') return false;
    scheduleUpdate(this.#ports, state.offer.version, acting);
    this.look();
    return true;
  }

  /** Installs the downloaded update; null when the program is about to end for it. */
  async installNow(acting: Acting): Promise<InstallRefusal | null> {
    return this.#install(acting, true);
  }

  async #check(): Promise<void> {
    const address = this.#ports.canInstall ? this.#ports.feedAddress() : '';
    if (address === '') {
      this.#standing.advance({ type: 'withdrawn' });
      return;
    }
    await this.#fetch.check(address);
  }

  get #scheduled(): Acting | null {
    const { state } = this;
    return state.stage === 'ready' ? scheduledBy(this.#ports, state.offer.version) : null;
  }

  async #goOn(): Promise<void> {
    this.#fetch.goOn();
    const scheduled = this.#scheduled;
    if (!scheduled || this.#isInstalling) return;
    if (obstacleTo(this.#ports.atWork(), false)) {
      this.#lookAgain.setIn(PACE.updates.looks, () => this.look());
      return;
    }
    await this.#install(scheduled, false);
  }

  /** Installing causes changes that call `look` again, which must not start a second installation. */
  async #install(acting: Acting, isAskedNow: boolean): Promise<InstallRefusal | null> {
    const { state } = this;
    if (state.stage !== 'ready') return 'update-none';
    if (this.#isInstalling) return 'settings-changing';
    this.#isInstalling = true;
    try {
      return await this.#installOffer(state.offer, acting, isAskedNow);
    } finally {
      this.#isInstalling = false;
    }
  }

  async #installOffer(offer: Offer, acting: Acting, isAskedNow: boolean): Promise<InstallRefusal | null> {
    let isLeaving = false;
    try {
      const refusal = await installUpdate(
        this.#ports,
        { to: offer.version, from: this.#ports.program().running, acting },
        () => obstacleTo(this.#ports.atWork(), isAskedNow),
        async () => this.#showInstalling(),
      );
      isLeaving = refusal === null;
      if (refusal !== null) this.#noteRefusal(refusal);
      return refusal;
    } finally {
      if (!isLeaving) this.#standing.advance({ type: 'install-failed' });
    }
  }

  #noteRefusal(refusal: InstallRefusal): void {
    if (refusal === 'update-file-changed') this.#standing.advance({ type: 'file-lost' });
    if (
      refusal === 'update-file-changed' ||
      refusal === 'update-backup-failed' ||
      refusal === 'update-not-installed'
    ) {
      this.#standing.report(refusal);
      unscheduleUpdate(this.#ports);
    }
  }

  /** The windows freeze while the installer runs, so they say so first. */
  async #showInstalling(): Promise<void> {
    this.#standing.advance({ type: 'install-began' });
    await new Promise<void>((resolve) => {
      new Alarm(this.#ports.clock).setIn(PACE.updates.shown, resolve);
    });
  }

  #checkIn(wait: number): void {
    const { ids, log } = this.#ports;
    this.#alarm.setIn(jittered(wait, ids.random()), () => {
      this.check().catch((error: unknown) => log.error('looking for updates failed', { error }));
    });
  }
}
