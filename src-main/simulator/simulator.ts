import { getRequestListener } from '@hono/node-server';
import { siteApp } from './app.ts';
import { openStore } from '#simulator/store/store.ts';
import type { CustomerAction } from '#simulator/store/customer.ts';
import { countSends } from '#simulator/store/sends.ts';
import { storedRecords } from './control/stored-records.ts';
import type { StoredPayment, StoredRefund } from './control/stored-records.ts';
import { recordTraffic } from './control/traffic.ts';
import { prepareListener } from './listener.ts';
import { startNotifier } from './notify/notifier.ts';
import { makePhoneDoor } from './phone/phone-door.ts';
import type { PhoneDoor } from './phone/phone-door.ts';
import { openPlans } from './plans.ts';
import { initialSettings } from './settings.ts';
import { customerActsOn, findPayment } from './site.ts';
import type { Site } from './site.ts';

export type { CustomerAction } from '#simulator/store/customer.ts';

export type SimulatorOptions = {
  /** 0, the default, lets the system choose. */
  port?: number;
  siteId: string;
  apiKey: string;
  /** Epoch ms; Date.now unless a test sets the clock by hand. Delays of answers always pass in real time. */
  now?: () => number;
  /** Append-only JSON lines that keep the payments over a restart; without it they live in memory. */
  storeFile?: string;
  /** Every API answer waits this long; 0 by default. */
  delayMs?: number;
  /** Whether the last two digits of an Amount choose a scenario; true by default. */
  amountEndings?: boolean;
  /** The NotificationURL of the site's dashboard; none by default. */
  notificationUrl?: string;
};

export type Simulator = {
  readonly url: string;
  readonly port: number;
  /** Lets the customer act; false when the payment is unknown or no longer allows it. */
  act(payment: { merchantTransactionId: string } | 'latest', action: CustomerAction): boolean;
  /** Down refuses connections and cuts the open ones; up listens again on the same port. */
  setNetwork(state: 'up' | 'down'): Promise<void>;
  /** The next create is stored, but its answer never arrives. Calling this twice still loses only one. */
  loseNextAnswer(): void;
  /** Whether such a create is still to come. */
  losesNextAnswer(): boolean;
  store(): { payments: StoredPayment[]; refunds: StoredRefund[] };
  /** Closed at first. It gives access to the pages of payments and nothing else. */
  readonly phones: PhoneDoor;
  /** Forgets payments, plans, recorded requests and changed settings. IDs go on counting. */
  reset(): void;
  close(): Promise<void>;
};

/**
 * Starts a simulated GlobalPay on 127.0.0.1, for training, demonstrations and tests. It is written from the vendor's
 * documents and shares no code with our client, so that neither repeats the other's mistakes. Rejects when the port is
 * taken or the store file cannot be opened.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const site = openSite(options);
  const reset = (): void => {
    for (const memory of [site.sends, site.plans, site.traffic]) memory.clear();
    site.store.reset();
    site.settings = initialSettings(options);
  };
  const losesNextAnswer = (): boolean => {
    const plan = site.plans.peek('create');
    return plan !== undefined && 'fault' in plan && plan.fault === 'answer-lost';
  };
  const app = siteApp(site, reset);
  // The simulator runs inside the till's process, and must not replace its global Request and Response.
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const listener = prepareListener(answer, options.port ?? 0);
  await listener.open();
  site.url = `http://127.0.0.1:${listener.port()}`;
  const phones = makePhoneDoor(site);
  const { notificationUrl } = options;
  const stopNotifier = notificationUrl === undefined ? undefined : startNotifier(site, notificationUrl);

  return {
    url: site.url,
    port: listener.port(),
    act: (which, action) => {
      const payment = findPayment(site, which === 'latest' ? which : which.merchantTransactionId);
      return payment !== undefined && customerActsOn(site, payment, action);
    },
    setNetwork: (state) => (state === 'up' ? listener.open() : listener.shut()),
    loseNextAnswer: () => {
      if (!losesNextAnswer()) site.plans.add('create', { fault: 'answer-lost' }, 1);
    },
    losesNextAnswer,
    store: () => storedRecords(site),
    phones,
    reset,
    close: async () => {
      stopNotifier?.();
      await Promise.all([listener.shut(), phones.shut()]);
    },
  };
}

function openSite(options: SimulatorOptions): Site {
  return {
    id: options.siteId,
    apiKey: options.apiKey,
    now: options.now ?? Date.now,
    store: openStore(options.storeFile),
    sends: countSends(),
    plans: openPlans(),
    traffic: recordTraffic(),
    settings: initialSettings(options),
    url: '',
    phoneUrl: '',
  };
}
