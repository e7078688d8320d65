import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** How a network, proxy or server breaks an answer. `garble` cuts the real answer's JSON in two. */
export type Disruption =
  | { readonly kind: 'drop' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'garble' }
  | {
      readonly kind: 'replace';
      readonly status: ContentfulStatusCode;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    };

/** A fault of one call: `before` strikes before anything is done, `after` once the call was carried out and stored. */
export type Fault = {
  readonly title: string;
  readonly before?: Disruption;
  readonly after?: Disruption;
  /** The answer waits for settings.slowAnswerMs. */
  readonly slow?: true;
};

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const message = (
  status: ContentfulStatusCode,
  text: string,
  headers: Record<string, string> = {},
): Disruption => ({
  kind: 'replace',
  status,
  headers: { ...JSON_TYPE, ...headers },
  body: JSON.stringify({ Message: text }),
});
const PROXY_PAGE: Disruption = {
  kind: 'replace',
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
};

// undocumented: the vendor names 4xx and 5xx codes but shows no body for them, and never mentions 429.
const TABLE = {
  'slow-answer': { title: 'carried out at once, answered only after slowAnswerMs', slow: true },
  'request-lost': { title: 'connection dropped, nothing carried out', before: { kind: 'drop' } },
  'answer-lost': { title: 'carried out, then the connection is dropped', after: { kind: 'drop' } },
  'no-answer': { title: 'carried out, never answered', after: { kind: 'hang' } },
  'server-error': { title: '500, nothing carried out', before: message(500, 'An error has occurred.') },
  'unavailable-after-storing': {
    title: 'carried out, answered 503',
    after: message(503, 'The service is unavailable.'),
  },
  'too-many-requests': {
    title: '429 with Retry-After: 2, nothing carried out',
    before: message(429, 'Too many requests.', { 'retry-after': '2' }),
  },
  'malformed-answer': { title: 'carried out, half of the JSON arrives', after: { kind: 'garble' } },
  'empty-answer': {
    title: 'carried out, answered 200 with no body',
    after: { kind: 'replace', status: 200, body: '' },
  },
  'html-502': { title: 'a proxy answers 502 in HTML, nothing carried out', before: PROXY_PAGE },
  'html-502-after-storing': { title: 'carried out, a proxy answers 502 in HTML', after: PROXY_PAGE },
  'not-authorized': {
    title: '401 although the credentials are right',
    before: message(401, 'Authorization has been denied for this request.'),
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof TABLE;

/** Every fault by name. */
export const FAULTS: Readonly<Record<FaultName, Fault>> = TABLE;

/** The names in table order, for checks at run time and for lists. */
export const FAULT_NAMES = Object.keys(TABLE) as [FaultName, ...FaultName[]];
