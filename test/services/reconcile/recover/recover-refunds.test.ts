/** Refunds that were lost with the end of the journal. */
import { describe, expect, test } from 'vitest';
import type { RefundIntent } from '#domain/refund/refund.ts';
import type { Answer } from '#services/gateway/gateway-port.ts';
import type { OnUnreadable } from '#services/journal-ports.ts';
import { importRefundsFromGateway } from '#services/refund/import-refunds.ts';
import { madeBefore, silentLog } from '../../../support/station-kit.ts';
import { gatewayRefund } from '../../../support/fakes/scripted-refunds.ts';
import { made, recovering } from './recover-kit.ts';

/** Payments that the journal has lost. */
const [A, B] = [madeBefore(1), madeBefore(2)];

const refundOf = (paymentId: string): RefundIntent => ({
  reference: `R-${paymentId}`,
  requestId: 'request-1',
  paymentReference: paymentId,
  paymentId,
  amount: 250,
  currency: 'CNY',
  reason: 'other',
  note: '',
  askedBy: null,
  approvedBy: null,
});

describe('lost refunds', () => {
  const asked: string[] = [];
  const refunding = (
    refundsLost: number,
    refunded: readonly string[],
    received: number | null = null,
    otherwise: (id: string) => Answer<never> | undefined = () => undefined,
  ) => {
    asked.length = 0;
    const kit = recovering([made(A, 1), made(B, 2)]);
    const listRefunds = (id: string) => {
      asked.push(id);
      const refund = gatewayRefund(refundOf(id), { id: `7${id}`, statusId: 2 });
      const value = { refunds: [refund], unread: [] };
      return Promise.resolve(otherwise(id) ?? ({ kind: 'ok', value } as const));
    };
    const { journal, clock } = kit;
    const ports = { journal, clock, log: silentLog };
    const start = () =>
      kit.start({
        refundsLost,
        refunded,
        received,
        listRefunds,
        applyReported: (payment, reported) => void importRefundsFromGateway(ports, payment, reported),
      });
    return { ...kit, start };
  };

  test('are imported: only the payments that they were of are asked about', async () => {
    const { clock, journal, listings, start } = refunding(1, [B, A]);
    start();
    await clock.pass(0);
    expect(asked).toEqual([B]);
    expect(journal.refundsOf(B)).toMatchObject([{ amount: 250, state: 'refunded' }]);
    expect(listings).toEqual([{ imported: 3, complete: true }]);
  });

  test.each(['payment', 'refundsOf'] as const)(
    'of a payment that the journal cannot read (%s) keep those of others from nothing',
    async (call) => {
      const { clock, journal, listings, start } = refunding(2, [A, B]);
      const before = { payment: journal.payment.bind(journal), refundsOf: journal.refundsOf.bind(journal) };
      const damaged = (reference: string, onUnreadable?: OnUnreadable): unknown => {
        if (reference !== A) return before[call](reference);
        if (!onUnreadable) throw new SyntaxError('damaged');
        onUnreadable(new SyntaxError('damaged'), reference);
        return call === 'payment' ? undefined : [];
      };
      Object.assign(journal, { [call]: damaged });
      start();
      await clock.pass(0);
      expect(journal.refundsOf(B)).toMatchObject([{ amount: 250, state: 'refunded' }]);
      expect(listings).toMatchObject([{ complete: false }]);
    },
  );

  test('that the office lacked are of any payment of these days: all of them are asked about', async () => {
    const { clock, journal, listings, start } = refunding(0, [], 9);
    start();
    await clock.pass(0);
    expect(asked.toSorted()).toEqual([A, B].toSorted());
    expect([...journal.refundsOf(A), ...journal.refundsOf(B)]).toHaveLength(2);
    expect(listings).toEqual([{ imported: 4, complete: true }]);
  });

  test.each([
    ['can be read by its ID is imported', { kind: 'ok' }, { imported: 3, complete: true }],
    ['cannot be read by its ID either is missed', { kind: 'malformed' }, { imported: 2, complete: false }],
  ] as const)('of which one whose row is odd and that %s', async (_what, { kind }, listing) => {
    const kit = recovering([made(A, 1), made(B, 2)]);
    const lost = gatewayRefund(refundOf(B), { id: '7', statusId: 2 });
    const { journal, clock } = kit;
    kit.start({
      refundsLost: 1,
      refunded: [B],
      listRefunds: () =>
        Promise.resolve({
          kind: 'ok',
          value: { refunds: [], unread: ['R'], unreadRows: [{ name: 'R', id: lost.id }] },
        }),
      getRefund: () =>
        Promise.resolve(kind === 'ok' ? { kind, value: lost } : { kind, detail: 'shape Refund.Amount' }),
      applyReported: (payment, reported) =>
        void importRefundsFromGateway({ journal, clock, log: silentLog }, payment, reported),
    });
    await clock.pass(0);
    expect(kit.listings).toEqual([listing]);
    await clock.pass(0);
  });

  test('are asked about at the fifth failure of the list, from when on it counts as incomplete', async () => {
    const { clock, next, listings, start } = refunding(1, [B, A]);
    const value = { payments: [made(B, 2)], unread: [], pageIndex: 1, totalPages: 2, totalCount: 3 };
    for (let time = 0; time < 5; time += 1)
      next.push({ kind: 'ok', value }, { kind: 'server-fault', status: 500, retryAfterMs: null });
    start();
    await clock.pass(28_000);
    expect([asked, listings]).toEqual([[], []]);
    await clock.pass(1_000);
    expect([asked, listings]).toEqual([[B], [{ imported: 2, complete: false }]]);
  });

  test('are asked about although the gateway does not tell those of another payment', async () => {
    const { clock, journal, listings, start } = refunding(2, [B, A], null, (id) =>
      id === B ? { kind: 'malformed', detail: 'html' } : undefined,
    );
    start();
    await clock.pass(0);
    expect(asked).toEqual([B, A]);
    expect(journal.refundsOf(A)).toMatchObject([{ amount: 250, state: 'refunded' }]);
    expect(listings).toEqual([{ imported: 3, complete: false }]);
  });

  test('are not asked about further while the gateway cannot be reached', async () => {
    const { clock, listings, start } = refunding(2, [B, A], null, () => ({
      kind: 'unreachable',
      detail: '',
    }));
    start();
    await clock.pass(0);
    expect([asked, listings]).toEqual([[B], []]);
  });

  test('that are more than the till can name leave it to a person', async () => {
    const { clock, listings, start } = refunding(3, [B, A]);
    start();
    await clock.pass(0);
    expect(listings).toEqual([{ imported: 4, complete: false }]);
  });
});
