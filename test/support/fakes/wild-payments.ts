import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Intent } from '#domain/payment/payment.ts';
import type { Answer, Gateway, PaymentFilter, PaymentPage } from '#services/gateway/gateway-port.ts';
import { gatewayPayment } from './scripted-gateway.ts';

const CREATES = [
  'ok',
  'repeated',
  'ok',
  'lost',
  'lost and stored',
  '404',
  '401',
  '500',
  'odd',
  'another',
  'refused',
] as const;
const PAGES = ['ok', 'ok', 'ok', '404', '500', 'unread', 'another', 'duplicate'] as const;
const LISTS = ['ok', 'ok', 'behind', 'unread', 'unfiltered', '404', '500', 'twice'] as const;
const CANCELS = ['ok', 'ok', 'refused', '500', 'lost', 'ignored'] as const;

const NOT_FOUND = { kind: 'not-found' } as const;
const LOST = { kind: 'no-answer', detail: 'timeout' } as const;
const FAULT = { kind: 'server-fault', status: 500, retryAfterMs: null } as const;
const UNREAD = { kind: 'malformed', detail: 'html' } as const;
const DUPLICATE: Answer<never> = {
  kind: 'rejected',
  reasons: [{ code: 20, info: 'duplicate' }],
  payment: null,
};
const REFUSED: Answer<never> = { kind: 'rejected', reasons: [{ code: 122, info: 'no' }], payment: null };

const [OPEN, PAID, CANCELLED, FAILED] = [1, 2, 3, 4];
/** Lists are behind for less than the half minute that proves a payment missing. */
const AT_MOST = 25_000;

const notPartOfTest = (): Promise<never> => Promise.reject(new Error('not part of this test'));

/** A gateway that keeps payments and, while it `isWild`, answers in every odd way that a real one or its network can. */
export class WildPayments implements Gateway {
  isWild = true;
  readonly stored: GatewayPayment[] = [];
  /** References of those that something on the way sent twice, and of which the till was told the refused record. */
  readonly toldAsFailed = new Set<string>();
  readonly #random: () => number;
  readonly #now: () => number;

  constructor(random: () => number, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  #oneOf<T>(ways: readonly T[]): T | undefined {
    return this.isWild ? ways[Math.floor(this.#random() * ways.length)] : ways[0];
  }

  /** Puts a stored payment into a status, unless it was paid: what was paid stays so. */
  set(reference: string, statusId: number): void {
    const index = this.stored.findIndex((one) => one.reference === reference);
    const one = this.stored[index];
    if (one && one.statusId !== PAID) this.stored[index] = { ...one, statusId };
  }

  #another(reference: string): GatewayPayment {
    const other = this.stored.find((one) => one.reference !== reference);
    return other ?? gatewayPayment({ reference: 'X9-1', amount: 1, currency: 'CNY' }, { id: '99' });
  }

  #keep(intent: Intent): GatewayPayment | undefined {
    if (this.stored.some(({ reference }) => reference === intent.reference)) return undefined;
    const id = String(4_000_000 + this.stored.length);
    const payment = gatewayPayment(intent, { id, createdAt: this.#now() });
    this.stored.push(payment);
    return payment;
  }

  create(intent: Intent): Promise<Answer<GatewayPayment>> {
    const way = this.#oneOf(CREATES);
    const answer = (): Answer<GatewayPayment> => {
      if (way === 'lost') return LOST;
      if (way === '404') return NOT_FOUND;
      if (way === '401') return { kind: 'credentials-refused' };
      if (way === 'refused') return REFUSED;
      const kept = this.#keep(intent);
      if (way === 'repeated' && kept) {
        const refused = { ...kept, id: `8${kept.id}`, statusId: FAILED };
        this.stored.push(refused);
        if (this.#random() < 0.5) {
          this.toldAsFailed.add(intent.reference);
          return { kind: 'ok', value: refused };
        }
      }
      if (way === 'lost and stored') return LOST;
      if (way === '500') return FAULT;
      if (way === 'another') return { kind: 'ok', value: this.#another(intent.reference) };
      if (!kept) return DUPLICATE;
      return { kind: 'ok', value: way === 'odd' ? { ...kept, amount: 1 } : kept };
    };
    return Promise.resolve(answer());
  }

  get(id: string): Promise<Answer<GatewayPayment>> {
    const way = this.#oneOf(PAGES);
    const stored = this.stored.find((one) => one.id === id);
    const answer = (): Answer<GatewayPayment> => {
      if (way === '500') return FAULT;
      if (way === 'unread') return UNREAD;
      if (way === '404' || !stored) return NOT_FOUND;
      if (way === 'another') return { kind: 'ok', value: this.#another(stored.reference) };
      const saysSo = way === 'duplicate' && stored.statusId === FAILED;
      return saysSo ? DUPLICATE : { kind: 'ok', value: stored };
    };
    return Promise.resolve(answer());
  }

  list({ merchantTransactionId: asked }: PaymentFilter): Promise<Answer<PaymentPage>> {
    const way = this.#oneOf(LISTS);
    const all = this.stored.map((one) => ({ ...one, redirectUrl: null, qrCodeUrl: null }));
    const rows = all.filter(({ reference }) => asked === undefined || reference === asked);
    const page = (payments: readonly GatewayPayment[]): Answer<PaymentPage> => ({
      kind: 'ok',
      value: { payments, unread: [], pageIndex: 1, totalPages: 1, totalCount: payments.length },
    });
    const isOld = ({ createdAt }: GatewayPayment): boolean => this.#now() - (createdAt ?? 0) > AT_MOST;
    const unreadRows = rows.map(({ reference, id }) => ({ name: reference, id }));
    const ways: Record<(typeof LISTS)[number], () => Answer<PaymentPage>> = {
      ok: () => page(rows),
      behind: () => page(rows.filter(isOld)),
      unread: () => ({
        kind: 'ok',
        value: {
          ...{ payments: [], unread: unreadRows.map(({ name }) => name), unreadRows },
          ...{ pageIndex: 1, totalPages: 1, totalCount: rows.length },
        },
      }),
      unfiltered: () => page(all),
      '404': () => NOT_FOUND,
      '500': () => FAULT,
      // With a refused duplicate before each, which does not say that it is one.
      twice: () => page([...rows.map((one) => ({ ...one, id: `9${one.id}`, statusId: FAILED })), ...rows]),
    };
    return Promise.resolve(ways[way ?? 'ok']());
  }

  cancel(id: string): Promise<Answer<GatewayPayment>> {
    const way = this.#oneOf(CANCELS);
    const answer = (): Answer<GatewayPayment> => {
      const stored = this.stored.find((one) => one.id === id);
      if (!stored) return NOT_FOUND;
      if (way === '500') return FAULT;
      if (way === 'refused' || stored.statusId !== OPEN) return REFUSED;
      if (way !== 'ignored') this.set(stored.reference, CANCELLED);
      return way === 'lost' ? LOST : { kind: 'ok', value: stored };
    };
    return Promise.resolve(answer());
  }

  method = (): ReturnType<Gateway['method']> => Promise.resolve({ kind: 'ok', value: { currencies: [] } });
  createRefund = notPartOfTest;
  listRefunds = notPartOfTest;
  getRefund = notPartOfTest;
  refundTypes = notPartOfTest;
  close = (): Promise<void> => Promise.resolve();
}
