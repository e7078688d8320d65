/** Everything a wire, a proxy or a confused server can do to one answer. */
import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import type { Blow, Honest } from './front.ts';
import { tellHonestly } from './front.ts';

const PAGE =
  '<html><head><title>Sign in</title></head><body>Sign in to the market hall’s network</body></html>';
const BOMB = gzipSync(Buffer.alloc(20_000_000, 0x20));

const cut = (response: ServerResponse): void => void response.socket?.resetAndDestroy();

const answering =
  (status: number, headers: Record<string, string>, body: string | Buffer, carriesOut: boolean): Blow =>
  async (response, carryOut) => {
    if (carriesOut) await carryOut();
    response.writeHead(status, headers).end(body);
  };

const html = { 'Content-Type': 'text/html' };
const json = { 'Content-Type': 'application/json' };

/** The honest answer with its text changed. */
const forged =
  (change: (body: string) => string, headers: Record<string, string> = json): Blow =>
  async (response, carryOut) => {
    const { status, body } = await carryOut();
    response.writeHead(status, headers).end(change(body));
  };

/** The head of the honest answer, and what then comes of its body. */
const begun =
  (
    promised: (body: string) => number,
    sent: (body: string) => string,
    then: (response: ServerResponse) => void,
  ): Blow =>
  async (response, carryOut) => {
    const { status, body } = await carryOut();
    const head = `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\nContent-Length: ${promised(body)}\r\n\r\n`;
    response.socket?.write(head + sent(body), () => then(response));
  };

const half = (body: string): string => body.slice(0, body.length / 2);
const bytes = (body: string): number => Buffer.byteLength(body);
const nothing = (): void => undefined;

const says = (field: string, value: string) =>
  forged((body) => body.replaceAll(new RegExp(`"${field}":("[^"]*"|\\d+)`, 'g'), `"${field}":${value}`));

const saysStatus = (id: number) =>
  forged((body) => body.replaceAll(/"Status":\{"ID":\d+/g, `"Status":{"ID":${id}`));

export interface Trouble {
  readonly blow: Blow;
  /** Whether the gateway has done what was asked. */
  readonly carriedOut: boolean;
  /** What the till makes of it; `fine` where it changes nothing that matters. */
  readonly heard: 'fine' | 'no-answer' | 'server-fault' | 'malformed' | 'wrong-echo' | 'unknown-status';
  /** The till hears nothing until its patience is over. */
  readonly slow?: true;
}

const endless: Blow = async (response, carryOut) => {
  await carryOut();
  response.writeHead(200, json);
  const pour = (): void => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', pour);
  pour();
};

const emptyListCountingOne: Blow = async (response, carryOut) => {
  const honest: Honest = await carryOut();
  const body = honest.body.replace(/"Payments":\[.*\],"TotalPages"/, '"Payments":[],"TotalPages"');
  tellHonestly(response, { ...honest, body });
};

const before = (heard: Trouble['heard'], blow: Blow): Trouble => ({ blow, carriedOut: false, heard });
const after = (heard: Trouble['heard'], blow: Blow): Trouble => ({ blow, carriedOut: true, heard });
const slow = (trouble: Trouble): Trouble => ({ ...trouble, slow: true });

const silently =
  (then: (response: ServerResponse) => void): Blow =>
  async (response, carryOut) => {
    await carryOut();
    then(response);
  };

const twoStatuses = '"Status":{"ID":2,"Info":"Success","Reasons":null},"Status":';

export const TROUBLES = {
  'reset before it is carried out': before('no-answer', cut),
  'reset after it is carried out': after('no-answer', silently(cut)),
  'hung up without a word': after(
    'no-answer',
    silently((response) => void response.socket?.end()),
  ),
  'no answer in time': slow(after('no-answer', silently(nothing))),
  'no answer in time and not carried out': slow(before('no-answer', nothing)),
  'a body that does not end in time': slow(after('no-answer', begun(bytes, half, nothing))),
  'a body cut short': after(
    'no-answer',
    begun(bytes, half, (response) => void response.socket?.end()),
  ),
  'half of the JSON': after('malformed', forged(half)),
  'an endless body': after('malformed', endless),
  'an empty body': after(
    'malformed',
    forged(() => ''),
  ),
  'something that is not HTTP': before('malformed', (response) => void response.socket?.end('220 ESMTP\r\n')),
  'a sign-in page': before('malformed', answering(200, html, PAGE, false)),
  'a proxy’s 502 page': before('server-fault', answering(502, html, PAGE, false)),
  'a proxy’s 502 page although carried out': after('server-fault', answering(502, html, PAGE, true)),
  'a 503 although carried out': after('server-fault', answering(503, json, '{"Message":"busy"}', true)),
  'a 500': before('server-fault', answering(500, json, '{"Message":"An error has occurred."}', false)),
  'too many requests': before(
    'server-fault',
    answering(429, { ...json, 'Retry-After': '20' }, '{"Message":"slow down"}', false),
  ),
  'moved elsewhere': before('malformed', answering(302, { Location: 'http://127.0.0.1:9/v1' }, '', false)),
  'moved elsewhere for good': before('malformed', answering(308, { Location: '/v2/payments' }, '', false)),
  'another content type': after(
    'fine',
    forged((body) => body, { 'Content-Type': 'text/plain' }),
  ),
  'a gzip bomb': after('malformed', answering(200, { ...json, 'Content-Encoding': 'gzip' }, BOMB, true)),
  'two amounts in one answer': after(
    'malformed',
    forged((body) => body.replaceAll('"Amount":', '"Amount":"1","Amount":')),
  ),
  'two statuses in one answer': after(
    'malformed',
    forged((body) => body.replaceAll('"Status":', twoStatuses)),
  ),
  'another amount': after('wrong-echo', says('Amount', '"99"')),
  'another currency': after('wrong-echo', says('Currency', '"USD"')),
  'another reference': after('wrong-echo', says('MerchantTransactionID', '"somebody-else"')),
  'the status going back to Open': after('fine', saysStatus(1)),
  'a status nobody knows': after('unknown-status', saysStatus(99)),
  'an empty list that counts one': after('fine', emptyListCountingOne),
} satisfies Record<string, Trouble>;

export const CREDENTIALS_REFUSED: Trouble = before(
  'malformed',
  answering(401, json, '{"Message":"denied"}', false),
);
