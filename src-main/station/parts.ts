import { retryWait } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock, Log } from '#services/ports.ts';

interface PartsPorts {
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Begins parts that do not depend on each other, in order. One that throws, as when the disk cannot be read, is begun
 * again after a wait and keeps none of the others from beginning; beginning it twice must be harmless.
 */
export class Parts {
  readonly #ports: PartsPorts;
  readonly #alarms = new Map<string, Alarm>();

  constructor(ports: PartsPorts) {
    this.#ports = ports;
  }

  /** Whether a part has not begun, because it threw. */
  lacks(name: string): boolean {
    return this.#alarms.has(name);
  }

  begin(parts: Readonly<Record<string, () => void>>): void {
    for (const [name, begin] of Object.entries(parts)) this.#begin(name, begin, 1);
  }

  stop(): void {
    for (const alarm of this.#alarms.values()) alarm.cancel();
  }

  #begin(name: string, begin: () => void, tries: number): void {
    const { clock, log } = this.#ports;
    try {
      begin();
      this.#alarms.delete(name);
    } catch (error) {
      log.error('a part of the station did not begin', { part: name, error });
      const alarm = new Alarm(clock);
      alarm.setIn(retryWait(tries), () => this.#begin(name, begin, tries + 1));
      this.#alarms.set(name, alarm);
    }
  }
}
