import type { StartFacts } from '#domain/health/start-facts.ts';
import type { Changes } from '#services/changes.ts';
import type { Clock } from '#services/ports.ts';
import type { ProgramStart } from './computer-ports.ts';

export interface StartTimesPorts {
  readonly clock: Pick<Clock, 'steady'>;
  readonly changes: Pick<Changes, 'on'>;
  readonly programStart: ProgramStart;
  readonly isReady: () => boolean;
}

/** Measures the time from the program's start to the first sale, and remembers it while the program runs. */
export class StartTimes {
  readonly #ports: StartTimesPorts;
  #openedAfter = 0;
  #readyAfter: number | null = null;
  #chargedAfter: number | null = null;

  constructor(ports: StartTimesPorts) {
    this.#ports = ports;
  }

  /** The till is open for the first time. */
  open(): void {
    const { changes } = this.#ports;
    this.#openedAfter = this.#now;
    const stops = (['status', 'people'] as const).map((change) =>
      changes.on(change, () => {
        if (!this.#ports.isReady()) return;
        this.#readyAfter = this.#now;
        for (const stop of stops) stop();
      }),
    );
    const stopCharges = changes.on('payment', ({ state }) => {
      // A payment that is resumed from before the start is not the first charge.
      if (state !== 'sending') return;
      this.#chargedAfter = this.#now;
      stopCharges();
    });
  }

  get facts(): Omit<StartFacts, 'autoStart'> {
    return {
      computerOnFor: this.#ports.programStart.computerOnFor,
      openedAfter: this.#openedAfter,
      readyAfter: this.#readyAfter,
      chargedAfter: this.#chargedAfter,
    };
  }

  get #now(): number {
    return Math.round(this.#ports.clock.steady() - this.#ports.programStart.at);
  }
}
