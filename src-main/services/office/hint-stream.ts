import { jittered, PACE, retryWait } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { StreamMessage } from '#domain/office/stream.ts';
import type { Clock, Ids } from '#services/ports.ts';
import type { Office } from './office-ports.ts';

export interface HintStreamPorts {
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'random'>;
}

/**
 * The stream over which the office tells the till something immediately. It is open only while pushes are answered, so
 * only pushes look for an office that is gone. Without the stream the till works as it does without an office.
 */
export class HintStream {
  readonly #ports: HintStreamPorts;
  readonly #office: Pick<Office, 'listen'>;
  readonly #onMessage: (message: StreamMessage) => void;
  readonly #alarm: Alarm;
  #isReached = false;
  #isOpen = false;
  #stopped = false;
  /** Streams in a row that ended soon. */
  #failures = 0;
  /** By the steady clock, ms. */
  #notBefore = -Infinity;

  constructor(
    ports: HintStreamPorts,
    office: Pick<Office, 'listen'>,
    onMessage: (message: StreamMessage) => void,
  ) {
    this.#ports = ports;
    this.#office = office;
    this.#onMessage = onMessage;
    this.#alarm = new Alarm(ports.clock);
  }

  /** Whether the office has answered the last push. */
  reached(isReached: boolean): void {
    this.#isReached = isReached;
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    this.#alarm.cancel();
  }

  #open(): void {
    const isDue = this.#ports.clock.steady() >= this.#notBefore;
    if (this.#stopped || this.#isOpen || !this.#isReached || !isDue) return;
    this.#isOpen = true;
    void this.#listen();
  }

  async #listen(): Promise<void> {
    const { clock, ids } = this.#ports;
    let openedAt = Infinity;
    await this.#office.listen({
      onOpen: () => (openedAt = clock.steady()),
      onMessage: this.#onMessage,
    });
    this.#isOpen = false;
    const stood = clock.steady() - openedAt >= PACE.office.heartbeat;
    this.#failures = stood ? 1 : this.#failures + 1;
    const wait = jittered(retryWait(this.#failures), ids.random());
    this.#notBefore = clock.steady() + wait;
    if (!this.#stopped) this.#alarm.setIn(wait, () => this.#open());
  }
}
