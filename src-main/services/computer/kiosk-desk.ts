import type { KioskExit, KioskState } from '#domain/shop/kiosk.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Emits } from '#services/changes.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { KioskScreen } from './computer-ports.ts';

export interface KioskDeskPorts {
  readonly kioskScreen: KioskScreen;
  /** The open station's. */
  readonly journal: () => Pick<ActivityJournal, 'record'>;
  readonly signedIn: () => Person | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly changes: Emits<'display'>;
  /** The program was started with the emergency command: the till does not fill its display. */
  readonly startsReleased: boolean;
}

/** Keeps whether the till fills its display, and records who left the full screen. */
export class KioskDesk {
  readonly #ports: KioskDeskPorts;
  #state: KioskState = 'off';
  #isReleased: boolean;

  constructor(ports: KioskDeskPorts) {
    this.#ports = ports;
    this.#isReleased = ports.startsReleased;
  }

  get state(): KioskState {
    return this.#state;
  }

  /** Call it whenever a till has opened. If the full screen was left before, it stays left. */
  apply({ kiosk }: Pick<Settings, 'kiosk'>): void {
    if (!kiosk) this.#show('off');
    else if (this.#state === 'off' && this.#isReleased) {
      this.#isReleased = false;
      this.#leave('command', null);
    } else if (this.#state === 'off') this.#show('full');
  }

  leave({ approvedBy }: Acting): void {
    if (this.#state === 'full') this.#leave('permitted', approvedBy);
  }

  /** The emergency exit, for when nobody who knows a PIN is there. */
  breakGlass(how: Exclude<KioskExit, 'permitted'>): void {
    if (this.#state === 'full') this.#leave(how, null);
  }

  return(): void {
    if (this.#state === 'left') this.#show('full');
  }

  /** Recorded first. But if the disk refuses, the full screen is left all the same. */
  #leave(how: KioskExit, approvedBy: Person | null): void {
    const { journal, signedIn, clock, log } = this.#ports;
    log.warn('the full screen is left', { how });
    try {
      journal().record({ type: 'kiosk-left', by: signedIn(), approvedBy, how }, clock.now());
    } catch (error) {
      log.error('that the full screen was left could not be recorded', { how, error });
    }
    this.#show('left');
  }

  #show(state: KioskState): void {
    if (state === this.#state) return;
    this.#state = state;
    if (state === 'full') this.#ports.kioskScreen.fill();
    else this.#ports.kioskScreen.release();
    this.#ports.changes.emit('display');
  }
}
