import type { EventName, EventPayload } from '#contract/events.ts';
import type { TillSnapshot } from '#contract/views.ts';
import type { ShownStation } from '#handlers/views/snapshot.ts';
import { LISTED, tillSnapshot, tillView } from '#handlers/views/snapshot.ts';
import type { Clock } from '#services/ports.ts';
import type { Session } from '#services/staff/session.ts';

interface TillPushPorts {
  readonly push: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  readonly clock: Pick<Clock, 'now'>;
  readonly session: Session;
  readonly station: () => ShownStation;
}

/** Pushes what the till shows: whole, with the list beside the keypad, whenever that is out of date. */
export class TillPush {
  readonly #ports: TillPushPorts;
  #shownDate = '';
  #isStale = true;
  /** The list of this turn's whole push; else empty. */
  #replaced: TillSnapshot['history'] = [];
  /** What has changed since the last whole push: on a busy day, too, a window lists at most twice as many as that has. */
  readonly #changed = new Set<string>();

  constructor(ports: TillPushPorts) {
    this.#ports = ports;
  }

  /** The next push is whole. */
  replace(): void {
    this.#isStale = true;
  }

  changed(reference: string): void {
    this.#changed.add(reference);
  }

  /** Whether this turn's push has this payment already. */
  has(reference: string): boolean {
    return this.#replaced.some((shown) => shown.reference === reference);
  }

  push(): void {
    const { push, clock, session, station } = this.#ports;
    this.#replaced = [];
    const date = station().businessDays.dateOf(clock.now());
    if (this.#isStale || date !== this.#shownDate || this.#changed.size > LISTED) {
      const snapshot = tillSnapshot(station(), session, clock);
      push('till.replaced', snapshot);
      this.#replaced = snapshot.history;
      this.#changed.clear();
    } else push('till.changed', tillView(station()));
    [this.#isStale, this.#shownDate] = [false, date];
  }
}
