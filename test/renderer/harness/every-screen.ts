/** Every screen and dialog of the till's window, each shown as main would have it shown. */
import type { PaymentView, RestoringView, SettingsView, SetUpStep } from '#contract';
import { SET_UP_STEPS } from '#contract';
import { madeUpOverview, madeUpSaturday } from '../../support/made-up/made-up-overview.ts';
import { typeByHand } from '../../support/cashier.ts';
import { day, reconciled, report, unresolved, z } from './day-views.ts';
import { historyPage, manyRows, paymentRow, refundRow } from './history-views.ts';
import type { Show } from './screens/show.ts';
import { ok, press, refused, see } from './screens/show.ts';
import { SETTINGS } from './screens/settings-screens.ts';
import { openStoryIn } from './screens/story.ts';
import type { TillWindow } from './till-window.ts';
import {
  inTraining,
  NOON,
  payment,
  refund,
  restoredTill,
  restoring,
  settings,
  signedIn,
  signedOut,
  snapshot,
  till,
  unready,
} from './views.ts';

const paid = payment({ state: 'paid', orderReference: 'Table 9' });
const unknown = payment({
  state: 'unknown',
  problem: { code: 'gateway-no-answer', details: {} },
  settlable: true,
});
const late = payment({ state: 'paid', late: true });

const selling =
  (state: Partial<PaymentView>): Show =>
  async (shown) => {
    const current = payment({ orderReference: 'Table 12', ...state });
    await shown.open({ till: till({ current }), history: [current] });
  };

const openDay = async (shown: TillWindow): Promise<void> => {
  await shown.open();
  await shown.reply('day.read', ok(day()));
  await shown.reply('day.xReport', ok(report({ unresolved: [unresolved] })));
  await shown.reply('day.close', ok(z()));
  await shown.reply('day.z', ok(z()));
  await shown.reply('day.reconcile', ok(reconciled()));
  await press(shown, 'rail-day', 'shift');
};

const COMING = { stage: 'coming', done: 500, total: 12_345 } as const;

const setUp =
  (step: SetUpStep, has: Partial<SettingsView> = {}, of: Partial<RestoringView> = {}): Show =>
  async (shown) => {
    const kept = {
      step,
      typed: { ...settings().saved, environment: 'live' },
      opensShift: true,
      restores: step === 'office',
    };
    const view = { stage: 'under-way', opens: true, kept, rollOutFault: null };
    await shown.open({ till: inTraining }, signedIn({ people: [], isTraining: true }));
    await shown.reply('settings.read', ok(settings({ keySaved: ['live'], ...has })));
    await shown.reply('setUp.read', ok(view));
    await shown.reply('setUp.keep', ok(view));
    await shown.reply('setUp.restoring', ok(restoring(of)));
    await shown.page.getByTestId('band-set-up').click();
    await shown.page.locator(`[data-testid="set-up"][data-step="${step}"]`).waitFor();
  };

const question = async (shown: TillWindow, start: object, testid: string): Promise<void> => {
  await shown.open({ till: till(), history: [paid] });
  await shown.reply('payments.start', ok(start));
  await typeByHand(shown.page, '1250');
  await shown.page.getByTestId('charge').click();
  await see(shown, testid);
};

const SALE: Readonly<Record<string, Show>> = {
  idle: async (shown) => {
    await shown.open({ history: [paid] });
  },
  'behind the office': async (shown) => {
    const office = { late: { events: 128, since: NOON }, trouble: 'ahead' } as const;
    await shown.open({ till: till({ office, parked: 2 }) });
    await see(shown, 'office-notice');
  },
  takings: async (shown) => {
    await shown.open();
    await shown.reply('takings.today', ok(madeUpSaturday));
    await shown.push('till.replaced', snapshot({ history: [paid] }));
    await see(shown, 'takings-today');
  },
  sum: async (shown) => {
    await shown.open();
    await typeByHand(shown.page, '1250+880');
    await see(shown, 'tape');
  },
  'a sum of huge amounts': async (shown) => {
    await shown.open();
    await typeByHand(shown.page, '999999999999*10+999999999999');
    await see(shown, 'tape');
  },
  'not ready': async (shown) => {
    await shown.open({ till: unready('no-internet', 'try-again') });
  },
  training: async (shown) => {
    await shown.open({ till: { ...inTraining, parked: 1 }, history: [paid] });
  },
  'training on a phone': async (shown) => {
    const phone = { state: 'open', address: 'http://192.168.100.100:49152' } as const;
    await shown.open({ till: { ...inTraining, training: { network: 'up', losesNextAnswer: false, phone } } });
    await see(shown, 'training-phone');
  },
  sending: selling({ state: 'sending' }),
  waiting: selling({ state: 'open', code: 'https://pay.example/1' }),
  'waiting while the gateway is down': async (shown) => {
    const current = payment({ state: 'open', code: 'https://pay.example/1' });
    await shown.open({ till: till({ current, connection: 'gateway-down' }), history: [current] });
    await see(shown, 'connection-advice');
  },
  confirming: selling({ state: 'pending' }),
  paid: selling({ state: 'paid' }),
  failed: selling({ state: 'failed', problem: { code: 'gateway-declined', details: {} } }),
  expired: selling({ state: 'expired' }),
  cancelled: selling({ state: 'cancelled' }),
  unknown: selling(unknown),
  'same amount': (shown) => question(shown, { answer: 'same-amount', earlier: paid }, 'same-amount'),
  'payments missing': (shown) => question(shown, { answer: 'payments-missing' }, 'payments-missing'),
  'the code on the till': async (shown) => {
    await selling({ state: 'open', code: 'https://pay.example/1' })(shown);
    await press(shown, 'mirror-code', 'customer-code');
  },
  help: async (shown) => {
    await shown.open();
    await press(shown, 'help', 'help-sheet');
  },
};

const AFTERWARDS: Readonly<Record<string, Show>> = {
  details: (shown) => openStoryIn(shown, paid),
  refund: async (shown) => {
    await openStoryIn(shown, paid);
    await press(shown, 'refund', 'refund-amount');
  },
  refunds: (shown) =>
    openStoryIn(shown, paid, [
      refund({ state: 'refunded', amount: 800, note: 'Wrong order' }),
      refund({ reference: 'T1-20261105-R00002-7HJ2K9QD', amount: 450 }),
    ]),
  'settle by hand': async (shown) => {
    await openStoryIn(shown, unknown);
    await press(shown, 'settle-open', 'settle-dialog');
  },
  approval: async (shown) => {
    await shown.open({ till: till({ unsettled: [late] }) });
    await shown.reply('payments.story', ok({ payment: late, cashier: 'Lin', lines: [] }));
    const needed = refused('approval-needed', { permission: 'settle-late' });
    await shown.reply('payments.acceptUnsettled', needed);
    await press(shown, 'late-accept', 'approval');
  },
  history: async (shown) => {
    await shown.open();
    const rows = [
      refundRow(paid, { amount: 800, note: 'Wrong order' }),
      paymentRow(paid),
      ...manyRows(20, 9),
    ];
    await shown.reply('history.page', ok(historyPage(rows)));
    await press(shown, 'rail-history', 'history-row');
  },
  'history’s filters': async (shown) => {
    await AFTERWARDS['history']?.(shown);
    await press(shown, 'history-filters', 'history-least');
  },
};

const MANAGING: Readonly<Record<string, Show>> = {
  day: openDay,
  X: async (shown) => {
    await openDay(shown);
    await press(shown, 'x-report', 'x-sheet');
  },
  'export of any days': async (shown) => {
    await openDay(shown);
    const presets = [{ id: 'datev', name: 'DATEV' }];
    const view = { today: '2026-11-05', folder: '/srv/books', atClose: true, presets };
    await shown.reply('export.read', ok({ ...view, status: { state: 'idle' } }));
    await press(shown, 'export-range', 'export-start');
  },
  'close the day': async (shown) => {
    await openDay(shown);
    await press(shown, 'close-day', 'close-confirm');
  },
  Z: async (shown) => {
    await openDay(shown);
    await press(shown, 'z-row', 'z-number');
  },
  overview: async (shown) => {
    await shown.open();
    await shown.reply('takings.overview', ok(madeUpOverview));
    await press(shown, 'rail-overview', 'overview-net');
  },
  'overview as tables': async (shown) => {
    await MANAGING['overview']?.(shown);
    await press(shown, 'overview-table', 'overview-tables');
  },
  staff: async (shown) => {
    await shown.open();
    await press(shown, 'rail-staff', 'staff-row');
  },
  audit: async (shown) => {
    await shown.open();
    const by = { id: 'lin', name: 'Lin', role: 'cashier' };
    const line = { sequence: 1, at: NOON, kind: 'signed-in', by, about: null, payment: '', detail: '' };
    await shown.reply('audit.page', ok({ lines: [line], hasMore: true }));
    await press(shown, 'rail-audit', 'audit-row');
  },
};

const PEOPLE: Readonly<Record<string, Show>> = {
  passphrase: (shown) => shown.openLocked(),
  'wrong passphrase': async (shown) => {
    await shown.openLocked();
    await shown.reply('passphrase.enter', refused('passphrase-wrong'));
    await shown.page.getByTestId('unlock-passphrase').fill('green kettle');
    await press(shown, 'unlock-open', 'problem');
    await press(shown, 'unlock-forgotten', 'unlock-forgotten');
  },
  'first manager': (shown) => shown.open({}, { stage: 'first-manager', former: 'none', people: [] }),
  'first manager after a lost passphrase': (shown) =>
    shown.open({}, { stage: 'first-manager', former: 'sealed', people: [] }),
  'sign in': (shown) => shown.open({}, signedOut()),
  locked: async (shown) => {
    await shown.open(
      { till: till({ current: payment() }) },
      signedOut({ id: 'lin', name: 'Lin', role: 'cashier' }),
    );
  },
  'own PIN': async (shown) => {
    await shown.open();
    await press(shown, 'change-pin', 'own-pin');
  },
};

export const EVERY_SCREEN: readonly (readonly [name: string, show: Show])[] = [
  ...[SALE, AFTERWARDS, MANAGING, SETTINGS, PEOPLE].flatMap((some) => Object.entries(some)),
  ['set-up: credentials without a key store', setUp('credentials', { keyStore: 'missing' })] as const,
  [
    'set-up: journal on its way',
    setUp('office', {}, { state: 'begun', till: restoredTill, progress: COMING }),
  ] as const,
  ['set-up: journal here', setUp('office', {}, { state: 'here', till: restoredTill })] as const,
  ...SET_UP_STEPS.map((step) => [`set-up: ${step}`, setUp(step)] as const),
];
