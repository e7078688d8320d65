import type { TypedOffice } from '#domain/office/connect/typed-office.ts';
import { readTypedOffice } from '#domain/office/connect/typed-office.ts';
import type { RestoredShop } from '#domain/office/restored-shop.ts';
import type { RestoreProgress } from '#domain/office/office-standing.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Emits } from '#services/changes.ts';
import type { Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { OfficeCredential, OfficeVault } from './office-ports.ts';
import type { Restored, TillRestore } from './till-restore.ts';
import { notRestored } from './till-restore.ts';

/** An environment that is not open, and into which a till can be restored. */
export interface RestorePlace {
  readonly vault: Pick<OfficeVault, 'load' | 'drop'>;
  /** The installation whose journal it had when it was last open; null if none is known. Throws OutOfReach. */
  identity(): string | null;
  /**
   * Whether the journal of this station waits for the environment's next opening, or has taken its place and only has to
   * be recorded; null if it has not come, or is recorded. Throws OutOfReach.
   */
  journalOf(station: string): 'waits' | 'placed' | null;
  /** What that journal knows of the shop; null if nothing. May throw. */
  shop(): RestoredShop | null;
  /** Opens the journal that is there, which it holds until it is closed. Rejects with what the disk throws. */
  open(): Promise<{ readonly restore: TillRestore; readonly close: () => Promise<void> }>;
  /** The journal that waits will not take its place. Throws if the disk refuses. */
  forget(): void;
}

export interface RestoreAheadPorts {
  readonly log: Log;
  readonly changes: Emits<'status'>;
  readonly place: (environment: RestoreEnvironment) => RestorePlace;
}

/** The environments in which a till is moved, the usual one first. */
const ENVIRONMENTS = ['live', 'test'] as const satisfies readonly Environment[];
export type RestoreEnvironment = (typeof ENVIRONMENTS)[number];

export interface AheadStanding {
  /**
   * `offered`: nothing has begun. `begun`: the office has let this computer take a till's place, whose journal is not here
   * yet. `here`: it is, and takes its place when the environment is opened.
   */
  readonly state: 'offered' | 'begun' | 'here';
  /** Null while no rows are arriving. */
  readonly progress: RestoreProgress | null;
  /** The till, as the office calls it; null while nothing has begun. */
  readonly till: {
    readonly environment: RestoreEnvironment;
    readonly storeName: string;
    readonly stationName: string;
    readonly rows: number;
  } | null;
  /** Null until the journal is here, and if it knows nothing. */
  readonly shop: RestoredShop | null;
}

const OFFERED: AheadStanding = { state: 'offered', progress: null, till: null, shop: null };

interface Kept {
  readonly environment: RestoreEnvironment;
  readonly place: RestorePlace;
  readonly credential: OfficeCredential & Required<Pick<OfficeCredential, 'journal'>>;
}

/** This computer cannot restore into that environment; the till may be of the other one. */
const isOfOther = (answer: Restored): boolean =>
  !answer.restored && ['other-environment', 'connected-already', 'has-payments'].includes(answer.why);

const awaitsJournal = (kept: OfficeCredential): kept is Kept['credential'] => kept.journal !== undefined;

/**
 * Restores a till onto a new computer while that is still in training, before it has any settings: at once, while the
 * owner's code is good. The journal waits beside the environment's own until the set-up opens that environment. All that
 * has happened is on disk, so a computer that loses power goes on.
 */
export class RestoreAhead {
  readonly #ports: RestoreAheadPorts;
  readonly #queue = new Queue();
  #running: TillRestore | null = null;
  /** What holds while the disk does not let it be read. */
  #last = OFFERED;
  /** Whether that has been logged: the set-up asks every other second. */
  #isHeld = false;
  #stopped = false;

  constructor(ports: RestoreAheadPorts) {
    this.#ports = ports;
  }

  async standing(): Promise<AheadStanding> {
    try {
      this.#last = this.#standingOf(await this.#kept());
      this.#isHeld = false;
    } catch (error) {
      if (!this.#isHeld) this.#ports.log.warn('what was begun of a restore cannot be read', { error });
      this.#isHeld = true;
    }
    return { ...this.#last, progress: this.#running?.progress ?? null };
  }

  /** Takes the owner's code for replacing a till. The office says whether that till is a live one. */
  async restore(typed: TypedOffice, acting: Acting): Promise<Restored> {
    const read = readTypedOffice(typed);
    if (typeof read === 'string') return notRestored(read);
    return this.#alone(async () => {
      if (await this.#kept()) return notRestored('connected-already');
      let refused: Restored = notRestored('other-environment');
      for (const environment of ENVIRONMENTS) {
        const answer = await this.#restoreInto(this.#ports.place(environment), read, acting);
        if (!isOfOther(answer)) return answer;
        if (!answer.restored && answer.why !== 'other-environment') refused = answer;
      }
      return refused;
    });
  }

  /** Continues a restore that was interrupted. */
  async resume(acting: Acting): Promise<Restored> {
    return this.#alone(async () => {
      const kept = await this.#kept();
      if (!kept) return notRestored('nothing-begun');
      const { place, credential } = kept;
      if (place.journalOf(credential.station) !== null) return { restored: true };
      return this.#with(place, async (restore) =>
        restore.awaitsJournalOf(credential) ? restore.fetch(acting) : { restored: true },
      );
    });
  }

  /**
   * This computer stays a new one; false if nothing was begun, or if the journal has taken its place: then this computer
   * is that till. Throws if the disk refuses.
   */
  async giveUp(): Promise<boolean> {
    return this.#queue.add(async () => {
      const kept = await this.#kept();
      if (!kept || !(await this.#canGiveUp(kept))) return false;
      kept.place.forget();
      kept.place.vault.drop();
      return true;
    });
  }

  /**
   * Ends a fetch under way; it goes on at the next start. Waits for the office's answer to a code, since a credential
   * that is not kept is lost with it.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#running?.stop();
    await this.#queue.settled();
  }

  /** The credential of a till whose journal did not take its place here yet. */
  async #kept(): Promise<Kept | undefined> {
    for (const environment of ENVIRONMENTS) {
      const place = this.#ports.place(environment);
      const credential = await place.vault.load();
      if (credential === null || credential === 'unopened' || !awaitsJournal(credential)) continue;
      const isComing = credential.journal?.installation !== place.identity();
      if (isComing || place.journalOf(credential.station) !== null) return { environment, place, credential };
    }
    return undefined;
  }

  #standingOf(kept: Kept | undefined): AheadStanding {
    if (!kept) return OFFERED;
    const { environment, place, credential } = kept;
    const { storeName, stationName, station, journal } = credential;
    const isHere = place.journalOf(station) !== null;
    return {
      state: isHere ? 'here' : 'begun',
      progress: null,
      till: { environment, storeName, stationName, rows: journal?.end.sequence ?? 0 },
      shop: isHere ? this.#shopOf(place) : null,
    };
  }

  /** A till that was connected is not shut out unawares; one whose credential does not open has to be restored. */
  async #restoreInto(place: RestorePlace, typed: TypedOffice, acting: Acting): Promise<Restored> {
    const kept = await place.vault.load();
    if (kept !== null && kept !== 'unopened') return notRestored('connected-already');
    return this.#with(place, async (restore) => {
      const why = await restore.begin(typed);
      return why === null ? restore.fetch(acting) : notRestored(why);
    });
  }

  /** The note of the installation can be lost, or older than the journal; the journal itself says whose it is. */
  async #canGiveUp({ place, credential }: Kept): Promise<boolean> {
    const journal = place.journalOf(credential.station);
    if (journal !== null) return journal === 'waits';
    const { restore, close } = await place.open();
    const isAwaited = restore.awaitsJournalOf(credential);
    await close();
    return isAwaited;
  }

  #shopOf(place: RestorePlace): RestoredShop | null {
    try {
      return place.shop();
    } catch (error) {
      this.#ports.log.warn('what the restored journal knows of the shop cannot be read', { error });
      return null;
    }
  }

  async #alone(work: () => Promise<Restored>): Promise<Restored> {
    return this.#queue.add(async () => {
      try {
        return await work();
      } catch (error) {
        this.#ports.log.error('the till could not be restored', { error });
        return notRestored('failed');
      }
    });
  }

  async #with(place: RestorePlace, work: (restore: TillRestore) => Promise<Restored>): Promise<Restored> {
    if (this.#stopped) return notRestored('cut-off');
    const { restore, close } = await place.open();
    try {
      this.#running = restore;
      return await work(restore);
    } finally {
      this.#running = null;
      await close();
      this.#tellOfIt();
    }
  }

  #tellOfIt(): void {
    // Nobody is shown anything any more once it stops, and the station may be closed.
    if (!this.#stopped) this.#ports.changes.emit('status');
  }
}
