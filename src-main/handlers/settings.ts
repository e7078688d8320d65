/** Calls about settings. */
import type { Problem, Reply } from '#contract/problem.ts';
import { problem, refuse } from '#contract/problem.ts';
import type { SettingsInput, SettingsSaved, SettingsView } from '#contract/views.ts';
import { toDecimal } from '#domain/money.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { PaymentDesk, SaleTerms } from '#services/payment/take-payment.ts';
import type { RefundDesk } from '#services/refund/refund-desk.ts';
import type { SettingsPorts } from '#services/settings/change-settings.ts';
import { changeSettings, testSettings } from '#services/settings/change-settings.ts';
import type { Acting } from '#services/staff/session.ts';
import type { Handlers } from './handlers.ts';
import type { SettingsLock } from './settings-lock.ts';

export interface SettingsHandlerPorts extends SettingsPorts {
  /** The station that is open by now: saving settings replaces it. */
  readonly station: () => {
    readonly terms: Pick<SaleTerms, 'environment'>;
    readonly payments: Pick<PaymentDesk, 'unfinished'>;
    readonly refunds: Pick<RefundDesk, 'needingThisSite'>;
  };
  readonly settings: () => Settings;
  /** Closes this station and opens the one that the new settings name; false when that failed and the old one goes on. */
  readonly reopen: (settings: Settings) => Promise<boolean>;
  readonly keyStore: () => SettingsView['keyStore'];
  readonly settingsLock: SettingsLock;
}

const CHOSEN = ['training', 'test', 'live'] as const;

const settingsInput = ({ terminal, ...settings }: Settings): SettingsInput => ({
  environment: settings.environment,
  siteId: settings.siteId,
  apiKey: '',
  ...terminal,
  storeAddress: settings.storeAddress,
  tokenLifetime: String(terminal.tokenLifetime),
  ceiling: toDecimal(settings.ceiling, terminal.currency),
  cutOff: settings.cutOff,
  timeZone: settings.timeZone,
  unusualCurrencyConfirmed: settings.enabledCurrencies.includes(terminal.currency),
  parkingAllowed: settings.parkingAllowed,
  receipts: settings.receipts,
});

const settingsView = (ports: SettingsHandlerPorts): SettingsView => ({
  saved: settingsInput(ports.settings()),
  keySaved: CHOSEN.filter((environment) => ports.vault.hasKey(environment)),
  keyStore: ports.keyStore(),
  locked: ports.station().terms.environment === 'bench' ? 'bench' : null,
});

/**
 * What stands against these settings: a payment or refund without an end must be asked for where it was sent. A new
 * ApiKey is always welcome, since a refused one may be what keeps it from ending. A refund waits for days, and goes on
 * being asked for when its environment is chosen again; only another SiteID would lose it.
 */
const objectionTo = (typed: SettingsInput, { station, settings }: SettingsHandlerPorts): Problem | null => {
  const { payments, refunds } = station();
  const { environment, siteId } = settings();
  const movesOut = typed.environment !== environment;
  if (!movesOut && typed.siteId.trim() === siteId) return null;
  if (payments.unfinished.length > 0) return problem('settings-locked');
  const refund = movesOut || environment === 'training' ? undefined : refunds.needingThisSite;
  return refund ? problem('settings-locked-by-refund', { reference: refund.paymentReference }) : null;
};

/** One change at a time, and no sale meanwhile: the desk a payment was started at would be closed under it. */
const saveSettings = async (
  ports: SettingsHandlerPorts,
  typed: SettingsInput,
  acting: Acting,
): Promise<Reply<SettingsSaved>> => {
  if (settingsView(ports).locked) return refuse('settings-locked');
  const objection = objectionTo(typed, ports);
  if (objection) return { ok: false, problem: objection };
  const change = await changeSettings(ports, typed, acting);
  if (!change.changed) {
    return change.why === 'invalid'
      ? refuse('settings-invalid', { field: change.field })
      : refuse(change.why);
  }
  if (!(await ports.reopen(change.settings))) return refuse('environment-failed');
  return { ok: true, value: { settings: settingsView(ports) } };
};

export const settingsHandlers = (ports: SettingsHandlerPorts) => {
  const { settingsLock } = ports;
  return {
    'settings.read': () => ({ ok: true, value: settingsView(ports) }),
    'settings.save': async (typed, acting) => {
      if (settingsLock.changing) return refuse('settings-changing');
      settingsLock.changing = true;
      try {
        return await saveSettings(ports, typed, acting);
      } finally {
        settingsLock.changing = false;
      }
    },
    'settings.test': async (typed) => {
      const verdict = await testSettings(ports, typed);
      return {
        ok: true,
        value: { verdict: verdict.verdict, field: 'field' in verdict ? verdict.field : null },
      };
    },
  } satisfies Partial<Handlers>;
};
