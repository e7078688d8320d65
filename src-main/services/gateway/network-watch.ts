import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock } from '#services/ports.ts';

export interface NetworkWatchPorts {
  readonly clock: Clock;
  /** Whether this computer has a network at all, as far as its system knows. */
  readonly isOnline: () => boolean;
  readonly onGone: () => void;
  /** It came back, and was still there at the next check. */
  readonly onBack: () => void;
  /** It is there, but the last reader of `isOnline` may have been told that there is none. */
  readonly onSaidGone: () => void;
}

/** Checks regularly whether this computer has a network: its system does not say when that changes. */
export class NetworkWatch {
  readonly #ports: NetworkWatchPorts;
  readonly #nextLook: Alarm;
  #isGone = false;
  #wasOnline = true;
  /** Whether a reader was told that there is none, and nobody has corrected that yet. */
  #saidGone = false;

  constructor(ports: NetworkWatchPorts) {
    this.#ports = ports;
    this.#nextLook = new Alarm(ports.clock);
  }

  /** The state right now, not at the last check. */
  get isOnline(): boolean {
    const isOnline = this.#ports.isOnline();
    if (!isOnline) this.#saidGone = true;
    return isOnline;
  }

  start(): void {
    this.#nextLook.setIn(PACE.network, () => {
      this.#look();
      this.start();
    });
  }

  stop(): void {
    this.#nextLook.cancel();
  }

  #look(): void {
    const isOnline = this.#ports.isOnline();
    const lasted = isOnline && this.#wasOnline;
    this.#wasOnline = isOnline;
    if (!isOnline && !this.#isGone) {
      this.#isGone = true;
      this.#ports.onGone();
    } else if (lasted && this.#isGone) {
      this.#isGone = false;
      this.#ports.onBack();
    } else if (isOnline && !this.#isGone && this.#saidGone) {
      this.#saidGone = false;
      this.#ports.onSaidGone();
    }
  }
}
