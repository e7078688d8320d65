/** A gateway on loopback in front of the simulator that reshapes the answers of lists. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Fields = Readonly<Record<string, unknown>>;

/** A payment or refund as the API writes it. */
export interface Row extends Fields {
  readonly ID: unknown;
  readonly MerchantTransactionID: unknown;
  readonly Status: unknown;
}

/** What it answers: an object becomes JSON, and a text is sent as it is. */
export interface ListAnswer {
  readonly status?: number;
  readonly body: Fields | string | null;
}

/** Answers a page of all payments; pages count from 1. */
export type PaymentShape = (rows: readonly Row[], page: number, size: number) => ListAnswer;
/** Answers the refunds of a payment. */
export type RefundShape = (rows: readonly Row[]) => ListAnswer;

export const pageOf = (rows: readonly Row[], page: number, size: number): Fields => {
  const shown = rows.slice((page - 1) * size, page * size);
  return {
    Payments: shown,
    TotalPages: Math.ceil(rows.length / size),
    PageSize: size,
    PageIndex: page,
    Count: shown.length,
    TotalCount: rows.length,
  };
};

/** As the simulator has answered. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}
/** Answers any other call, such as one about one payment. */
export type OtherShape = (call: string, answer: Answered) => ListAnswer;

/** As documented. */
export const asDocumented: PaymentShape = (rows, page, size) => ({ body: pageOf(rows, page, size) });
export const refundsAsDocumented: RefundShape = (rows) => ({ body: { Refunds: rows } });
const othersAsDocumented: OtherShape = (_call, answer) => answer;

/** One sale is charged with the first amount and taken with the second. */
const ASKED = 1_601;
const TAKEN = 1_600;

/** `{ Payment: { Amount: … } }` with another amount where it is `from`. */
const withAmount = (body: string, from: number, to: number): string =>
  body.replace(new RegExp(`("Amount":"?)${from}(?=["},])`), `$1${to}`);

export interface ReshapingGateway {
  readonly url: string;
  /** How lists of payments and refunds are answered from now on. */
  shape: { payments: PaymentShape; refunds: RefundShape; others: OtherShape };
  /** Amounts of payments and refunds whose answer is lost; no list has them until they are revealed. */
  readonly hidden: Set<number>;
  /** Whether no call is in progress. */
  readonly isIdle: () => boolean;
  readonly close: () => Promise<void>;
}

export const openReshapingGateway = async (simulatorUrl: string): Promise<ReshapingGateway> => {
  let running = 0;
  const hidden = new Set<number>();
  const shape: ReshapingGateway['shape'] = {
    payments: asDocumented,
    refunds: refundsAsDocumented,
    others: othersAsDocumented,
  };

  const forward = async (path: string, { method = 'GET', headers }: IncomingMessage, body = '') => {
    const names = ['authorization', 'content-type', 'requestid'];
    const kept = names.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : []));
    const answer = await fetch(`${simulatorUrl}${path}`, {
      method,
      headers: Object.fromEntries(kept) as Record<string, string>,
      ...(method === 'GET' ? {} : { body }),
    });
    return { status: answer.status, text: await answer.text() };
  };

  const listOf = async (url: URL, request: IncomingMessage): Promise<ListAnswer> => {
    const asked = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
    for (const name of [...url.searchParams.keys()].filter((key) => /^page/i.test(key)))
      url.searchParams.delete(name);
    url.searchParams.set('pageSize', '1000');
    const listed = await forward(url.pathname + url.search, request);
    const { Payments } = JSON.parse(listed.text) as { readonly Payments: readonly Row[] };
    const rows = Payments.filter(({ Amount }) => !hidden.has(Number(Amount)));
    if (rows.length < Payments.length && asked.has('merchanttransactionid')) return { status: 404, body: {} };
    return shape.payments(rows, Number(asked.get('pageindex') ?? 1), Number(asked.get('pagesize') ?? 50));
  };

  const refundsOf = async (url: URL, request: IncomingMessage): Promise<ListAnswer> => {
    const { status, text: body } = await forward(url.pathname, request);
    if (status !== 200) return { status, body };
    const { Refunds } = JSON.parse(body) as { readonly Refunds: readonly Row[] };
    return shape.refunds(Refunds.filter(({ Amount }) => !hidden.has(Number(Amount))));
  };

  /** A payment or a refund; undefined if the connection breaks. */
  const create = async (url: URL, request: IncomingMessage): Promise<Answered | undefined> => {
    const body = await text(request);
    const { status, text: answer } = await forward(url.pathname, request, withAmount(body, ASKED, TAKEN));
    const [sent] = Object.values(JSON.parse(body) as Readonly<Record<string, Fields>>);
    if (hidden.has(Number(sent?.['Amount']))) return undefined;
    return { status, body: withAmount(answer, TAKEN, ASKED) };
  };

  const answerTo = async (request: IncomingMessage): Promise<ListAnswer | undefined> => {
    const url = new URL(request.url ?? '/', simulatorUrl);
    const what = `${request.method ?? ''} ${url.pathname}`;
    if (what === 'GET /v1/payments') return listOf(url, request);
    if (/^POST .*\/(payments|refunds)$/.test(what)) {
      const created = await create(url, request);
      return created && shape.others(what, created);
    }
    if (/^GET .*\/refunds$/.test(what)) return refundsOf(url, request);
    const { status, text: body } = await forward(url.pathname + url.search, request, await text(request));
    return shape.others(what, { status, body });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    running += 1;
    try {
      const answer = await answerTo(request);
      if (!answer) {
        request.socket.destroy();
        return;
      }
      const { status = 200, body } = answer;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    } finally {
      running -= 1;
    }
  };

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shape,
    hidden,
    isIdle: () => running === 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
