/** From what came over the wire to what became of the call. */
import type { Answer } from '#services/gateway/gateway-port.ts';
import type { Heard, HttpAnswer } from '#globalpay/http/http.ts';
import { readJson } from '#globalpay/http/json.ts';
import type { Reader, Reading } from '#globalpay/wire/reading.ts';
import type { Rejected } from '#globalpay/wire/refusal.ts';
import { readRefusal } from '#globalpay/wire/refusal.ts';
import { retryAfterMs } from '#globalpay/http/retry-after.ts';

/** How to understand the answer to one call. */
interface Understanding<T> {
  readonly read: Reader<T>;
  /** What 204, "nothing to return", says; undefined where it says nothing. */
  readonly nothing: T | undefined;
  /** Whether a refusal may be taken as a definite no. */
  readonly believes: (refusal: Rejected) => boolean;
  readonly plainHttp: boolean;
  /** Takes the credentials out of any text the gateway might send back. */
  readonly scrub: (text: string) => string;
}

const bodyOf = (answer: HttpAnswer, scrub: (text: string) => string): Reading<unknown> => {
  if (answer.encoded) return { kind: 'malformed', detail: 'encoded' };
  if (answer.body === null) return { kind: 'malformed', detail: 'oversized' };
  if (answer.body.length === 0) return { kind: 'malformed', detail: 'empty' };
  const json = readJson(new TextDecoder().decode(answer.body), scrub);
  return json.ok ? { kind: 'ok', value: json.value } : { kind: 'malformed', detail: json.problem };
};

const refusalIn = (answer: HttpAnswer, how: Understanding<unknown>): Rejected | undefined => {
  const body = bodyOf(answer, how.scrub);
  return body.kind === 'ok' ? readRefusal(body.value, how.plainHttp) : undefined;
};

const understood = <T>(answer: HttpAnswer, how: Understanding<T>): Answer<T> => {
  const body = bodyOf(answer, how.scrub);
  return body.kind === 'ok' ? how.read(body.value, how.plainHttp) : body;
};

/** Any 4xx not spoken for elsewhere: a definite no when the body says so, else nothing certain. */
const refused = (answer: HttpAnswer, how: Understanding<unknown>): Answer<never> => {
  const refusal = refusalIn(answer, how);
  if (!refusal) return { kind: 'malformed', detail: `http ${answer.status}` };
  return how.believes(refusal) ? refusal : { kind: 'malformed', detail: 'refusal of a living payment' };
};

/** 403 names reasons when the site's IP list or the merchant's state is at fault; bare it means the credentials. */
const forbidden = (answer: HttpAnswer, how: Understanding<unknown>): Answer<never> => {
  const refusal = refusalIn(answer, how);
  const isAboutCredentials = !refusal?.reasons.some((reason) => reason.code !== null);
  return isAboutCredentials ? { kind: 'credentials-refused' } : refused(answer, how);
};

const fromStatus = <T>(answer: HttpAnswer, how: Understanding<T>, now: number): Answer<T> => {
  const { status } = answer;
  if (status === 204 && how.nothing !== undefined) return { kind: 'ok', value: how.nothing };
  if (status < 300) return understood(answer, how);
  if (status < 400) return { kind: 'malformed', detail: `redirect ${status}` };
  if (status === 401) return { kind: 'credentials-refused' };
  if (status === 403) return forbidden(answer, how);
  if (status === 404) return { kind: 'not-found' };
  if (status >= 500 || status === 408 || status === 409 || status === 429) {
    return {
      kind: 'server-fault',
      status,
      retryAfterMs: retryAfterMs(answer.retryAfter, answer.date, now),
    };
  }
  return refused(answer, how);
};

/** What became of the call; `now` in epoch ms, for a Retry-After date in an answer without a date of its own. */
export const answerOf = <T>(heard: Heard, how: Understanding<T>, now: number): Answer<T> => {
  switch (heard.kind) {
    case 'answered':
      return fromStatus(heard, how, now);
    case 'not-sent':
      return { kind: 'unreachable', detail: heard.detail };
    case 'cut-off':
      return { kind: 'no-answer', detail: heard.detail };
    case 'garbled':
      return { kind: 'malformed', detail: heard.detail };
    default:
      return heard satisfies never;
  }
};
