/**
 * The link to GlobalPay, whose state every call updates. While calls keep failing, nothing is sent for a while; a link
 * in trouble that is not used is probed.
 */
import type { Breaker, Outcome, Pass } from '#domain/gateway/breaker.ts';
import { CLOSED, enter, isPausing, leave } from '#domain/gateway/breaker.ts';
import { skewAfter } from '#domain/gateway/clock-skew.ts';
import { PACE } from '#domain/pace.ts';
import type { Connection } from './connection.ts';
import { connectionAfter, mayRecover, outcomeOf } from './connection.ts';
import type { Answer, Gateway } from './gateway-port.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import type { Clock, Log } from '#services/ports.ts';

export interface GatewayLinkPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether this computer has a network at all, as far as its system knows. */
  readonly isOnline: () => boolean;
  readonly changes: Emits<'status'>;
}

/** The answer to a call that is not sent. */
const PAUSED: Answer<never> = { kind: 'unreachable', detail: 'paused' };

export class GatewayLink {
  readonly #ports: GatewayLinkPorts;
  #breaker: Breaker = CLOSED;
  #connection: Connection = 'idle';
  #clockSkewMs: number | null = null;
  /** A harmless call; null without a gateway, and once that is closed. */
  #probe: (() => Promise<unknown>) | null = null;
  readonly #nextProbe: Alarm;

  constructor(ports: GatewayLinkPorts) {
    this.#ports = ports;
    this.#nextProbe = new Alarm(ports.clock);
  }

  get connection(): Connection {
    return this.#ports.isOnline() ? this.#connection : 'no-internet';
  }

  /** Whether nothing is sent now: every call is answered `unreachable` at once. */
  get paused(): boolean {
    return isPausing(this.#breaker, this.#ports.clock.steady());
  }

  /** How far the gateway's clock is ahead of ours, ms; null while that is negligible. */
  get clockSkewMs(): number | null {
    return this.#clockSkewMs;
  }

  /** Wraps the gateway so that every call passes through this link. */
  guard(gateway: Gateway): Gateway {
    const method: Gateway['method'] = () => this.#call(() => gateway.method());
    this.#probe = method;
    return {
      create: (intent) => this.#call(() => gateway.create(intent)),
      get: (id) => this.#call(() => gateway.get(id)),
      list: (filter) => this.#call(() => gateway.list(filter)),
      cancel: (id) => this.#call(() => gateway.cancel(id)),
      createRefund: (request) => this.#call(() => gateway.createRefund(request)),
      listRefunds: (paymentId) => this.#call(() => gateway.listRefunds(paymentId)),
      getRefund: (paymentId, refundId) => this.#call(() => gateway.getRefund(paymentId, refundId)),
      refundTypes: (paymentId) => this.#call(() => gateway.refundTypes(paymentId)),
      method,
      close: async () => {
        this.#probe = null;
        this.#nextProbe.cancel();
        await gateway.close();
      },
    };
  }

  /** Notes the gateway's clock from an answer of its own; it is `skewMs` ahead of ours. */
  compareClocks(skewMs: number): void {
    const skew = skewAfter(this.#clockSkewMs, skewMs);
    if (skew === this.#clockSkewMs) return;
    this.#clockSkewMs = skew;
    this.#ports.log.warn('clocks compared', { gatewayAheadMs: skewMs, tooFarApart: skew !== null });
    this.#ports.changes.emit('status');
  }

  async #call<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const { clock, isOnline } = this.#ports;
    const startedAt = clock.steady();
    const { pass, breaker } = enter(this.#breaker, startedAt);
    if (pass === 'refused') return PAUSED;
    this.#breaker = breaker;
    this.#nextProbe.cancel();
    let connection: Connection = 'gateway-down';
    let outcome: Outcome = 'failed';
    try {
      const answer = await ask();
      connection = connectionAfter(answer, clock.steady() - startedAt, isOnline());
      outcome = outcomeOf(answer, connection);
      return answer;
    } finally {
      this.#note(pass, connection, outcome);
      this.#probeLater();
    }
  }

  #note(pass: Exclude<Pass, 'refused'>, connection: Connection, outcome: Outcome): void {
    const { clock, log, changes } = this.#ports;
    const before = { breaker: this.#breaker, connection: this.#connection };
    this.#breaker = leave(before.breaker, pass, outcome, clock.steady());
    this.#connection = connection;
    const breakerMoved = this.#breaker.state !== before.breaker.state;
    if (!breakerMoved && connection === before.connection) return;
    log.info('gateway link', { connection, calls: this.#breaker.state });
    changes.emit('status');
  }

  /** Calls when nothing else does, so that the till does not go on showing trouble that is over. */
  #probeLater(): void {
    const { clock, log } = this.#ports;
    const probe = this.#probe;
    this.#nextProbe.cancel();
    if (!probe || !mayRecover(this.#connection)) return;
    const pause = this.#breaker.state === 'open' ? this.#breaker.until - clock.steady() : 0;
    this.#nextProbe.setIn(pause > 0 ? pause : PACE.probe, () => {
      probe().catch((error: unknown) => log.error('gateway probe failed', { error }));
    });
  }
}
