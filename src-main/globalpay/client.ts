/** The payment gateway over the GlobalPay REST API. */
import { PACE } from '#domain/pace.ts';
import type { Answer, Gateway } from '#services/gateway/gateway-port.ts';
import { answerOf } from './answer.ts';
import { openDispatcher } from '#globalpay/http/dispatcher.ts';
import type { Heard } from '#globalpay/http/http.ts';
import { exchange } from '#globalpay/http/http.ts';
import { clockSkew } from '#globalpay/http/http-date.ts';
import { isLoopback } from '#globalpay/http/origins.ts';
import type { Call, Question } from './questions.ts';
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
} from './questions.ts';

/** One call in numbers, for the log and for comparing clocks; carries nothing of what was said. */
export interface Talk {
  readonly call: Call;
  readonly kind: Answer<unknown>['kind'];
  /** HTTP status; null when no whole answer came. */
  readonly status: number | null;
  readonly ms: number;
  /** How far the gateway's clock is ahead of ours by its Date header; null without one. */
  readonly clockSkewMs: number | null;
}

interface Timeouts {
  readonly connectMs: number;
  /** Whole exchange of a create or a refund. */
  readonly moneyMs: number;
  /** Whole exchange of everything else. */
  readonly askMs: number;
}

export interface GlobalPayOptions {
  /** See origins.ts; https, or anything on loopback. */
  readonly origin: string;
  readonly siteId: string;
  readonly apiKey: string;
  readonly onAnswer?: ((talk: Talk) => void) | undefined;
  /** PEM of an authority to trust besides the built-in ones. */
  readonly ca?: string | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
}

/** Keys the vendor makes are long; blotting out a short text would hit innocent words. */
const SHORTEST_SECRET = 8;

/** HTTP Basic, site number and ApiKey (docs-apm.nuvei.com/category/authentication/), and the eraser for both. */
const credentialsOf = (siteId: string, apiKey: string) => {
  const token = Buffer.from(`${siteId}:${apiKey}`).toString('base64');
  const secrets = [apiKey, token].filter((secret) => secret.length >= SHORTEST_SECRET);
  return {
    authorization: `Basic ${token}`,
    scrub: (text: string) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '…'), text),
  };
};

const headersOf = (question: Question<unknown>, authorization: string): Record<string, string> => ({
  Authorization: authorization,
  'Accept-Encoding': 'identity',
  ...(question.body === null ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
  ...(question.requestId === null ? {} : { RequestId: question.requestId }),
});

/** Opens the line that every call goes over. Throws when the credentials would travel in clear text. */
const openLine = (options: GlobalPayOptions) => {
  const url = new URL(options.origin);
  const plainHttp = isLoopback(url);
  if (url.protocol !== 'https:' && !plainHttp) throw new Error('GlobalPay is reached over https only');
  const { authorization, scrub } = credentialsOf(options.siteId, options.apiKey);
  const { connectMs, moneyMs, askMs } = { ...PACE.answers, ...options.timeouts };
  const { origin } = url;
  const dispatcher = openDispatcher({ origin, connectMs, ca: options.ca });

  const hear = (question: Question<unknown>): Promise<Heard> | Heard =>
    dispatcher
      ? exchange(dispatcher, {
          origin,
          method: question.method,
          path: question.path,
          headers: headersOf(question, authorization),
          body: question.body && JSON.stringify(question.body),
          withinMs: question.requestId === null ? askMs : moneyMs,
        })
      : { kind: 'not-sent', detail: 'proxy address' };

  const ask = async <T>(question: Question<T>): Promise<Answer<T>> => {
    const startedAt = performance.now();
    const heard = await hear(question);
    const { read, nothing, believes } = question;
    const heardAt = Date.now();
    const tookMs = performance.now() - startedAt;
    const answer = answerOf(heard, { read, nothing, believes, plainHttp, scrub }, heardAt);
    options.onAnswer?.({
      call: question.call,
      kind: answer.kind,
      status: heard.kind === 'answered' ? heard.status : null,
      ms: Math.round(tookMs),
      clockSkewMs: heard.kind === 'answered' ? clockSkew(heard.date, heardAt, tookMs) : null,
    });
    return answer;
  };
  let closing: Promise<void> | undefined;
  const hangUp = () => (closing ??= dispatcher?.close() ?? Promise.resolve());
  return { ask, hangUp };
};

/**
 * A gateway for one site at one origin. Calls never reject: everything a network and a gateway can do is an answer.
 * Nothing is sent twice by itself. `close` lets calls under way finish and may be
 * called again.
 */
export const openGlobalPay = (options: GlobalPayOptions): Gateway => {
  const { ask, hangUp } = openLine(options);
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
    close: hangUp,
  };
};
