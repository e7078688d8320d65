/**
 * How the way to the gateway stands, learnt from every call that goes over it; shut while the gateway keeps failing, and
 * tried out while it is in trouble and nobody uses it.
 */
import type { Breaker, Outcome, Pass } from '#domain/gateway/breaker.ts';
import { CLOSED, enter, isPausing, leave } from '#domain/gateway/breaker.ts';
import { skewAfter } from '#domain/gateway/clock-skew.ts';
import { PACE } from '#domain/pace.ts';
import type { Connection } from './connection.ts';
import { connectionAfter, mayRecover, outcomeOf } from './connection.ts';
import type { Answer, Gateway } from './gateway-port.ts';
import type { Clock, Log } from '#services/ports.ts';

export interface GatewayLinkPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether this computer has a network at all, as far as its system knows. */
  readonly isOnline: () => boolean;
  /** Something that the till shows of the way has changed. */
  readonly onChange: () => void;
}

/** Said instead of sending. */
const PAUSED: Answer<never> = { kind: 'unreachable', detail: 'paused' };

export class GatewayLink {
  readonly #ports: GatewayLinkPorts;
  #breaker: Breaker = CLOSED;
  #connection: Connection = 'idle';
  #clockSkewMs: number | null = null;
  /** Asks something harmless over this way; null without a gateway, and once that is closed. */
  #probe: (() => Promise<unknown>) | null = null;
  #callOff = (): void => undefined;

  constructor(ports: GatewayLinkPorts) {
    this.#ports = ports;
  }

  get connection(): Connection {
    return this.#ports.isOnline() ? this.#connection : 'no-internet';
  }

  /** Whether nothing is sent just now: every call is answered `unreachable` at once. */
  get paused(): boolean {
    return isPausing(this.#breaker, this.#ports.clock.steady());
  }

  /** How far the gateway's clock is ahead of ours, ms; null as long as that is nothing to speak of. */
  get clockSkewMs(): number | null {
    return this.#clockSkewMs;
  }

  /** The gateway, reached by this way. A way leads to one gateway. */
  guard(gateway: Gateway): Gateway {
    const method: Gateway['method'] = () => this.#through(() => gateway.method());
    this.#probe = method;
    return {
      create: (intent) => this.#through(() => gateway.create(intent)),
      get: (id) => this.#through(() => gateway.get(id)),
      list: (filter) => this.#through(() => gateway.list(filter)),
      cancel: (id) => this.#through(() => gateway.cancel(id)),
      createRefund: (request) => this.#through(() => gateway.createRefund(request)),
      listRefunds: (paymentId) => this.#through(() => gateway.listRefunds(paymentId)),
      getRefund: (paymentId, refundId) => this.#through(() => gateway.getRefund(paymentId, refundId)),
      refundTypes: (paymentId) => this.#through(() => gateway.refundTypes(paymentId)),
      method,
      close: async () => {
        this.#probe = null;
        this.#callOff();
        await gateway.close();
      },
    };
  }

  /** An answer of the gateway's own carried its time, `skewMs` ahead of ours. */
  compareClocks(skewMs: number): void {
    const skew = skewAfter(this.#clockSkewMs, skewMs);
    if (skew === this.#clockSkewMs) return;
    this.#clockSkewMs = skew;
    this.#ports.log.warn('clocks compared', { gatewayAheadMs: skewMs, tooFarApart: skew !== null });
    this.#ports.onChange();
  }

  async #through<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const { clock, isOnline } = this.#ports;
    const startedAt = clock.steady();
    const { pass, breaker } = enter(this.#breaker, startedAt);
    if (pass === 'refused') return PAUSED;
    this.#breaker = breaker;
    this.#callOff();
    let connection: Connection = 'gateway-down';
    let outcome: Outcome = 'failed';
    try {
      const answer = await ask();
      connection = connectionAfter(answer, clock.steady() - startedAt, isOnline());
      outcome = outcomeOf(answer, connection);
      return answer;
    } finally {
      this.#learn(pass, connection, outcome);
      this.#probeLater();
    }
  }

  #learn(pass: Exclude<Pass, 'refused'>, connection: Connection, outcome: Outcome): void {
    const { clock, log, onChange } = this.#ports;
    const before = { breaker: this.#breaker, connection: this.#connection };
    this.#breaker = leave(before.breaker, pass, outcome, clock.steady());
    this.#connection = connection;
    const shutOrOpened = this.#breaker.state !== before.breaker.state;
    if (!shutOrOpened && connection === before.connection) return;
    log.info('the way to the gateway', { connection, calls: this.#breaker.state });
    onChange();
  }

  /** The till must not go on speaking of a trouble that is over; when nobody asks anything, this does. */
  #probeLater(): void {
    const { clock, log } = this.#ports;
    const probe = this.#probe;
    this.#callOff();
    if (!probe || !mayRecover(this.#connection)) return;
    const pause = this.#breaker.state === 'open' ? this.#breaker.until - clock.steady() : 0;
    this.#callOff = clock.wakeAt(clock.now() + (pause > 0 ? pause : PACE.probe), () => {
      probe().catch((error: unknown) =>
        log.error('the way to the gateway could not be tried out', { error }),
      );
    });
  }
}
