/**
 * Shows the gateway's own page to the customer, if the shop wants that: from when the payment can be paid until the
 * page returns to the shop or fails, or the customer can no longer pay. The page says nothing reliable about money;
 * only the gateway's answer does.
 */
import { mayBegin, mayFetch, mayOpen, sourcesOf } from '#domain/hosted-page/page-hosts.ts';
import type { PageRealm } from '#domain/hosted-page/page-hosts.ts';
import type { WaitingPicture } from '#domain/hosted-page/page-return.ts';
import { isReturn, returnOf } from '#domain/hosted-page/page-return.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import { Alarm } from '#services/alarm.ts';
import type { Changes } from '#services/changes.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { ReceiptDesk } from '#services/print/receipt-desk.ts';
import type { HostedPageView, PageEnd, PageFault } from './page-port.ts';

/** How far the page of the current payment has got. */
export type PageStage =
  | { readonly at: 'none' }
  | { readonly at: 'shown' }
  | { readonly at: 'returned'; readonly picture: WaitingPicture }
  /** It was closed, and the customer gets the till's own code if there is one. */
  | { readonly at: 'failed'; readonly fault: PageFault };

export interface PageDeskPorts {
  readonly settings: Pick<EffectiveSettings, 'showsGatewayPage'>;
  readonly realm: PageRealm;
  readonly payments: { readonly current: Payment | null };
  readonly link: { readonly failing: boolean };
  /** Whether the customer cannot see their window; the cashier can then show them only the till's own code. */
  readonly isCustomerUnseen: () => boolean;
  readonly receipts: Pick<ReceiptDesk, 'chosenLanguage' | 'usualLanguage'>;
  readonly view: HostedPageView;
  readonly changes: Pick<Changes, 'on' | 'emit'>;
  readonly clock: Pick<Clock, 'now' | 'wakeAt'>;
  readonly log: Log;
}

/** A display may blink, as when its plug is touched; what a customer has typed on the page outlives that. */
const UNSEEN_MS = 4_000;

const NONE: PageStage = { at: 'none' };
const NOTHING = (): void => undefined;

/** Whether the customer may still be busy paying it. */
const isCustomers = ({ state, cancelling }: Payment): boolean =>
  (state === 'open' || state === 'pending') && cancelling === 'no';

export class PageDesk {
  readonly #ports: PageDeskPorts;
  readonly #stops: readonly (() => void)[];
  readonly #unseen: Alarm;
  #reference: string | null = null;
  #stage = NONE;
  #close = NOTHING;

  constructor(ports: PageDeskPorts) {
    this.#ports = ports;
    this.#unseen = new Alarm(ports.clock);
    const update = (): void => this.#update();
    const { changes } = ports;
    this.#stops = [
      changes.on('payment', update),
      changes.on('status', update),
      changes.on('display', () => this.#lookAtDisplay()),
    ];
  }

  /** How far the current payment's page has got. */
  get stage(): PageStage {
    return this.#stage;
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#leave(NONE);
  }

  #update(): void {
    const { payments, link } = this.#ports;
    const { current } = payments;
    if (current?.reference !== this.#reference) this.#leave(NONE);
    this.#reference = current?.reference ?? null;
    if (!current) return;
    if (!isCustomers(current)) this.#leave(NONE);
    else if (this.#stage.at === 'shown' && link.failing) this.#fail('offline');
    else if (this.#stage.at === 'none') this.#begin(current);
  }

  #lookAtDisplay(): void {
    if (this.#stage.at !== 'shown' || !this.#ports.isCustomerUnseen()) {
      this.#unseen.cancel();
      return;
    }
    // A display that keeps changing without being seen must not put it off.
    if (this.#unseen.isSet) return;
    this.#unseen.setIn(UNSEEN_MS, () => {
      this.#fail('unseen');
      this.#ports.changes.emit('status');
    });
  }

  #begin(payment: Payment): void {
    const { settings, realm, link, isCustomerUnseen, receipts, view } = this.#ports;
    const address = payment.state === 'open' ? payment.gateway.redirectUrl : null;
    if (!settings.showsGatewayPage || address === null || link.failing) return;
    if (!mayBegin(address, realm)) {
      this.#fail('left');
      return;
    }
    if (isCustomerUnseen()) {
      this.#fail('unseen');
      return;
    }
    const { returnUrl } = payment.terminal;
    this.#stage = { at: 'shown' };
    this.#close = view.open(
      {
        address,
        language: receipts.chosenLanguage ?? receipts.usualLanguage,
        mayOpen: (to) => mayOpen(to, realm),
        mayFetch: (from) => mayFetch(from, realm),
        sources: sourcesOf(realm),
        isReturn: (to) => isReturn(to, returnUrl),
      },
      (end) => this.#ended(payment, end),
    );
  }

  #ended({ reference, terminal }: Payment, end: PageEnd): void {
    if (reference !== this.#reference || this.#stage.at !== 'shown') return;
    if (end.kind === 'failed') this.#fail(end.fault);
    else this.#cameBack(returnOf(end.address, terminal.returnUrl, reference));
    this.#ports.changes.emit('status');
  }

  #cameBack(back: ReturnType<typeof returnOf>): void {
    switch (back.kind) {
      case 'returned':
        this.#leave({ at: 'returned', picture: back.picture });
        return;
      case 'another-payment':
        this.#fail('another');
        return;
      case 'elsewhere':
        this.#fail('left');
        return;
      default:
        back satisfies never;
    }
  }

  #fail(fault: PageFault): void {
    this.#ports.log.warn('the gateway’s page was closed', { reference: this.#reference, fault });
    this.#leave({ at: 'failed', fault });
  }

  #leave(stage: PageStage): void {
    this.#unseen.cancel();
    const close = this.#close;
    [this.#stage, this.#close] = [stage, NOTHING];
    close();
  }
}
