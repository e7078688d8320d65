import type { RestoredShop } from '#domain/office/restored-shop.ts';
import type { RestoreProgress } from '#domain/office/office-standing.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Emits } from '#services/changes.ts';
import type { Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { OfficeCredential, OfficeVault } from './office-ports.ts';
import type { Typed } from './obtain-credential.ts';
import { readTyped } from './obtain-credential.ts';
import type { Restored, TillRestore } from './till-restore.ts';
import { notRestored } from './till-restore.ts';

/** An environment that is not open, and into which a till can be restored. */
export interface RestorePlace {
  readonly vault: Pick<OfficeVault, 'load' | 'drop'>;
  /** The installation whose journal it has; null if none is known. */
  identity(): string | null;
  /** Whether the journal of this station waits for the environment's next opening. */
  hasJournalOf(station: string): boolean;
  /** What that journal knows of the shop; null if nothing. May throw. */
  shop(): RestoredShop | null;
  /** Opens the journal that is there, which it holds until it is closed. Throws what the disk throws. */
  open(): { readonly restore: TillRestore; readonly close: () => Promise<void> };
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
  #stopped = false;

  constructor(ports: RestoreAheadPorts) {
    this.#ports = ports;
  }

  async standing(): Promise<AheadStanding> {
    const progress = this.#running?.progress ?? null;
    const kept = await this.#kept();
    if (!kept) return { ...OFFERED, progress };
    const { environment, place, credential } = kept;
    const { storeName, stationName, station, journal } = credential;
    const isHere = place.hasJournalOf(station);
    return {
      state: isHere ? 'here' : 'begun',
      progress,
      till: { environment, storeName, stationName, rows: journal?.end.sequence ?? 0 },
      shop: isHere ? this.#shopOf(place) : null,
    };
  }

  /** Takes the owner's code for replacing a till. The office says whether that till is a live one. */
  async restore(typed: Typed, acting: Acting): Promise<Restored> {
    const read = readTyped(typed);
    if (typeof read === 'string') return notRestored(read);
    return this.#queue.add(async () => {
      if (await this.#kept()) return notRestored('connected-already');
      let answer = notRestored('other-environment');
      for (const environment of ENVIRONMENTS) {
        answer = await this.#with(this.#ports.place(environment), async (restore) => {
          const why = await restore.begin(read);
          return why === null ? restore.fetch(acting) : notRestored(why);
        });
        if (answer.restored || answer.why !== 'other-environment') break;
      }
      return answer;
    });
  }

  /** Continues a restore that was interrupted. */
  async resume(acting: Acting): Promise<Restored> {
    return this.#queue.add(async () => {
      const kept = await this.#kept();
      if (!kept) return notRestored('nothing-begun');
      const { place, credential } = kept;
      if (place.hasJournalOf(credential.station)) return { restored: true };
      return this.#with(place, async (restore) => {
        restore.awaitsJournalOf(credential);
        return restore.fetch(acting);
      });
    });
  }

  /** This computer stays a new one; false if nothing was begun. Throws if the disk refuses. */
  async giveUp(): Promise<boolean> {
    return this.#queue.add(async () => {
      const kept = await this.#kept();
      if (!kept) return false;
      kept.place.forget();
      kept.place.vault.drop();
      return true;
    });
  }

  /** Ends a fetch under way; it goes on at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#running?.stop();
    await this.#queue.settled();
  }

  /** The credential of a till whose journal did not take its place here yet. */
  async #kept(): Promise<Kept | undefined> {
    for (const environment of ENVIRONMENTS) {
      const place = this.#ports.place(environment);
      const credential = await this.#credentialIn(place);
      if (credential && awaitsJournal(credential)) return { environment, place, credential };
    }
    return undefined;
  }

  async #credentialIn(place: RestorePlace): Promise<OfficeCredential | null> {
    try {
      const kept = await place.vault.load();
      const isHere = kept === null || kept === 'unopened' || kept.journal?.installation === place.identity();
      return isHere ? null : kept;
    } catch (error) {
      this.#ports.log.warn('what was begun of a restore cannot be read', { error });
      return null;
    }
  }

  #shopOf(place: RestorePlace): RestoredShop | null {
    try {
      return place.shop();
    } catch (error) {
      this.#ports.log.warn('what the restored journal knows of the shop cannot be read', { error });
      return null;
    }
  }

  async #with(place: RestorePlace, work: (restore: TillRestore) => Promise<Restored>): Promise<Restored> {
    if (this.#stopped) return notRestored('cut-off');
    let close = async (): Promise<void> => Promise.resolve();
    try {
      const opened = place.open();
      close = opened.close;
      this.#running = opened.restore;
      return await work(opened.restore);
    } catch (error) {
      this.#ports.log.error('the till could not be restored', { error });
      return notRestored('failed');
    } finally {
      this.#running = null;
      await close();
      this.#ports.changes.emit('status');
    }
  }
}
