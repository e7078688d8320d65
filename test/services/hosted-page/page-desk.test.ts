import { describe, expect, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import { PageDesk } from '#services/hosted-page/page-desk.ts';
import type { HostedPageView, PageEnd, PageRequest } from '#services/hosted-page/page-port.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { recorded } from '../../support/recorded-changes.ts';
import { settings, silentLog, started, stationKit } from '../../support/station-kit.ts';

/** Where the gateway's pages are. */
const GATEWAY = 'https://pay.example';

/** The place over the customer's window, worked by the test. */
class HandView implements HostedPageView {
  readonly opened: PageRequest[] = [];
  isShown = false;
  #onEnd: (end: PageEnd) => void = () => undefined;

  open(request: PageRequest, onEnd: (end: PageEnd) => void): () => void {
    this.opened.push(request);
    this.isShown = true;
    this.#onEnd = onEnd;
    return () => (this.isShown = false);
  }

  end(how: PageEnd): void {
    this.isShown = false;
    this.#onEnd(how);
  }
}

interface Shop {
  readonly isOn?: boolean;
  readonly localOrigin?: string;
  readonly isUnseen?: boolean;
  readonly chosenLanguage?: LanguageName | null;
}

/** A sale that the customer can pay, in a shop that shows the gateway's page. */
const openSale = async ({
  isOn = true,
  localOrigin = GATEWAY,
  isUnseen = false,
  chosenLanguage = null,
}: Shop = {}) => {
  const kit = stationKit();
  const view = new HandView();
  const link = { failing: false };
  const display = { isUnseen };
  const page = new PageDesk({
    settings: { ...settings, showsGatewayPage: isOn },
    realm: { environment: 'bench', localOrigin },
    payments: kit.desk,
    link,
    isCustomerUnseen: () => display.isUnseen,
    receipts: { chosenLanguage, usualLanguage: 'de' },
    view,
    changes: kit.changes,
    clock: kit.clock,
    log: silentLog,
  });
  const reference = started(kit);
  await settle();
  const returns = (data: string, whose = reference): void => {
    const { returnUrl } = settings.terminal;
    view.end({ kind: 'returned', address: `${returnUrl}?data=${data}&MerchantTransactionID=${whose}` });
  };
  const report = async (change: Partial<GatewayPayment>): Promise<void> => {
    kit.gateway.set(reference, change);
    await kit.clock.pass(4_000);
  };
  return { kit, view, link, display, page, reference, returns, report };
};

describe('the gateway’s page', () => {
  test('is shown as soon as the customer can pay, and only where the shop wants it', async () => {
    const shop = await openSale();
    expect(shop.page.stage).toEqual({ at: 'shown' });
    expect(shop.view.opened.map(({ address }) => new URL(address).origin)).toEqual([GATEWAY]);
    const other = await openSale({ isOn: false });
    expect(other.page.stage).toEqual({ at: 'none' });
    expect(other.view.opened).toEqual([]);
  });

  test.each([
    ['the customer’s, where they have chosen one', 'fr', 'fr'],
    ['the one for customers, where they have not', null, 'de'],
  ] as const)('is asked to speak a language: %s', async (_whose, chosenLanguage, language) => {
    const { view } = await openSale({ chosenLanguage });
    expect(view.opened.map((request) => request.language)).toEqual([language]);
  });

  test('stays while the customer is paying on it, and is opened once', async () => {
    const { view, page, report } = await openSale();
    await report({ statusId: 6 });
    await report({ statusId: 7 });
    expect(page.stage).toEqual({ at: 'shown' });
    expect(view.isShown).toBe(true);
    expect(view.opened).toHaveLength(1);
  });

  test.each([
    ['paid', 2],
    ['cancelled', 3],
    ['failed', 4],
    ['expired', 5],
    ['under investigation', 14],
  ])('is closed once the gateway says that the payment is %s', async (_words, statusId) => {
    const { view, page, report } = await openSale();
    await report({ statusId });
    expect(view.isShown).toBe(false);
    expect(page.stage).toEqual({ at: 'none' });
  });

  test('is closed when the cashier cancels, and when the time to pay is over', async () => {
    const { kit, view, reference } = await openSale();
    kit.desk.cancel(reference);
    expect(view.isShown).toBe(false);
    const later = await openSale();
    await later.kit.clock.pass(settings.terminal.tokenLifetime * 60_000 + 30_000);
    expect(later.view.isShown).toBe(false);
  });

  test('is closed when the till stops, and shows nothing afterwards', async () => {
    const { kit, view, page } = await openSale();
    page.stop();
    expect(view.isShown).toBe(false);
    kit.changes.emit('status');
    expect(view.opened).toHaveLength(1);
  });

  test('is closed while the gateway cannot be reached, and does not come back by itself', async () => {
    const { kit, view, link, page } = await openSale();
    link.failing = true;
    kit.changes.emit('status');
    expect(page.stage).toEqual({ at: 'failed', fault: 'offline' });
    link.failing = false;
    kit.changes.emit('status');
    expect(view.isShown).toBe(false);
    expect(view.opened).toHaveLength(1);
  });

  test('is closed when the customer’s display is pulled out, both windows are told, and the code stays once it is back', async () => {
    const { kit, view, display, page } = await openSale();
    const updates = recorded(kit.changes, 'status');
    display.isUnseen = true;
    kit.changes.emit('display');
    await kit.clock.pass(4_000);
    expect(view.isShown).toBe(false);
    expect(page.stage).toEqual({ at: 'failed', fault: 'unseen' });
    expect(updates).toHaveLength(1);
    display.isUnseen = false;
    kit.changes.emit('display');
    kit.changes.emit('status');
    expect(view.opened).toHaveLength(1);
  });

  test('stays when the customer’s display only blinks', async () => {
    const { kit, view, display, page } = await openSale();
    const seen = (isUnseen: boolean): void => {
      display.isUnseen = isUnseen;
      kit.changes.emit('display');
    };
    seen(true);
    await kit.clock.pass(1_000);
    expect(view.isShown).toBe(true);
    seen(false);
    await kit.clock.pass(10_000);
    expect([view.isShown, page.stage]).toEqual([true, { at: 'shown' }]);
  });

  test('gives way to the code where the display keeps changing and is never seen', async () => {
    const { kit, display, page } = await openSale();
    display.isUnseen = true;
    for (let second = 0; second < 6; second += 3) {
      kit.changes.emit('display');
      await kit.clock.pass(3_000);
    }
    expect(page.stage).toEqual({ at: 'failed', fault: 'unseen' });
  });

  test('that ended while the display blinked is not ended once more', async () => {
    const { kit, view, display, page } = await openSale();
    display.isUnseen = true;
    kit.changes.emit('display');
    view.end({ kind: 'failed', fault: 'crashed' });
    await kit.clock.pass(10_000);
    expect(page.stage).toEqual({ at: 'failed', fault: 'crashed' });
  });

  test('is not opened where the customer cannot see it, but is for the next one who can', async () => {
    const { kit, view, display, page, reference, report } = await openSale({ isUnseen: true });
    expect(view.opened).toEqual([]);
    expect(page.stage).toEqual({ at: 'failed', fault: 'unseen' });
    display.isUnseen = false;
    await report({ statusId: 3 });
    kit.desk.dismiss(reference);
    started(kit, 1300);
    await settle();
    expect(page.stage).toEqual({ at: 'shown' });
  });

  test('is not opened at an address that is not the gateway’s', async () => {
    const { view, page } = await openSale({ localOrigin: 'https://other.example' });
    expect(page.stage).toEqual({ at: 'failed', fault: 'left' });
    expect(view.opened).toEqual([]);
  });

  test('may go only where the gateway may, and knows the way back to the shop', async () => {
    const { view } = await openSale();
    const [request] = view.opened;
    expect(request?.mayOpen(`${GATEWAY}/Home/Alipay`)).toBe(true);
    expect(request?.mayOpen('https://evil.example/')).toBe(false);
    expect(request?.mayFetch('https://evil.example/x.js')).toBe(false);
    expect(request?.sources).toEqual([GATEWAY]);
    expect(request?.isReturn(`${settings.terminal.returnUrl}?data=2`)).toBe(true);
    expect(request?.isReturn(`${GATEWAY}/Home`)).toBe(false);
  });
});

describe('what the page says on its way back', () => {
  test('chooses the picture and nothing else: the payment stays open until the gateway is asked', async () => {
    const { kit, page, reference, returns } = await openSale();
    const updates = recorded(kit.changes, 'status');
    const written = kit.journal.payment(reference);
    returns('2');
    expect(page.stage).toEqual({ at: 'returned', picture: 'confirming' });
    expect(kit.journal.payment(reference)).toEqual(written);
    expect(written?.state).toBe('open');
    expect(updates).not.toEqual([]);
  });

  test('“paid” with another payment closes the page as a fault', async () => {
    const { page, returns } = await openSale();
    returns('2', 'T1-20261123-000009-BBBBBBBB');
    expect(page.stage).toEqual({ at: 'failed', fault: 'another' });
  });

  test('is forgotten with the sale: the next customer gets a page of their own', async () => {
    const { kit, view, page, reference, returns, report } = await openSale();
    returns('3');
    expect(page.stage).toEqual({ at: 'returned', picture: 'cancelling' });
    await report({ statusId: 3 });
    kit.desk.dismiss(reference);
    expect(page.stage).toEqual({ at: 'none' });
    started(kit, 1300);
    await settle();
    expect(page.stage).toEqual({ at: 'shown' });
    expect(view.opened).toHaveLength(2);
  });

  test('comes to nothing where the sale is over already', async () => {
    const { page, report, returns } = await openSale();
    await report({ statusId: 2 });
    returns('4');
    expect(page.stage).toEqual({ at: 'none' });
  });
});

test.each(['unloaded', 'hangs', 'crashed', 'left', 'downloads'] as const)(
  'a page that fails (%s) is not opened again for this sale, and both windows are told',
  async (fault) => {
    const { kit, view, page } = await openSale();
    const updates = recorded(kit.changes, 'status');
    view.end({ kind: 'failed', fault });
    expect(page.stage).toEqual({ at: 'failed', fault });
    expect(updates).not.toEqual([]);
    await kit.clock.pass(4_000);
    expect(view.opened).toHaveLength(1);
  },
);
