/**
 * Every screen of the till in the real app, one after another. The till is one of a test bench, so that each state can
 * be brought about; only its band shows it.
 */
import type { Page } from 'playwright-core';
import { approve, addCashier, makeFirstManager, signIn } from '../../e2e/day/people.ts';
import { typeByHand } from '../cashier.ts';
import type { GatewayBench, Station } from '../station.ts';
import type { WindowName } from './speak.ts';
import {
  charge,
  customerState,
  freshHome,
  openGatewayBench,
  openStation,
  referenceOn,
  removeHome,
  tillState,
} from '../station.ts';

/** What is done with a screen of one of the windows while it stands there; its name begins with its place on a contact sheet. */
export type Show = (page: Page, name: string, window: WindowName) => Promise<void>;

const CHEN = { name: 'Chen', pin: '830219' };
const LIN = { name: 'Lin', pin: '47110' };
/** Of the gateway's simulator: it declines to say how this one ended. */
const UNLISTED = 99;

/** A payment on its way, and what its customer does with it. */
const started = async (till: Page, bench: GatewayBench, amount: number) => {
  await charge(till, amount);
  await tillState(till, 'open');
  const reference = await referenceOn(till);
  return (action: 'scan' | 'pay' | 'decline'): void =>
    void bench.simulator.act({ merchantTransactionId: reference }, action);
};

const selling = async ({ till, customer }: Station, bench: GatewayBench, show: Show): Promise<void> => {
  /** Not what is paid: the customer’s window thanks for some seconds only. */
  const both = async (name: string, state: string): Promise<void> => {
    await show(till, name, 'till');
    await customerState(customer, state);
    await show(customer, `${name}-customer`, 'customer');
  };
  await both('04-ready', 'idle');
  await typeByHand(till, '1250+880');
  await show(till, '05-sum', 'till');
  await till.getByTestId('help').click();
  await till.getByTestId('help-sheet').waitFor();
  await show(till, '06-help', 'till');
  await till.getByTestId('help-close').click();
  await till.getByTestId('key-clear').click();
  const first = await started(till, bench, 2130);
  await both('07-waiting', 'open');
  first('scan');
  await tillState(till, 'pending');
  await both('08-confirming', 'confirming');
  first('pay');
  await tillState(till, 'paid');
  await show(till, '09-paid', 'till');
  const next = await started(till, bench, 1990);
  next('decline');
  await tillState(till, 'failed');
  await both('10-failed', 'failed');
  await started(till, bench, 640);
  await till.keyboard.press('Escape');
  await tillState(till, 'cancelled');
  await both('11-cancelled', 'cancelled');
  await started(till, bench, 71_000);
  await bench.control('set-status', { reference: await referenceOn(till), statusId: UNLISTED });
  await tillState(till, 'unknown');
  await both('12-unknown', 'unknown');
  await till.getByTestId('new-sale').click();
  await tillState(till, 'idle');
};

const refunding = async (till: Page, show: Show): Promise<void> => {
  await till.getByTestId('history-row').filter({ hasText: '21.30' }).click();
  await till.getByTestId('story').waitFor();
  await show(till, '13-details', 'till');
  await till.getByTestId('refund').click();
  await till.getByTestId('refund-amount').waitFor();
  await show(till, '14-refund', 'till');
  await till.getByTestId('refund-confirm').click();
  await till.getByTestId('approval').waitFor();
  await show(till, '15-approval', 'till');
  await approve(till, CHEN);
  await till.locator('[data-testid="refund-state"][data-state="refunded"]').waitFor();
  await show(till, '16-refunded', 'till');
  await till.getByTestId('story-back').click();
};

const managing = async (till: Page, show: Show): Promise<void> => {
  await till.getByTestId('rail-overview').click();
  await till.getByTestId('overview-net').waitFor();
  await show(till, '28-overview', 'till');
  await till.getByTestId('overview-table').click();
  await show(till, '29-overview-tables', 'till');
  await till.getByTestId('rail-history').click();
  await till.getByTestId('history').waitFor();
  await show(till, '17-history', 'till');
  await till.getByTestId('history-filters').click();
  await till.getByTestId('history-least').waitFor();
  await show(till, '31-history-filters', 'till');
  await till.getByTestId('history-row').filter({ hasText: '710.00' }).click();
  await till.getByTestId('settle-open').click();
  await till.getByTestId('settle-dialog').waitFor();
  await show(till, '32-settle', 'till');
  await till.getByTestId('settle-back').click();
  await till.getByTestId('rail-day').click();
  await till.getByTestId('x-report').click();
  await till.getByTestId('x-sheet').waitFor();
  await show(till, '18-x', 'till');
  await till.getByTestId('day-back').click();
  await show(till, '19-day', 'till');
  await till.getByTestId('export-range').click();
  await till.getByTestId('export-format').waitFor();
  await show(till, '33-export', 'till');
  await till.getByTestId('day-back').click();
  await till.getByTestId('close-day').click();
  await till.getByTestId('close-confirm').waitFor();
  await show(till, '20-close-the-day', 'till');
  await till.getByTestId('close-confirm').click();
  await till.getByTestId('z-number').waitFor();
  await show(till, '21-z', 'till');
  await till.getByTestId('rail-audit').click();
  await till.getByTestId('audit-row').first().waitFor();
  await show(till, '22-audit', 'till');
  await till.getByTestId('rail-staff').click();
  await till.getByTestId('staff-row').first().waitFor();
  await show(till, '23-staff', 'till');
  await till.getByTestId('rail-settings').click();
  await till.getByTestId('settings').waitFor();
  await show(till, '24-settings', 'till');
  for (const topic of ['shop', 'charging', 'receipts', 'about']) {
    await till.getByTestId(`topic-${topic}`).click();
    await show(till, `35-settings-${topic}`, 'till');
  }
  await till.getByTestId('rail-sale').click();
  await till.getByTestId('change-pin').click();
  await till.getByTestId('own-pin').waitFor();
  await show(till, '36-own-pin', 'till');
  await till.getByTestId('own-pin-cancel').click();
};

const day = async (station: Station, bench: GatewayBench, show: Show): Promise<void> => {
  const { till } = station;
  await till.getByTestId('first-manager').waitFor();
  await show(till, '01-first-manager', 'till');
  await makeFirstManager(till, CHEN);
  await till.getByTestId('rail-staff').click();
  await addCashier(till, LIN);
  await show(till, '02-people', 'till');
  await till.getByTestId('hand-over').click();
  await till.getByTestId('sign-in').waitFor();
  await show(till, '03-sign-in', 'till');
  await signIn(till, LIN);
  await selling(station, bench, show);
  await refunding(till, show);
  await bench.simulator.setNetwork('down');
  await till.getByTestId('readiness').waitFor();
  await show(till, '25-no-gateway', 'till');
  await bench.simulator.setNetwork('up');
  await till.getByTestId('charge').waitFor();
  await till.getByTestId('hand-over').click();
  await signIn(till, CHEN);
  await managing(till, show);
};

const settingUp = async ({ till }: Station, show: Show): Promise<void> => {
  await show(till, '26-first-start', 'till');
  await till.getByTestId('set-up-next').click();
  await till.locator('[data-testid="set-up"][data-step="shop"]').waitFor();
  await show(till, '27-set-up-shop', 'till');
  await till.getByTestId('set-up-later').click();
  await tillState(till, 'idle');
  await charge(till, 1250);
  await till.getByTestId('training-scan').waitFor();
  await show(till, '37-training', 'till');
};

const onAStation = async (
  open: () => Promise<Station>,
  use: (station: Station) => Promise<void>,
): Promise<void> => {
  const station = await open();
  try {
    await use(station);
  } finally {
    await station.close();
    removeHome(station.home);
  }
};

/** Shows every screen, in the order of the work; `atEnd` has the till that is still open then. */
export const everyScreen = async (
  show: Show,
  atEnd: (station: Station) => Promise<void> = async () => {},
): Promise<void> => {
  const bench = await openGatewayBench();
  try {
    await onAStation(
      () => openStation({ home: freshHome(), setUp: true }),
      (station) => settingUp(station, show),
    );
    await onAStation(
      () => openStation({ home: freshHome(), gateway: bench.gateway, staffed: true }),
      async (station) => {
        await day(station, bench, show);
        await atEnd(station);
      },
    );
  } finally {
    await bench.simulator.close();
  }
};
