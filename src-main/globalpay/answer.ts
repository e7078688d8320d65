/** Turns an HTTP outcome into the gateway port's answer. */
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import type { Answer } from '#services/gateway/gateway-port.ts';
import { unpack } from '#globalpay/http/content-coding.ts';
import type { HttpOutcome, HttpResponse } from '#globalpay/http/http.ts';
import { MAX_BYTES } from '#globalpay/http/http.ts';
import { readJson } from '#globalpay/http/json.ts';
import type { Reader, Reading } from '#globalpay/wire/reading.ts';
import type { Refusal } from '#globalpay/wire/refusal.ts';
import { readRefusal } from '#globalpay/wire/refusal.ts';
import { retryAfterMs } from '#globalpay/http/retry-after.ts';

/** How to read the answer to one call. */
interface AnswerRules<T> {
  readonly read: Reader<T>;
  /** The value of 204, "nothing to return"; undefined if 204 is not a valid answer. */
  readonly noContent: T | undefined;
  /** Whether a refusal can be taken as definite. */
  readonly isCredible: (refusal: Refusal) => boolean;
  readonly plainHttp: boolean;
  /** Removes the credentials from any text that the gateway may echo. */
  readonly scrub: (text: string) => string;
}

const EMPTY = 'empty';

const bodyOf = (response: HttpResponse, scrub: (text: string) => string): Reading<unknown> => {
  if (response.body === null) return { kind: 'malformed', detail: 'oversized' };
  const unpacked = unpack(response.body, response.encoding, MAX_BYTES);
  if (!unpacked.ok) return { kind: 'malformed', detail: unpacked.problem };
  const text = new TextDecoder().decode(unpacked.body);
  if (text.trim() === '') return { kind: 'malformed', detail: EMPTY };
  const json = readJson(text, scrub);
  return json.ok ? { kind: 'ok', value: json.value } : { kind: 'malformed', detail: json.problem };
};

const refusalIn = (response: HttpResponse, rules: AnswerRules<unknown>): Refusal | undefined => {
  const body = bodyOf(response, rules.scrub);
  return body.kind === 'ok' ? readRefusal(body.value, rules.plainHttp) : undefined;
};

/** If there may be nothing to return, an empty body means the same as null. */
const success = <T>(response: HttpResponse, rules: AnswerRules<T>): Answer<T> => {
  const body = bodyOf(response, rules.scrub);
  if (body.kind === 'ok') return rules.read(body.value, rules.plainHttp);
  const isNothing = body.kind === 'malformed' && body.detail === EMPTY && rules.noContent !== undefined;
  return isNothing ? rules.read(null, rules.plainHttp) : body;
};

/** Any other 4xx: a definite refusal if the body credibly says so; otherwise the outcome stays unknown. */
const refused = (response: HttpResponse, rules: AnswerRules<unknown>): Answer<never> => {
  const refusal = refusalIn(response, rules);
  if (!refusal) return { kind: 'malformed', detail: `http ${response.status}` };
  return rules.isCredible(refusal)
    ? refusal.rejected
    : { kind: 'malformed', detail: 'refusal of what goes on' };
};

/** A 403 with reason codes means the site's IP list or the merchant's state is at fault; without codes, the key is. */
const forbidden = (response: HttpResponse, rules: AnswerRules<unknown>): Answer<never> => {
  const refusal = refusalIn(response, rules);
  const isAboutCredentials = !refusal?.rejected.reasons.some((reason) => reason.code !== null);
  return isAboutCredentials ? { kind: 'credentials-refused' } : refused(response, rules);
};

/** A duplicate is known to the gateway, whatever the status says. */
const notFound = (response: HttpResponse, rules: AnswerRules<unknown>): Answer<never> => {
  const refusal = refusalIn(response, rules);
  return refusal && isDuplicate(refusal.rejected) ? refusal.rejected : { kind: 'not-found' };
};

const fromStatus = <T>(response: HttpResponse, rules: AnswerRules<T>, now: number): Answer<T> => {
  const { status } = response;
  if (status === 204 && rules.noContent !== undefined) return { kind: 'ok', value: rules.noContent };
  if (status < 300) return success(response, rules);
  if (status < 400) return { kind: 'malformed', detail: `redirect ${status}` };
  if (status === 401) return { kind: 'credentials-refused' };
  if (status === 403) return forbidden(response, rules);
  if (status === 404 || status === 410) return notFound(response, rules);
  if (status >= 500 || status === 408 || status === 409 || status === 429) {
    return {
      kind: 'server-fault',
      status,
      retryAfterMs: retryAfterMs(response.retryAfter, response.date, now),
    };
  }
  return refused(response, rules);
};

/** The answer to a call. `now` (epoch ms) serves a Retry-After date in a response without a Date header. */
export const answerOf = <T>(outcome: HttpOutcome, rules: AnswerRules<T>, now: number): Answer<T> => {
  switch (outcome.kind) {
    case 'answered':
      return fromStatus(outcome, rules, now);
    case 'not-sent':
      return { kind: 'unreachable', detail: outcome.detail };
    case 'cut-off':
      return { kind: 'no-answer', detail: outcome.detail };
    case 'garbled':
      return { kind: 'malformed', detail: outcome.detail };
    default:
      return outcome satisfies never;
  }
};
