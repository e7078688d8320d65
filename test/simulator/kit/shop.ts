import { onTestFinished } from 'vitest';
import { startSimulator } from '#simulator/simulator.ts';
import type { Simulator, SimulatorOptions } from '#simulator/simulator.ts';

export const SITE = { siteId: '4711', apiKey: 'key-of-the-test-shop' };
const CREDENTIALS = `Basic ${btoa(`${SITE.siteId}:${SITE.apiKey}`)}`;

/** When every test begins: 2026-03-01 10:20:30 UTC. */
const OPENING = Date.UTC(2026, 2, 1, 10, 20, 30);

export type Answer = { status: number; headers: Headers; text: string; body: unknown };
export type Body = Record<string, unknown>;

/** A shop with its own simulator, which it calls over HTTP, and a clock set by hand. */
export type Shop = {
  sim: Simulator;
  /** Moves the simulator's clock forward. */
  advance(ms: number): void;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  create(changes?: Body, headers?: Record<string, string>): Promise<Answer>;
  /** Creates a payment, expects it to be accepted, and returns its Payment object. */
  sell(changes?: Body): Promise<Payment>;
  lookUp(id: number): Promise<Payment>;
  control(name: string, asked?: unknown): Promise<Answer>;
};

export type Payment = Body & {
  ID: number;
  MerchantTransactionID: string;
  RedirectURL: string;
  Status: { ID: number; Info: string; Reasons: { Code: number | string; Info: string }[] | null };
};

/** An ordinary request; a field set to undefined is left out. */
export function order(changes: Body = {}): { Payment: Body } {
  return {
    Payment: {
      MerchantTransactionID: 'till-1-0001',
      Amount: 1250,
      Currency: 'EUR',
      MethodID: 24,
      ReturnURL: 'https://shop.example/back',
      TokenLifetime: 5,
      Customer: { Email: 'till@shop.example' },
      BillingAddress: { Country: 'DE' },
      Details: { IsOffline: true, StoreName: 'Tea House', StoreId: 'TH-01', TerminalID: 'TILL-1' },
      ...changes,
    },
  };
}

/** Opens a shop whose simulator closes at the end of the test. */
export async function openShop(options: Partial<SimulatorOptions> = {}): Promise<Shop> {
  let now = OPENING;
  const sim = await startSimulator({ ...SITE, now: () => now, ...options });
  onTestFinished(() => sim.close());
  let sold = 0;

  const request = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${sim.url}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
  const shop: Shop = {
    sim,
    advance: (ms) => {
      now += ms;
    },
    send: (method, path, body, headers = {}) =>
      request(path, {
        method,
        headers: {
          authorization: CREDENTIALS,
          'content-type': 'application/json; charset=utf-8',
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    create: (changes, headers) => shop.send('POST', '/v1/payments', order(changes), headers),
    sell: async (changes) => {
      sold += 1;
      const answer = await shop.create({ MerchantTransactionID: `sale-${sold}`, ...changes });
      if (answer.status !== 201) throw new Error(`not accepted: ${answer.text}`);
      return paymentIn(answer);
    },
    lookUp: async (id) => paymentIn(await shop.send('GET', `/v1/payments/${id}`)),
    control: (name, asked) =>
      request(
        `/__control/${name}`,
        asked === undefined ? {} : { method: 'POST', body: JSON.stringify(asked) },
      ),
  };
  return shop;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The Payment object of an answer. */
export function paymentIn(answer: Answer): Payment {
  return (answer.body as { Payment: Payment }).Payment;
}

/** The Refund object of an answer. */
export function refundIn(answer: Answer): Payment {
  return (answer.body as { Refund: Payment }).Refund;
}

/** The codes of an answer's Reasons. */
export function codesIn(found: Payment): (number | string)[] {
  return (found.Status.Reasons ?? []).map((reason) => reason.Code);
}
