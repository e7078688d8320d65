/** Everything a network, proxy or broken server can do to one answer. */
import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import type { Disruption, GatewayAnswer } from './proxy.ts';
import { sendAnswer } from './proxy.ts';

const PAGE =
  '<html><head><title>Sign in</title></head><body>Sign in to the market hall’s network</body></html>';
const BOMB = gzipSync(Buffer.alloc(20_000_000, 0x20));

const cut = (response: ServerResponse): void => void response.socket?.resetAndDestroy();

const replyWith =
  (status: number, headers: Record<string, string>, body: string | Buffer, carriesOut: boolean): Disruption =>
  async (response, carryOut) => {
    if (carriesOut) await carryOut();
    response.writeHead(status, headers).end(body);
  };

const html = { 'Content-Type': 'text/html' };
const json = { 'Content-Type': 'application/json' };

/** The gateway's answer with its text changed. */
const altered =
  (change: (body: string) => string, headers: Record<string, string> = json): Disruption =>
  async (response, carryOut) => {
    const { status, body } = await carryOut();
    response.writeHead(status, headers).end(change(body));
  };

/** The head of the gateway's answer with the promised length, the part of the body that is sent, and what follows. */
const headThen =
  (
    promised: (body: string) => number,
    sent: (body: string) => string,
    then: (response: ServerResponse) => void,
  ): Disruption =>
  async (response, carryOut) => {
    const { status, body } = await carryOut();
    const head = `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\nContent-Length: ${promised(body)}\r\n\r\n`;
    response.socket?.write(head + sent(body), () => then(response));
  };

const half = (body: string): string => body.slice(0, body.length / 2);
const bytes = (body: string): number => Buffer.byteLength(body);
const nothing = (): void => undefined;

const withField = (field: string, value: string) =>
  altered((body) => body.replaceAll(new RegExp(`"${field}":("[^"]*"|\\d+)`, 'g'), `"${field}":${value}`));

const withStatus = (id: number) =>
  altered((body) => body.replaceAll(/"Status":\{"ID":\d+/g, `"Status":{"ID":${id}`));

export interface Trouble {
  readonly disrupt: Disruption;
  /** Whether the gateway has carried the call out. */
  readonly carriedOut: boolean;
  /** How the till sees it; `fine` when nothing that matters changes. */
  readonly seenAs: 'fine' | 'no-answer' | 'server-fault' | 'malformed' | 'wrong-echo' | 'unknown-status';
  /** The call times out. */
  readonly slow?: true;
}

const endless: Disruption = async (response, carryOut) => {
  await carryOut();
  response.writeHead(200, json);
  const pour = (): void => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', pour);
  pour();
};

const emptyListCountingOne: Disruption = async (response, carryOut) => {
  const answer: GatewayAnswer = await carryOut();
  const body = answer.body.replace(/"Payments":\[.*\],"TotalPages"/, '"Payments":[],"TotalPages"');
  sendAnswer(response, { ...answer, body });
};

const before = (seenAs: Trouble['seenAs'], disrupt: Disruption): Trouble => ({
  disrupt,
  carriedOut: false,
  seenAs,
});
const after = (seenAs: Trouble['seenAs'], disrupt: Disruption): Trouble => ({
  disrupt,
  carriedOut: true,
  seenAs,
});
const slow = (trouble: Trouble): Trouble => ({ ...trouble, slow: true });

const withoutAnswer =
  (then: (response: ServerResponse) => void): Disruption =>
  async (response, carryOut) => {
    await carryOut();
    then(response);
  };

const twoStatuses = '"Status":{"ID":2,"Info":"Success","Reasons":null},"Status":';

export const TROUBLES = {
  'reset before it is carried out': before('no-answer', cut),
  'reset after it is carried out': after('no-answer', withoutAnswer(cut)),
  'closed without an answer': after(
    'no-answer',
    withoutAnswer((response) => void response.socket?.end()),
  ),
  'no answer in time': slow(after('no-answer', withoutAnswer(nothing))),
  'no answer in time and not carried out': slow(before('no-answer', nothing)),
  'a body that does not end in time': slow(after('no-answer', headThen(bytes, half, nothing))),
  'a body cut short': after(
    'no-answer',
    headThen(bytes, half, (response) => void response.socket?.end()),
  ),
  'half of the JSON': after('malformed', altered(half)),
  'an endless body': after('malformed', endless),
  'an empty body': after(
    'malformed',
    altered(() => ''),
  ),
  'something that is not HTTP': before('malformed', (response) => void response.socket?.end('220 ESMTP\r\n')),
  'a sign-in page': before('malformed', replyWith(200, html, PAGE, false)),
  'a proxy’s 502 page': before('server-fault', replyWith(502, html, PAGE, false)),
  'a proxy’s 502 page although carried out': after('server-fault', replyWith(502, html, PAGE, true)),
  'a 503 although carried out': after('server-fault', replyWith(503, json, '{"Message":"busy"}', true)),
  'a 500': before('server-fault', replyWith(500, json, '{"Message":"An error has occurred."}', false)),
  'too many requests': before(
    'server-fault',
    replyWith(429, { ...json, 'Retry-After': '20' }, '{"Message":"slow down"}', false),
  ),
  'moved elsewhere': before('malformed', replyWith(302, { Location: 'http://127.0.0.1:9/v1' }, '', false)),
  'moved elsewhere for good': before('malformed', replyWith(308, { Location: '/v2/payments' }, '', false)),
  'another content type': after(
    'fine',
    altered((body) => body, { 'Content-Type': 'text/plain' }),
  ),
  'compressed although nobody asked': after('fine', async (response, carryOut) => {
    const { status, body } = await carryOut();
    response.writeHead(status, { ...json, 'Content-Encoding': 'gzip' }).end(gzipSync(body));
  }),
  'a word to go on before the answer': after('fine', async (response, carryOut) => {
    response.socket?.write('HTTP/1.1 100 Continue\r\n\r\n');
    sendAnswer(response, await carryOut());
  }),
  'a gzip bomb': after('malformed', replyWith(200, { ...json, 'Content-Encoding': 'gzip' }, BOMB, true)),
  'two amounts in one answer': after(
    'malformed',
    altered((body) => body.replaceAll('"Amount":', '"Amount":"1","Amount":')),
  ),
  'two statuses in one answer': after(
    'malformed',
    altered((body) => body.replaceAll('"Status":', twoStatuses)),
  ),
  'another amount': after('wrong-echo', withField('Amount', '"99"')),
  'another currency': after('wrong-echo', withField('Currency', '"USD"')),
  'another reference': after('wrong-echo', withField('MerchantTransactionID', '"somebody-else"')),
  'the status going back to Open': after('fine', withStatus(1)),
  'an unknown status': after('unknown-status', withStatus(99)),
  'an empty list that counts one': after('fine', emptyListCountingOne),
} satisfies Record<string, Trouble>;

export const CREDENTIALS_REFUSED: Trouble = before(
  'malformed',
  replyWith(401, json, '{"Message":"denied"}', false),
);
