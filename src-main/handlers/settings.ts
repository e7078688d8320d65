/** Calls about settings. */
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { SettingsInput, SettingsSaved, SettingsView } from '#contract/views.ts';
import { toDecimal } from '#domain/money.ts';
import type { Settings } from '#domain/settings.ts';
import { changeSettings, testSettings } from '#services/change-settings.ts';
import type { Acting } from '#services/session.ts';
import type { GuardedHandlers } from '../guard.ts';
import type { Door, HandlerPorts } from './ports.ts';

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
const saveSettings = async (
  ports: HandlerPorts,
  typed: SettingsInput,
  acting: Acting,
): Promise<Reply<SettingsSaved>> => {
  if (settingsView(ports).locked || wouldStrand(ports, typed)) return refuse('settings-locked');
  const change = await changeSettings(ports, typed, acting);
  if (!change.changed) {
    return change.why === 'invalid'
      ? refuse('settings-invalid', { field: change.field })
      : refuse(change.why);
  }
  if (!(await ports.reopen(change.settings))) return refuse('environment-failed');
  return { ok: true, value: { settings: settingsView(ports) } };
};

export const settingsHandlers = (ports: HandlerPorts, door: Door) =>
  ({
    'settings.read': () => ({ ok: true, value: settingsView(ports) }),
    'settings.save': async (typed, acting) => {
      if (door.changing) return refuse('settings-changing');
      door.changing = true;
      try {
        return await saveSettings(ports, typed, acting);
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
  }) satisfies Partial<GuardedHandlers>;
