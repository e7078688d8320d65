/** A phone in the shop's network; 127.0.0.2 stands for the till's address in it. */
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Payment, Shop } from '../kit/shop.ts';
import { openShop } from '../kit/shop.ts';

export const LAN = '127.0.0.2';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const agent = new Agent({ keepAlive: false });

/** One request as it is, with whatever headers; `from` is the address it comes from. */
export const send = async (
  url: string,
  { from = '127.0.0.1', body, ...options }: RequestOptions & { from?: string; body?: string } = {},
): Promise<Reply> => {
  const asked = request(url, { agent, localAddress: from, ...options });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer) };
};

/** What a server sends back to these bytes until it closes the connection. */
export const sendBytes = async (url: string, bytes: string): Promise<string> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(bytes);
  return text(socket).catch(() => '');
};

export interface PhoneShop extends Shop {
  /** Where phones come in. */
  readonly origin: string;
  /** Sells, and gives the page of that payment. */
  readonly sellTo: (changes?: Record<string, unknown>) => Promise<{ payment: Payment; page: string }>;
}

/** A shop that phones can reach. */
export const openPhoneShop = async (): Promise<PhoneShop> => {
  const shop = await openShop();
  const origin = await shop.sim.phones.open(LAN);
  const sellTo: PhoneShop['sellTo'] = async (changes) => {
    const payment = await shop.sell(changes);
    const page = shop.sim.phones.linkTo({ merchantTransactionId: payment.MerchantTransactionID });
    if (page === undefined) throw new Error('no page for phones');
    return { payment, page };
  };
  return { ...shop, origin, sellTo };
};

/** Presses a button of the page and follows where it leads. */
export const press = async (page: string, name: 'pay' | 'decline'): Promise<Reply> => {
  const { status, headers } = await send(`${page}/${name}`, { method: 'POST' });
  if (status !== 303) throw new Error(`not taken: ${String(status)}`);
  return send(new URL(headers.location ?? '', page).href);
};
