import type { GatewayRefund } from '#domain/refund/refund.ts';
import type { Answer, RefundList, RefundRequest } from '#services/gateway/gateway-port.ts';
import { ScriptedRefunds } from './scripted-refunds.ts';

const CREATES = [
  'ok',
  'repeated',
  'lost',
  'lost and stored',
  '404',
  '404 and stored',
  '401',
  '500',
  'odd',
] as const;
const LISTS = ['ok', 'ok', 'behind', 'nameless', 'unread', 'nameless unread', '404', '500', 'twice'] as const;
const PAGES = ['ok', 'ok', '404', 'unread', '500'] as const;

const NOT_FOUND = { kind: 'not-found' } as const;
const CUT_OFF = { kind: 'unreachable', detail: 'ENOTFOUND' } as const;
const LOST = { kind: 'no-answer', detail: 'timeout' } as const;
const FAULT = { kind: 'server-fault', status: 500, retryAfterMs: null } as const;
const UNREAD = { kind: 'malformed', detail: 'html' } as const;
const NOTHING_LEFT: Answer<never> = {
  kind: 'rejected',
  reasons: [{ code: 18, info: 'nothing left' }],
  payment: null,
};

const FAILED = 4;
/** Lists are behind, and odd in one way, for less than the half minute that proves a refund missing. */
const AT_MOST = 25_000;

/** A gateway that keeps refunds and, while it `isWild`, answers in every odd way that a real one or its network can. */
export class WildRefunds extends ScriptedRefunds {
  isWild = true;
  isCutOff = false;
  /** Whether it has a list of refunds and their pages for certain, so that it never says that there are none. */
  hasList = false;
  #listsFailed = true;
  readonly #random: () => number;
  readonly #now: () => number;
  readonly #storedAt = new Map<string, number>();
  #list: (typeof LISTS)[number] = 'ok';
  #listUntil = 0;

  constructor(random: () => number, now: () => number) {
    super();
    this.#random = random;
    this.#now = now;
  }

  #oneOf<T>(ways: readonly T[]): T | undefined {
    return this.isWild ? ways[Math.floor(this.#random() * ways.length)] : ways[0];
  }

  override async createRefund(request: RefundRequest): Promise<Answer<GatewayRefund>> {
    if (this.isCutOff) return CUT_OFF;
    const way = this.#oneOf(CREATES);
    if (way === 'lost') return LOST;
    if (way === '404') return NOT_FOUND;
    if (way === '401') return { kind: 'credentials-refused' };
    const isRepeated = this.stored.some(({ reference }) => reference === request.reference);
    if (isRepeated && this.#random() < 0.5) return NOTHING_LEFT;
    if (isRepeated && this.#random() < 0.5) return { kind: 'ok', value: this.refusedBeside(request) };
    const answer = await super.createRefund(request);
    if (answer.kind !== 'ok') return answer;
    this.#storedAt.set(answer.value.id, this.#now());
    // Something on the way has sent it twice, and answers with either.
    if (way === 'repeated') {
      const refused = this.refusedBeside(request);
      if (this.#random() < 0.5) return this.#onlyListed(answer.value, refused);
    }
    if (way === 'lost and stored') return LOST;
    if (way === '404 and stored') return NOT_FOUND;
    if (way === '500') return FAULT;
    return way === 'odd' ? { ...answer, value: { ...answer.value, amount: 1 } } : answer;
  }

  /** Of the two only the list shows which has the money: at once, for certain, and perhaps without the other. */
  #onlyListed({ id }: GatewayRefund, refused: GatewayRefund): Answer<GatewayRefund> {
    this.#storedAt.delete(id);
    this.hasList = true;
    this.#listsFailed = this.#random() < 0.5;
    return { kind: 'ok', value: refused };
  }

  override async listRefunds(): Promise<Answer<RefundList>> {
    if (this.isCutOff) return CUT_OFF;
    const now = this.#now();
    if (now >= this.#listUntil) {
      this.#list = this.#oneOf(LISTS) ?? 'ok';
      this.#listUntil = now + this.#random() * AT_MOST;
    }
    const all = this.stored.filter(({ statusId }) => this.#listsFailed || statusId !== FAILED);
    const unread = (nameOf: (refund: GatewayRefund) => string): Answer<RefundList> => {
      const unreadRows = all.map((one) => ({ name: nameOf(one), id: one.id }));
      return { kind: 'ok', value: { refunds: [], unread: unreadRows.map(({ name }) => name), unreadRows } };
    };
    const listed = (refunds: readonly GatewayRefund[]): Answer<RefundList> => ({
      kind: 'ok',
      value: { refunds, unread: [] },
    });
    const isOld = ({ id }: GatewayRefund): boolean => now - (this.#storedAt.get(id) ?? 0) > AT_MOST;
    const ways: Record<(typeof LISTS)[number], () => Answer<RefundList>> = {
      ok: () => listed(all),
      behind: () => listed(all.filter(isOld)),
      nameless: () => listed(all.map((one) => ({ ...one, reference: '' }))),
      unread: () => unread(({ reference }) => reference),
      'nameless unread': () => unread(({ id }) => id),
      '404': () => (this.hasList ? FAULT : NOT_FOUND),
      '500': () => FAULT,
      // With a refused duplicate before each, which does not say that it is one.
      twice: () => listed([...all.map((one) => ({ ...one, id: `9${one.id}`, statusId: FAILED })), ...all]),
    };
    return Promise.resolve(ways[this.isWild ? this.#list : 'ok']());
  }

  override async getRefund(paymentId: string, id: string): Promise<Answer<GatewayRefund>> {
    if (this.isCutOff) return CUT_OFF;
    const way = this.#oneOf(PAGES);
    if (way === '404') return this.hasList ? FAULT : NOT_FOUND;
    if (way === 'unread') return UNREAD;
    return way === '500' ? FAULT : super.getRefund(paymentId, id);
  }

  override method = (): ReturnType<ScriptedRefunds['method']> =>
    Promise.resolve({ kind: 'ok', value: { currencies: [] } });
}
