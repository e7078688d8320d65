import { createHash } from 'node:crypto';
import { customerActsOn } from '#simulator/site.ts';
import type { Site } from '#simulator/site.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import { awaitsCustomer } from '#simulator/store/statuses.ts';
import { statusAt } from '#simulator/store/timeline.ts';
import { namedLanguage } from '#simulator/hosted/pages.ts';
import { chooseSpeech } from '#simulator/words/speech.ts';
import { payPage, statePage, unknownPage } from './phone-page.ts';
import { phonePath } from './phone-path.ts';
import { PHONE_STYLE } from './phone-style.ts';

/** The parts of a request that matter here. */
export type PhoneRequest = {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  /** The page that sent a form; undefined if the browser does not say. */
  readonly origin: string | undefined;
  readonly acceptLanguage: string | undefined;
  readonly hasBody: boolean;
};

export type PhoneAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const hash = createHash('sha256').update(PHONE_STYLE).digest('base64');
const STRICT = {
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Not no-referrer, with which a browser hides the page that sent a form.
  'referrer-policy': 'same-origin',
} as const;

const bare = (status: number, headers: Record<string, string> = {}): PhoneAnswer => ({
  status,
  headers: { ...STRICT, ...headers },
  body: '',
});
const page = (status: number, body: string): PhoneAnswer => ({
  status,
  headers: { ...STRICT, 'content-type': 'text/html; charset=utf-8' },
  body,
});
export const FAILED: PhoneAnswer = bare(500);
export const TOO_MANY: PhoneAnswer = bare(429, { 'retry-after': '10', connection: 'close' });

/** All paths: a payment's page, the page after a press, and the two presses. */
const PATH = /^\/pay\/(?<token>[0-9A-F]{32})(?<rest>|\/done|\/pay|\/decline)$/;

/** The payment's page; opening it counts as a scan. */
function show(site: Site, payment: PaymentRecord, request: PhoneRequest, wasHere: boolean): PhoneAnswer {
  const speech = chooseSpeech(namedLanguage(payment), request.acceptLanguage);
  const status = statusAt(payment, site.now());
  if (!awaitsCustomer(status)) return page(200, statePage(payment, status, speech, wasHere));
  customerActsOn(site, payment, 'scan');
  const left = Math.ceil(((payment.expiresAt ?? site.now()) - site.now()) / 1_000);
  return page(200, payPage(payment, speech, phonePath(payment), left + 1));
}

function act(site: Site, payment: PaymentRecord, action: 'confirm' | 'decline'): PhoneAnswer {
  const waits = awaitsCustomer(statusAt(payment, site.now()));
  if (waits) customerActsOn(site, payment, action);
  return bare(303, { location: waits ? `${phonePath(payment)}/done` : phonePath(payment) });
}

/**
 * Answers a phone. It serves only the pages of payments, each by its token: neither the API nor control calls can be
 * reached through it.
 * @param origin where it listens, such as http://192.168.1.5:7425
 */
export function answerPhone(site: Site, origin: string, request: PhoneRequest): PhoneAnswer {
  if (request.host !== new URL(origin).host) return bare(403);
  if (request.hasBody) return bare(413, { connection: 'close' });
  if (request.method !== 'GET' && request.method !== 'POST') return bare(405, { allow: 'GET, POST' });
  const { token = '', rest = '' } = PATH.exec(request.path)?.groups ?? {};
  const payment = site.store.paymentByToken(token);
  if (payment === undefined || payment.rejected) {
    return page(404, unknownPage(chooseSpeech(null, request.acceptLanguage)));
  }
  const isPress = rest === '/pay' || rest === '/decline';
  if (isPress !== (request.method === 'POST')) return bare(405, { allow: isPress ? 'POST' : 'GET' });
  if (!isPress) return show(site, payment, request, rest === '/done');
  if (request.origin !== undefined && request.origin !== origin) return bare(403);
  return act(site, payment, rest === '/pay' ? 'confirm' : 'decline');
}
