/**
 * The link to GlobalPay; every call updates its state. While calls keep failing, nothing is sent for a while. A link in
 * trouble that is not used is probed, so that the trouble it shows is never outdated.
 */
import type { Breaker, Outcome, Pass } from '#domain/gateway/breaker.ts';
import { CLOSED, enter, isPausing, leave } from '#domain/gateway/breaker.ts';
import { skewAfter } from '#domain/gateway/clock-skew.ts';
import { PACE, probeWait } from '#domain/pace.ts';
import type { Connection } from '#domain/gateway/connection.ts';
import { connectionAfter, mayRecover, outcomeOf } from './connection.ts';
import type { Answer, Gateway } from './gateway-port.ts';
import { NetworkWatch } from './network-watch.ts';
import type { Found } from './steady-connection.ts';
import { afterCall, isDoubtful, certain, UNUSED } from './steady-connection.ts';
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

const NO_NETWORK: Found = { connection: 'no-internet', failing: true };

export class GatewayLink {
  readonly #ports: GatewayLinkPorts;
  #breaker: Breaker = CLOSED;
  #steady = UNUSED;
  /** Failed calls in a row. */
  #failures = 0;
  #answered: { readonly at: number; readonly tookMs: number } | null = null;
  #clockSkewMs: number | null = null;
  /** A harmless call; null without a gateway, or once it is closed. */
  #probe: (() => Promise<unknown>) | null = null;
  readonly #nextProbe: Alarm;
  readonly #network: NetworkWatch;

  constructor(ports: GatewayLinkPorts) {
    this.#ports = ports;
    this.#nextProbe = new Alarm(ports.clock);
    this.#network = new NetworkWatch({
      ...ports,
      onGone: () => this.#networkGone(),
      onBack: () => void this.tryAgain(),
      onSaidGone: () => ports.changes.emit('status'),
    });
  }

  /** A gateway is slow while it answers; one that does not is down, however its silence was noticed. */
  get connection(): Connection {
    if (!this.#network.isOnline) return 'no-internet';
    const { connection } = this.#steady.shown;
    return connection === 'gateway-slow' && this.failing ? 'gateway-down' : connection;
  }

  /** Whether a call would fail now, as far as is known. */
  get failing(): boolean {
    return this.#steady.shown.failing || this.paused || !this.#network.isOnline;
  }

  /** Whether nothing is sent now: every call is answered `unreachable` at once. */
  get paused(): boolean {
    return isPausing(this.#breaker, this.#ports.clock.steady());
  }

  /** How far the gateway's clock is ahead of ours, ms; null while that is negligible. */
  get clockSkewMs(): number | null {
    return this.#clockSkewMs;
  }

  /** When the gateway last answered (epoch ms), and how long that took; null before its first answer. */
  get answered(): { readonly at: number; readonly tookMs: number } | null {
    return this.#answered;
  }

  /** Wraps the gateway so that every call passes through this link. */
  guard(gateway: Gateway): Gateway {
    const method: Gateway['method'] = () => this.#call(() => gateway.method());
    this.#probe = method;
    this.#network.start();
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
        this.#network.stop();
        await gateway.close();
      },
    };
  }

  /** Probes the gateway at once, whatever was planned; resolves when the state of the link is known. */
  async tryAgain(): Promise<void> {
    if (this.#breaker.state === 'open') {
      this.#breaker = { ...this.#breaker, until: this.#ports.clock.steady() };
    }
    await this.#probeNow();
  }

  /** Notes how far the gateway's clock is ahead of ours, as measured by an answer. */
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
      const tookMs = clock.steady() - startedAt;
      connection = connectionAfter(answer, tookMs, isOnline());
      outcome = outcomeOf(answer, connection);
      if (outcome === 'answered') this.#answered = { at: clock.now(), tookMs };
      return answer;
    } finally {
      this.#note(pass, connection, outcome);
      if (isDoubtful(this.#steady) && !this.paused) void this.#probeNow();
      else this.#probeLater();
    }
  }

  #note(pass: Exclude<Pass, 'refused'>, connection: Connection, outcome: Outcome): void {
    const { clock, log, changes } = this.#ports;
    const before = { breaker: this.#breaker, shown: this.#steady.shown };
    this.#breaker = leave(before.breaker, pass, outcome, clock.steady());
    const failing = outcome !== 'answered' || connection === 'credentials-refused';
    this.#steady = afterCall(this.#steady, { connection, failing });
    this.#failures = failing ? this.#failures + 1 : 0;
    const { shown } = this.#steady;
    const isSame = shown.connection === before.shown.connection && shown.failing === before.shown.failing;
    if (this.#breaker.state === before.breaker.state && isSame) return;
    log.info('gateway link', { ...shown, calls: this.#breaker.state });
    changes.emit('status');
  }

  #networkGone(): void {
    this.#steady = certain(NO_NETWORK);
    this.#ports.changes.emit('status');
    this.#probeLater();
  }

  /** Plans a probe for when nothing else calls, so that the till does not show trouble that is over. */
  #probeLater(): void {
    const { clock } = this.#ports;
    const { shown, last } = this.#steady;
    this.#nextProbe.cancel();
    if (!this.#probe || !(mayRecover(shown.connection) || mayRecover(last.connection))) return;
    const usual =
      last.connection === 'credentials-refused' ? PACE.probeCredentials : probeWait(this.#failures);
    const pause = this.#breaker.state === 'open' ? this.#breaker.until - clock.steady() : 0;
    this.#nextProbe.setIn(pause > 0 ? pause : usual, () => void this.#probeNow());
  }

  async #probeNow(): Promise<void> {
    try {
      await this.#probe?.();
    } catch (error) {
      this.#ports.log.error('gateway probe failed', { error });
    }
  }
}
