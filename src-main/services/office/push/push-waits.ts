import type { Breaker, Outcome, Pass } from '#domain/gateway/breaker.ts';
import { CLOSED, enter, leave } from '#domain/gateway/breaker.ts';
import { jittered, PACE, retryWait } from '#domain/pace.ts';
import type { Clock, Ids } from '#services/ports.ts';

export interface PushWaitsPorts {
  readonly clock: Pick<Clock, 'steady'>;
  readonly ids: Pick<Ids, 'random'>;
}

const { gather, heartbeat, unsound } = PACE.office;

/**
 * How long until the next push, ms: by the same ladder and breaker as the gateway link, or by an idle till's heartbeat.
 */
export class PushWaits {
  readonly #ports: PushWaitsPorts;
  #breaker: Breaker = CLOSED;
  #failures = 0;

  constructor(ports: PushWaitsPorts) {
    this.#ports = ports;
  }

  enter(): Pass {
    const { pass, breaker } = enter(this.#breaker, this.#now);
    this.#breaker = breaker;
    return pass;
  }

  leave(pass: Exclude<Pass, 'refused'>, outcome: Outcome): void {
    this.#breaker = leave(this.#breaker, pass, outcome, this.#now);
  }

  /** The wait while the breaker is open. */
  whilePausing(): number {
    return this.#breaker.state === 'open' ? this.#breaker.until - this.#now : heartbeat;
  }

  /** A slow office gets as long a pause between two batches as it takes for one. */
  afterAnswer(isIdle: boolean, tookMs: number): number {
    this.#failures = 0;
    return this.#jittered(isIdle ? heartbeat : Math.max(gather, tookMs));
  }

  afterFailure(retryAfterMs: number): number {
    this.#failures += 1;
    const pause = this.#breaker.state === 'open' ? this.#breaker.until - this.#now : 0;
    return Math.max(this.#jittered(retryWait(this.#failures)), pause, retryAfterMs);
  }

  /** The wait while only a person can help. */
  untilResolved(): number {
    this.#failures = 0;
    return this.#jittered(unsound);
  }

  get #now(): number {
    return this.#ports.clock.steady();
  }

  #jittered(ms: number): number {
    return jittered(ms, this.#ports.ids.random());
  }
}
