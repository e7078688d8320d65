import { describe, expect, it } from 'vitest';
import { readList, readRefunds, readRefundTypes } from '#globalpay/wire/reading.ts';
import { answer, status } from '../support/sales.ts';

describe('Lists that differ from the examples', () => {
  it('if an envelope does not say where it stands in the list, nothing is made up', () => {
    const { Payments } = answer('payments-page') as { Payments: unknown[] };
    const unsaid = { pageIndex: null, totalPages: null, totalCount: null };
    expect(readList({ Payments }, false)).toMatchObject({ kind: 'ok', value: unsaid });
    expect(readList({ Payments, Count: 2 }, false)).toMatchObject({ kind: 'ok', value: unsaid });
    expect(readList({ Payments, TotalCount: 5, PageIndex: 'x' }, false)).toMatchObject({
      value: { ...unsaid, totalCount: 5 },
    });
  });

  it('counts may be texts', () => {
    expect(
      readList({ Payments: [], PageIndex: '4', TotalPages: '3', TotalCount: '41' }, false),
    ).toMatchObject({ kind: 'ok', value: { pageIndex: 4, totalPages: 3, totalCount: 41 } });
  });

  it('null payments count as none only where a number says so', () => {
    expect(readList({ Payments: null, TotalCount: 0 }, false)).toMatchObject({ kind: 'ok' });
    for (const named of [{ Count: 0 }, { TotalPages: 0, TotalCount: null }])
      expect(readList({ Payments: null, ...named }, false)).toMatchObject({ kind: 'ok' });
    const bodies = [
      { Payments: null, TotalCount: 2 },
      { Payments: null, TotalCount: 2, Count: 0 },
      { TotalCount: 0 },
    ];
    for (const body of bodies) {
      expect(readList(body, false)).toEqual({ kind: 'malformed', detail: 'shape Payments' });
    }
  });

  it('a list with fewer rows than it counts has lost some', () => {
    const { Payments } = answer('payments-page') as { Payments: unknown[] };
    expect(readList({ Payments, Count: Payments.length }, false)).toMatchObject({ kind: 'ok' });
    for (const list of [
      { Payments: [], Count: 1 },
      { Payments, Count: 3 },
      { Payments, Count: '3' },
    ])
      expect(readList(list, false)).toEqual({ kind: 'malformed', detail: 'shape Count' });
    expect(readRefunds('7300451')({ Refunds: [], Count: 1 }, false)).toMatchObject({ kind: 'malformed' });
  });

  it.each([[-1], ['-1'], [1.5], ['3e1'], [''], [true], [[]]])('a total of %j is no total', (TotalCount) => {
    expect(readList({ Payments: [], TotalCount }, false)).toMatchObject({ value: { totalCount: null } });
  });

  it.each([
    [null],
    [''],
    [[]],
    [{}],
    [{ Payments: null }],
    [{ Payments: null, TotalPages: null, TotalCount: null, Error: null }],
  ])('a list answered with %j is not there', (body) => {
    expect(readList(body, false)).toEqual({ kind: 'not-found' });
  });

  it.each([[null], [''], [[]], [{}], [{ Refund: null, Error: null }]])(
    'refunds answered with %j are not there',
    (body) => {
      expect(readRefunds('7300451')(body, false)).toEqual({ kind: 'not-found' });
    },
  );

  it('an unreadable row keeps its reference, so that no charge vanishes from the list', () => {
    const page = answer('payments-page') as { Payments: Record<string, unknown>[] };
    const Payments = [page.Payments[0], { ...page.Payments[1], Amount: null }, { ID: null }];
    expect(readList({ Payments }, false)).toMatchObject({
      kind: 'ok',
      value: { payments: [{ amount: 1250 }], unread: ['ST01-20240321-000006', ''] },
    });
  });

  const odd: readonly (readonly [unknown, string])[] = [
    [null, ''],
    ['oops', ''],
    [[], ''],
    [{ ID: null, MerchantTransactionID: 'R0', Amount: '100', Status: { ID: null, Reasons: null } }, 'R0'],
    [{ ID: 36_009, MerchantTransactionID: null, Amount: '1.00', Status: { ID: 1 } }, '36009'],
    [{ ID: 36_009, MerchantTransactionID: 'R0', Amount: '100' }, 'R0'],
  ];

  it.each(odd)('the row %j is skipped by name in a list of payments', (row, name) => {
    const { Payments } = answer('payments-page') as { Payments: unknown[] };
    expect(readList({ Payments: [row, ...Payments] }, false)).toMatchObject({
      kind: 'ok',
      value: { payments: [{ id: '7300451' }, { id: '7300449' }], unread: [name] },
    });
  });

  it.each(odd)('the row %j is skipped by name in a list of refunds', (row, name) => {
    const { Refund } = answer('refunds/opened') as { Refund: unknown };
    expect(readRefunds('7300451')({ Refunds: [row, Refund] }, false)).toMatchObject({
      kind: 'ok',
      value: { refunds: [{ id: '36001' }], unread: [name] },
    });
  });

  it('refunds whose rows cannot be read are kept by name and ID, so that they can be asked for', () => {
    const Refunds = odd.map(([row]) => row);
    expect(readRefunds('7300451')({ Refunds }, false)).toMatchObject({
      value: {
        unreadRows: [
          { name: '36009', id: '36009' },
          { name: 'R0', id: '36009' },
        ],
      },
    });
  });

  it('an odd type of refund is skipped', () => {
    const RefundTypes = [null, { ID: null }, { ID: 1, AllowsPartialRefund: true }];
    expect(readRefundTypes({ RefundTypes }, false)).toMatchObject({
      kind: 'ok',
      value: [{ allowsPartial: true }],
    });
  });

  it('a list of refunds that counts more than it contains is incomplete', () => {
    const { Refund } = answer('refunds/opened') as { Refund: unknown };
    expect(readRefunds('7300451')({ Refunds: [Refund], TotalCount: 2 }, false)).toMatchObject({
      kind: 'malformed',
    });
  });

  it('a list refused with status 200 is refused', () => {
    expect(readList(answer('payments-refused'), false)).toEqual({
      kind: 'rejected',
      reasons: [{ code: null, info: 'startDate is not a date' }],
      payment: null,
    });
    expect(readList({ Payment: { Status: status(null, [{ Code: 2, Info: 'no' }]) } }, false)).toMatchObject({
      kind: 'rejected',
      reasons: [{ code: 2, info: 'no' }],
    });
  });
});
