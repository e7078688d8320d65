import { describe, expect, test } from 'vitest';
import type { Refused } from '#services/refund/refund-refusal.ts';
import { refundRefusal } from '#handlers/views/refund-view.ts';
import { problemWords } from '../../../src-renderer/till/problem-words.ts';
import { intended, payLate } from '../../sqlite/kit/new-journal.ts';
import { settings } from '../../support/station-kit.ts';
import type { Fault } from '../../support/fakes/scripted-refunds.ts';
import { NATIVE } from '../../support/fakes/scripted-refunds.ts';
import { PAYMENT, paidShop } from './refund-kit.ts';

const DAY = 24 * 3_600_000;

describe('a refund that cannot start', () => {
  test('is refused while the gateway cannot be reached', async () => {
    const shop = paidShop();
    shop.gateway.next.listRefunds = [{ kind: 'unreachable', detail: 'ENOTFOUND' }];
    expect(await shop.refund(250)).toEqual({ ok: false, why: 'refund-offline' });
    shop.gateway.next.refundTypes = [{ kind: 'no-answer', detail: 'timeout' }];
    expect(await shop.desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-offline' });
    expect(shop.journal.lastRefundNumber()).toBe(0);
    expect(shop.gateway.sent).toEqual([]);
  });

  test.each<[string, Fault, Refused]>([
    [
      'has an error',
      { kind: 'server-fault', status: 500, retryAfterMs: null },
      { ok: false, why: 'refund-gateway-fault' },
    ],
    [
      'sends an unreadable answer',
      { kind: 'malformed', detail: 'empty' },
      { ok: false, why: 'refund-unclear' },
    ],
    [
      'does not accept the credentials',
      { kind: 'credentials-refused' },
      { ok: false, why: 'refund-credentials-refused' },
    ],
    [
      'does not know the payment',
      { kind: 'not-found' },
      { ok: false, why: 'refund-elsewhere', siteId: settings.siteId },
    ],
    [
      'rejects the call',
      { kind: 'rejected', reasons: [{ code: 17, info: 'invalid' }], payment: null },
      { ok: false, why: 'refund-rejected', reasons: [{ code: 17, info: 'invalid' }] },
    ],
  ])('says so of a gateway that %s, and is not started', async (_trouble, fault, refusal) => {
    const shop = paidShop();
    shop.gateway.next.listRefunds = [fault, fault];
    shop.gateway.next.refundTypes = [fault, fault];
    expect(await shop.refund(250)).toEqual(refusal);
    expect(await shop.desk.refundable(PAYMENT)).toEqual(refusal);
    expect(shop.journal.lastRefundNumber()).toBe(0);
  });

  test('needs only the payment when the gateway has no refunds yet', async () => {
    const shop = paidShop();
    shop.gateway.next.listRefunds = [{ kind: 'not-found' }];
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ ok: true, refundable: { left: 1_250 } });
    await shop.clock.pass(60_000);
    shop.gateway.next.refundTypes = [{ kind: 'not-found' }];
    expect(await shop.desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-not-offered' });
  });

  test('ignores a refund of nothing in the gateway’s list', async () => {
    const shop = paidShop();
    shop.gateway.madeElsewhere(0);
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ ok: true, refundable: { left: 1_250 } });
    expect(shop.journal.refundsOf(PAYMENT)).toEqual([]);
  });

  test('because the payment was taken under another SiteID names that one, and calls nothing', async () => {
    const shop = paidShop({ siteId: '2000' });
    expect(await shop.refund(250)).toEqual({ ok: false, why: 'refund-elsewhere', siteId: '2000' });
    expect(shop.gateway.calls).toEqual([]);
  });

  test('is refused with the date once Alipay no longer refunds the payment, 365 days after it', async () => {
    const shop = paidShop();
    const paidAt = shop.journal.payment(PAYMENT)!.changedAt;
    shop.clock.set(paidAt + 365 * DAY - shop.clock.now());
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ ok: true });
    shop.clock.set(1);
    const until = paidAt + 365 * DAY;
    expect(await shop.refund(250)).toEqual({ ok: false, why: 'refund-too-old', until });
    expect(problemWords(refundRefusal({ why: 'refund-too-old', until })).advice).toMatch(
      /until \w{3} 2\d Nov 2027\./,
    );
  });

  test('says that nothing is left, even if the gateway allows no type of refund any more', async () => {
    const shop = paidShop();
    shop.gateway.types = [];
    shop.gateway.madeElsewhere(1_250);
    expect(await shop.desk.refundable(PAYMENT)).toEqual({ ok: false, why: 'refund-nothing-left' });
  });

  test('is refused when the gateway does not allow its type', async () => {
    const shop = paidShop();
    shop.gateway.types = [{ ...NATIVE, allowsPartial: false }];
    expect(await shop.refund(250)).toEqual({ ok: false, why: 'refund-not-partial' });
    expect(await shop.desk.refundable(PAYMENT)).toMatchObject({ ok: true, refundable: { partial: false } });
    await shop.clock.pass(60_000);
    shop.gateway.types = [{ ...NATIVE, needsDetails: true }];
    expect(await shop.refund(1_250)).toEqual({ ok: false, why: 'refund-not-offered' });
  });

  test.each([0, -5, 12.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])(
    'is refused for an amount of %s',
    async (amount) => {
      expect(await paidShop().refund(amount)).toEqual({ ok: false, why: 'refund-amount-malformed' });
    },
  );

  test.each([
    ['longer than a note of a sale', '长'.repeat(201)],
    ['with a line break', 'one cup\nbroken'],
    ['with half a character', 'cup \ud83c'],
    ['with what nobody sees', 'cup\u200b'],
    ['of nothing but a filler', '\u3164'],
  ])('is refused for a note %s, before the gateway is asked', async (_what, note) => {
    const shop = paidShop();
    expect(await shop.refund(250, { note })).toEqual({ ok: false, why: 'refund-note-invalid' });
    expect(shop.gateway.calls).toEqual([]);
    expect((await shop.refund(250, { note: '🍵'.repeat(200) })).ok).toBe(true);
  });

  test('is refused when the payment was not paid, or does not exist', async () => {
    const shop = paidShop();
    shop.journal.append('T1-2', intended('T1-2'), shop.clock.now());
    expect(await shop.refund(1, { paymentReference: 'T1-2' })).toEqual({ ok: false, why: 'refund-not-paid' });
    expect(await shop.refund(1, { paymentReference: 'T1-9' })).toEqual({
      ok: false,
      why: 'payment-not-found',
    });
    expect(shop.gateway.calls).toEqual([]);
  });

  test('is refused, with what was taken, when the payment was in another currency', async () => {
    const shop = paidShop();
    payLate(shop.journal, 'T1-2', shop.clock.now(), { currency: 'USD' });
    expect(await shop.refund(1, { paymentReference: 'T1-2' })).toMatchObject({
      ok: false,
      why: 'refund-other-currency',
      taken: { amount: 1_250, currency: 'USD' },
    });
    expect(shop.journal.lastRefundNumber()).toBe(0);
  });
});
