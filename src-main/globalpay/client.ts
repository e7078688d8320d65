/** The payment gateway over the GlobalPay REST API. */
import { finderOf } from '#domain/gateway/secret-forms.ts';
import { PACE } from '#domain/pace.ts';
import type { Answer, Gateway } from '#services/gateway/gateway-port.ts';
import { answerOf } from './answer.ts';
import { clockSkew } from '#globalpay/http/http-date.ts';
import { isLoopback } from '#globalpay/http/origins.ts';
import type { Network } from '#globalpay/route/network.ts';
import { openOutlet } from '#globalpay/route/outlet.ts';
import type { ApiCall } from './calls.ts';
import {
  cancelPayment,
  createPayment,
  createRefund,
  getMethod,
  getPayment,
  getRefund,
  listPayments,
  listRefunds,
  listRefundTypes,
} from './calls.ts';

/** How one call ended, without any of its content. */
export interface CallReport {
  readonly kind: Answer<unknown>['kind'];
  /** How far the gateway's clock is ahead of ours by its Date header; null without one. */
  readonly clockSkewMs: number | null;
}

interface Timeouts {
  readonly connectMs: number;
  /** Timeout of a whole create or refund. */
  readonly moneyMs: number;
  /** Timeout of any other whole call. */
  readonly askMs: number;
}

export interface GlobalPayOptions {
  /** See origins.ts; https, or anything on loopback. */
  readonly origin: string;
  readonly siteId: string;
  readonly apiKey: string;
  readonly onAnswer?: ((report: CallReport) => void) | undefined;
  readonly network: Network;
  readonly timeouts?: Partial<Timeouts> | undefined;
}

/** The vendor's keys are long; scrubbing a shorter text would also hit ordinary words. */
const SHORTEST_SECRET = 8;

/**
 * HTTP Basic with SiteID and ApiKey (docs-apm.nuvei.com/category/authentication/), and a function that scrubs both from
 * texts.
 */
const credentialsOf = (siteId: string, apiKey: string) => {
  const token = Buffer.from(`${siteId}:${apiKey}`).toString('base64');
  const secrets = [apiKey, token].filter((secret) => secret.length >= SHORTEST_SECRET);
  const anyForm = finderOf(secrets);
  return {
    authorization: `Basic ${token}`,
    scrub: (text: string) => text.replace(anyForm, '…'),
  };
};

const headersOf = (call: ApiCall<unknown>, authorization: string): Record<string, string> => ({
  Authorization: authorization,
  'Accept-Encoding': 'identity',
  ...(call.body === null ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
  ...(call.requestId === null ? {} : { RequestId: call.requestId }),
});

/** Opens the connection for all calls. Throws if the credentials would travel in clear text. */
const openConnection = (options: GlobalPayOptions) => {
  const url = new URL(options.origin);
  const plainHttp = isLoopback(url);
  if (url.protocol !== 'https:' && !plainHttp) throw new Error('GlobalPay is reached over https only');
  const { authorization, scrub } = credentialsOf(options.siteId, options.apiKey);
  const { connectMs, moneyMs, askMs } = { ...PACE.answers, ...options.timeouts };
  const { origin } = url;
  const { send, close } = openOutlet({ origin, connectMs, network: options.network });

  const ask = async <T>(call: ApiCall<T>): Promise<Answer<T>> => {
    const startedAt = performance.now();
    const outcome = await send({
      origin,
      method: call.method,
      path: call.path,
      headers: headersOf(call, authorization),
      body: call.body && JSON.stringify(call.body),
      timeoutMs: call.requestId === null ? askMs : moneyMs,
    });
    const answeredAt = Date.now();
    const tookMs = performance.now() - startedAt;
    const answer = answerOf(outcome, { ...call, plainHttp, scrub }, answeredAt);
    options.onAnswer?.({
      kind: answer.kind,
      clockSkewMs: outcome.kind === 'answered' ? clockSkew(outcome.date, answeredAt, tookMs) : null,
    });
    return answer;
  };
  return { ask, close };
};

/**
 * A gateway for one site at one origin. Calls never reject: every failure of network or gateway is an answer. No call
 * is retried automatically. `close` lets running calls finish and may be called more than once.
 */
export const openGlobalPay = (options: GlobalPayOptions): Gateway => {
  const { ask, close } = openConnection(options);
  return {
    create: (intent) => ask(createPayment(intent)),
    get: (id) => ask(getPayment(id)),
    list: (filter) => ask(listPayments(filter)),
    cancel: (id) => ask(cancelPayment(id)),
    createRefund: (request) => ask(createRefund(request)),
    listRefunds: (paymentId) => ask(listRefunds(paymentId)),
    getRefund: (paymentId, refundId) => ask(getRefund(paymentId, refundId)),
    refundTypes: (paymentId) => ask(listRefundTypes(paymentId)),
    method: () => ask(getMethod()),
    close,
  };
};
