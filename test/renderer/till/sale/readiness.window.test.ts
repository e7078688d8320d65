/**
 * The readiness value for every cause, in both windows, in real Electron: main's own views are pushed to the
 * built windows. `test/e2e/readiness.test.ts` tests what main does with the same value.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallName, CustomerView, TillView } from '#contract';
import { may, STAFF_ROLES } from '#contract';
import type { DiskTrouble } from '#domain/journal/disk-trouble.ts';
import type { UnreadyCause } from '#domain/payment/unready-causes.ts';
import { UNREADY_CAUSES } from '#domain/payment/unready-causes.ts';
import { journalHealthView } from '#handlers/views/journal-health-view.ts';
import { customerRest, readinessView } from '#handlers/views/readiness-view.ts';
import type { Readiness } from '#services/payment/readiness.ts';
import { typeByHand } from '../../../support/cashier.ts';
import { started, stationKit } from '../../../support/station-kit.ts';
import type { CustomerWindow } from '../../customer/customer-window.ts';
import { openCustomerWindow } from '../../customer/customer-window.ts';
import { customer } from '../../customer/views.ts';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, signedIn, till } from '../../harness/views.ts';

let shown: TillWindow;
let display: CustomerWindow;
beforeAll(async () => {
  [shown, display] = await Promise.all([openTillWindow(), openCustomerWindow()]);
  await shown.size(1024, 600);
  await display.size(1280, 800);
  await display.open(customer());
});
afterAll(async () => {
  await Promise.all([shown.close(), display.close()]);
});

const at = (testid: string) => shown.page.getByTestId(testid);
const customerReads = () => display.page.getByTestId('customer-rest').innerText();

const kit = stationKit();
const earlier = kit.journal.payment(started(kit))!;

const because = (cause: UnreadyCause): Readiness => {
  if (cause === 'payment-unresolved') return { ready: false, cause, earlier };
  if (cause === 'currency-malformed' || cause === 'currency-unknown' || cause === 'currency-unusual')
    return { ready: false, cause, currency: 'JPY' };
  return { ready: false, cause };
};

/** What main reports about the journal along with these causes. */
const DISK_TROUBLES: Readonly<Partial<Record<UnreadyCause, DiskTrouble>>> = {
  'disk-full': 'full',
  'disk-read-only': 'read-only',
  'disk-failing': 'failing',
};

/** Main tells both windows. */
const tell = async (readiness: Readiness, view: Partial<TillView> = {}): Promise<void> => {
  const journalHealth = journalHealthView({
    diskTrouble: readiness.ready ? null : (DISK_TROUBLES[readiness.cause] ?? null),
    damaged: false,
    alarm: null,
    recovery: null,
  });
  await shown.push('till.changed', till({ readiness: readinessView(readiness), journalHealth, ...view }));
  const rest: CustomerView['rest'] = customerRest(readiness);
  await display.push(customer({ rest }));
};

/** What the cashier reads first, what the button beside it says and calls, and what the customer reads. */
const SHOWN: Readonly<
  Record<UnreadyCause, readonly [title: RegExp, button: string | null, call: CallName | null, RegExp]>
> = {
  'settings-changing': [/Settings are being saved/, null, null, /One moment/],
  'sign-in-needed': [/Nobody is signed in/, 'Sign out', 'session.signOut', /closed/],
  'not-set-up': [/not set up yet/, 'Open Settings', 'settings.read', /closed/],
  'office-replaced': [/another computer/, 'Open Settings', 'settings.read', /closed/],
  'role-cannot-charge': [/does not take payments/, 'Sign out', 'session.signOut', /closed/],
  'currency-malformed': [/not a currency code/, 'Open Settings', 'settings.read', /closed/],
  'currency-unknown': [/no such currency/, 'Open Settings', 'settings.read', /closed/],
  'currency-unusual': [/JPY does not have two decimals/, 'Open Settings', 'settings.read', /closed/],
  'disk-full': [/disk is full/, 'Try again', 'till.tryAgain', /One moment/],
  'disk-read-only': [/disk is read-only/, 'Try again', 'till.tryAgain', /One moment/],
  'disk-failing': [/disk is failing/, 'Try again', 'till.tryAgain', /One moment/],
  'journal-importing': [/missing payments/, null, null, /One moment/],
  'shift-needed': [/No shift is open/, 'Open a shift', 'shift.open', /closed/],
  'payment-unresolved': [/still being checked/, 'Show this payment', 'payments.unpark', /One moment/],
  'credentials-refused': [/credentials/, 'Open Settings', 'settings.read', /One moment/],
  'certificate-date': [/computer’s date/, 'Try again', 'till.tryAgain', /One moment/],
  'certificate-unknown': [/not private/, 'Try again', 'till.tryAgain', /One moment/],
  'proxy-asks': [/wants a password/, 'Try again', 'till.tryAgain', /One moment/],
  'proxy-refused': [/Proxy refuses/, 'Try again', 'till.tryAgain', /One moment/],
  'proxy-unreachable': [/not reachable/, 'Try again', 'till.tryAgain', /One moment/],
  'proxy-unusable': [/cannot be used/, 'Try again', 'till.tryAgain', /One moment/],
  'no-internet': [/No internet/, 'Try again', 'till.tryAgain', /One moment/],
  'gateway-down': [/does not answer/, 'Try again', 'till.tryAgain', /One moment/],
};

/** One cause for each button: what surrounds the words looks the same for the others. */
const ONE_OF_EACH_LOOK = new Set(
  new Map(UNREADY_CAUSES.map((cause) => [SHOWN[cause][1], cause] as const)).values(),
);

/**
 * The windows of one till, opened once for each cause; each test continues where the previous one left it.
 */
describe.each(UNREADY_CAUSES)('%s', (cause) => {
  const [title, button, call, toCustomer] = SHOWN[cause];
  beforeAll(() => shown.open());

  test('the till shows it with the remedy in Charge’s place, and both windows are as before once it is gone', async () => {
    await typeByHand(shown.page, '1250');
    await tell(because(cause));
    await at('readiness').waitFor();
    expect(await at('readiness').getAttribute('data-cause')).toBe(cause);
    expect(await at('readiness').innerText()).toMatch(title);
    expect(await at('payment-state').innerText()).toContain('Not ready');
    expect(await at('charge').count()).toBe(0);
    expect(await shown.page.locator('body').innerText()).not.toMatch(/\bReady\b/);
    await shown.page.keyboard.press('Enter');
    expect(await shown.calls('payments.start')).toEqual([]);
    await expect.poll(customerReads).toMatch(toCustomer);
    expect(await display.page.locator('body').innerText()).not.toContain('Welcome');
    if (ONE_OF_EACH_LOOK.has(cause)) expect(await axeViolations(shown.page)).toEqual([]);

    if (button === null) {
      await at('readiness-wait').waitFor();
      expect(await at('readiness-remedy').count()).toBe(0);
    } else expect(await at('readiness-remedy').innerText()).toBe(button);

    await tell({ ready: true });
    await at('charge').waitFor();
    for (const gone of ['readiness', 'problem', 'readiness-remedy', 'readiness-wait'])
      expect(await at(gone).count()).toBe(0);
    expect(await at('payment-state').innerText()).toContain('Ready');
    await expect.poll(customerReads).toBe('Welcome');
    await at('charge').click();
    await expect.poll(() => shown.calls('payments.start')).toMatchObject([{ amount: 1250 }]);
  });

  test('a payment in progress is covered by it in neither window', async () => {
    const current = payment({ state: 'open' });
    await tell(because(cause), { current });
    await at('cancel').waitFor();
    expect(await at('readiness').count()).toBe(0);
    await display.push(customer({ state: 'confirming', rest: customerRest(because(cause)) }));
    await expect.poll(() => display.page.locator('body').innerText()).toContain('Please do not pay again');
  });

  if (call !== null) {
    test(`“${button}” does what it says`, async () => {
      await tell(because(cause));
      expect(await shown.calls(call)).toEqual([]);
      await at('readiness-remedy').click();
      await expect.poll(() => shown.calls(call)).toHaveLength(1);
    });
  }
});

test.each(STAFF_ROLES)('%s reads who may change the settings, unless they may', async (role) => {
  await shown.open(
    { till: till({ readiness: readinessView(because('credentials-refused')) }) },
    signedIn({ person: { id: role, name: 'Kim', role } }),
  );
  const words = await at('readiness').innerText();
  expect(words.includes('A manager or an installer may change them.')).toBe(!may(role, 'change-settings'));
});

test('a customer who has just paid is not welcomed after the thanks either, when the till cannot charge', async () => {
  await display.push(customer({ state: 'paid', rest: 'wait' }));
  await expect.poll(() => display.page.locator('body').innerText()).toContain('Thank you');
  await expect.poll(customerReads).toMatch(/One moment/);
});
