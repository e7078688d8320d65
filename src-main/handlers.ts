/** Every call of the contract: one service call, one view. */
import type { CallInput } from '#contract/calls.ts';
import type { Handlers } from '#contract/handlers.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type {
  CustomerView,
  ExportView,
  SettingsInput,
  SettingsSaved,
  SettingsView,
  StartView,
  TillSnapshot,
  TillView,
} from '#contract/views.ts';
import { DiskFailed } from '#domain/disk-trouble.ts';
import { toDecimal } from '#domain/money.ts';
import type { Payment } from '#domain/payment.ts';
import type { Settings } from '#domain/settings.ts';
import type { SettingsPorts } from '#services/change-settings.ts';
import { changeSettings, testSettings } from '#services/change-settings.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { Counter } from './counter.ts';
import { booksView, customerView, moneyText, paymentView, storyView, unresolvedProblem } from './present.ts';

export interface HandlerPorts extends SettingsPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly counter: () => Counter;
  readonly settings: () => Settings;
  /** Closes this environment and opens the one the new settings name; false when that failed and the old one goes on. */
  readonly reopen: (settings: Settings) => Promise<boolean>;
  readonly keyStore: () => SettingsView['keyStore'];
  readonly showFolder: (folder: string) => void;
  /** Something other than a payment changed what the till shows. */
  readonly showTill: () => void;
}

const done: Reply<Record<string, never>> = { ok: true, value: {} };

const CHOSEN = ['training', 'test', 'live'] as const;

export const tillView = ({ terms, desk, blocked, books, way, training }: Counter): TillView => ({
  environment: terms.environment,
  storeName: terms.terminal.storeName,
  storeId: terms.terminal.storeId,
  terminalId: terms.terminal.terminalId,
  currency: terms.terminal.currency,
  ceiling: terms.ceiling,
  connection: way.connection,
  paused: way.paused,
  clockSkewMs: way.clockSkewMs,
  blocked: blocked ?? (desk.blocking ? unresolvedProblem(desk.blocking) : null),
  books: booksView(books()),
  current: desk.current ? paymentView(desk.current) : null,
  currentAge: desk.currentAge,
  mayPutAway: desk.mayPutAway,
  parked: desk.parked.length,
  late: desk.late.map(paymentView),
  training: training && { network: training.network() },
});

export const tillSnapshot = (counter: Counter, clock: Clock): TillSnapshot => {
  const { from, to } = clock.day(clock.now());
  const { desk, journal } = counter;
  const older = desk.unfinished.filter(({ startedAt }) => startedAt < from).toReversed();
  return {
    till: tillView(counter),
    history: [...journal.startedBetween(from, to), ...older].map(paymentView),
  };
};

export const customerSnapshot = ({ terms, desk }: Counter): CustomerView => {
  const { storeName, currency } = terms.terminal;
  return customerView(desk.current, desk.currentAge, {
    storeName,
    currency,
    training: terms.environment === 'training',
  });
};

const settingsInput = ({ terminal, ...settings }: Settings): SettingsInput => ({
  environment: settings.environment,
  siteId: settings.siteId,
  apiKey: '',
  ...terminal,
  tokenLifetime: String(terminal.tokenLifetime),
  ceiling: toDecimal(settings.ceiling, terminal.currency),
  unusualCurrencyConfirmed: settings.enabledCurrencies.includes(terminal.currency),
  parkingAllowed: settings.parkingAllowed,
});

const settingsView = (ports: HandlerPorts): SettingsView => ({
  saved: settingsInput(ports.settings()),
  keySaved: CHOSEN.filter((environment) => ports.vault.hasKey(environment)),
  keyStore: ports.keyStore(),
  locked: ports.counter().terms.environment === 'bench' ? 'bench' : null,
});

/**
 * Whether a payment without an end stands against these settings: it must be asked for where it was sent. A new
 * ApiKey is always welcome, since a refused one may be what keeps the payment from ending.
 */
const wouldStrand = ({ counter, settings }: HandlerPorts, typed: SettingsInput): boolean =>
  counter().desk.unfinished.length > 0 &&
  (typed.environment !== settings().environment || typed.siteId.trim() !== settings().siteId);

/** One change at a time, and no sale meanwhile: the desk a payment was started at would be closed under it. */
const saveSettings = async (ports: HandlerPorts, typed: SettingsInput): Promise<Reply<SettingsSaved>> => {
  if (settingsView(ports).locked || wouldStrand(ports, typed)) return refuse('settings-locked');
  const change = await changeSettings(ports, typed);
  if (!change.changed) {
    return change.why === 'invalid'
      ? refuse('settings-invalid', { field: change.field })
      : refuse(change.why);
  }
  if (!(await ports.reopen(change.settings))) return refuse('environment-failed');
  return { ok: true, value: { settings: settingsView(ports) } };
};

/** A disk that takes nothing is no surprise: what was asked for has not happened, and the words say so. */
const ifDiskTakes = <T>(act: () => Reply<T>): Reply<T> => {
  try {
    return act();
  } catch (error) {
    if (error instanceof DiskFailed) return refuse(`disk-${error.trouble}`);
    throw error;
  }
};

/** Shut to sales while settings change. */
interface Door {
  changing: boolean;
}

const start = (
  { desk, blocked, terms }: Counter,
  { amount, orderReference, despite }: CallInput<'payments.start'>,
): Reply<StartView> => {
  if (blocked) return { ok: false, problem: blocked };
  const started = desk.start(amount, orderReference.trim(), despite);
  if (started.started) {
    return { ok: true, value: { answer: 'started', payment: paymentView(started.payment) } };
  }
  if (started.why === 'same-amount') {
    return { ok: true, value: { answer: 'same-amount', earlier: paymentView(started.earlier) } };
  }
  if (started.why === 'payment-unresolved') {
    return { ok: false, problem: unresolvedProblem(started.earlier) };
  }
  const { currency } = terms.terminal;
  return refuse(started.why, { ceiling: moneyText({ amount: terms.ceiling, currency }), currency });
};

const paymentHandlers = ({ counter }: HandlerPorts, door: Door) =>
  ({
    'payments.start': (order) =>
      door.changing ? refuse('settings-changing') : ifDiskTakes(() => start(counter(), order)),
    'payments.cancel': ({ reference }) =>
      ifDiskTakes(() => {
        const cancelled: Payment | undefined = counter().desk.cancel(reference);
        return cancelled ? { ok: true, value: paymentView(cancelled) } : refuse('payment-ended');
      }),
    'payments.putAway': ({ reference }) =>
      ifDiskTakes(() => (counter().desk.putAway(reference) ? done : refuse('payment-running'))),
    'payments.bringBack': ({ reference }) => {
      const brought = counter().desk.bringBack(reference);
      return brought.back ? { ok: true, value: paymentView(brought.payment) } : refuse(brought.why);
    },
    'payments.acceptLate': ({ reference }) =>
      ifDiskTakes(() => {
        const accepted = counter().desk.acceptLate(reference);
        return accepted ? { ok: true, value: paymentView(accepted) } : refuse('payment-not-found');
      }),
    'payments.story': ({ reference }) => {
      const { journal } = counter();
      const payment = journal.payment(reference);
      if (!payment) return refuse('payment-not-found');
      return { ok: true, value: storyView(payment, journal.story(reference)) };
    },
  }) satisfies Partial<Handlers>;

const settingsHandlers = (ports: HandlerPorts, door: Door) =>
  ({
    'settings.read': () => ({ ok: true, value: settingsView(ports) }),
    'settings.save': async (typed) => {
      if (door.changing) return refuse('settings-changing');
      door.changing = true;
      try {
        return await saveSettings(ports, typed);
      } finally {
        door.changing = false;
      }
    },
    'settings.test': async (typed) => {
      const verdict = await testSettings(ports, typed);
      return {
        ok: true,
        value: { verdict: verdict.verdict, field: 'field' in verdict ? verdict.field : null },
      };
    },
  }) satisfies Partial<Handlers>;

const exportToday = async ({ counter, clock, log }: HandlerPorts): Promise<Reply<ExportView>> => {
  const { from, to } = clock.day(clock.now());
  try {
    const { fileName, rows } = await counter().exporter.exportPayments(from, to);
    return { ok: true, value: { fileName, rows } };
  } catch (error) {
    log.error('export failed', { error });
    return refuse('export-failed');
  }
};

const trainingHandler =
  ({ counter, showTill }: HandlerPorts): Handlers['training.act'] =>
  async ({ action }) => {
    const { training, desk } = counter();
    if (!training) return refuse('request-refused');
    if (action === 'network-down' || action === 'network-up') {
      await training.setNetwork(action === 'network-down' ? 'down' : 'up');
      showTill();
    } else if (action === 'answer-lost') {
      training.loseNextAnswer();
    } else if (!desk.current || !training.act(desk.current.reference, action)) {
      return refuse('payment-not-found');
    }
    return done;
  };

export const makeHandlers = (ports: HandlerPorts): Handlers => {
  const door: Door = { changing: false };
  return {
    ...paymentHandlers(ports, door),
    ...settingsHandlers(ports, door),
    'till.snapshot': () => ({ ok: true, value: tillSnapshot(ports.counter(), ports.clock) }),
    'customer.snapshot': () => ({ ok: true, value: customerSnapshot(ports.counter()) }),
    'books.putAway': () => {
      ports.counter().putAwayBooksNotice();
      ports.showTill();
      return done;
    },
    'day.export': async () => exportToday(ports),
    'day.showExports': () => {
      ports.showFolder(ports.counter().exportsFolder);
      return done;
    },
    'training.act': trainingHandler(ports),
  };
};
