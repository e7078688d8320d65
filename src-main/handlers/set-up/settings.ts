/** Calls about settings. */
import type { Problem, ProblemCode, Reply } from '#contract/problem.ts';
import { problem, refuse } from '#contract/problem.ts';
import type {
  SettingsInput,
  SettingsSave,
  SettingsSaved,
  SettingsView,
} from '#contract/views/set-up/settings-views.ts';
import { tidyShownLine } from '#domain/free-text/shown-line.ts';
import type { BusinessDays, DayRule } from '#domain/shop/business-day.ts';
import { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
import { GATEWAY_SETTINGS } from '#domain/shop/settings/setting-tables.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import { systemTimeZone } from '#domain/time-zone.ts';
import type { Emits } from '#services/changes.ts';
import type { KeyDesk } from '#services/secrets/key-desk.ts';
import type { PaymentTracker } from '#services/payment/payment-tracker.ts';
import type { RefundTracker } from '#services/refund/refund-tracker.ts';
import type { ChangeSettingsPorts, SettingsChange } from '#services/settings/change-settings.ts';
import { changeSettings } from '#services/settings/change-settings.ts';
import { changingAlone } from '#services/settings/changing-alone.ts';
import { testConnection } from '#services/settings/test-connection.ts';
import type { SetUpDesk } from '#services/set-up/set-up-desk.ts';
import type { CheckLinkPorts } from '#services/set-up/check-link.ts';
import type { LiveVerdict } from '#services/set-up/go-live.ts';
import { liveVerdict } from '#services/set-up/go-live.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock } from '#services/ports.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { LanAddress } from '#services/training/phone-port.ts';
import type { Handlers } from '#handlers/handlers.ts';

export interface SettingsHandlerPorts extends ChangeSettingsPorts, CheckLinkPorts {
  readonly clock: Clock;
  /** The open station's. */
  readonly journal: () => ActivityJournal;
  /** The open station: saving settings replaces it. */
  readonly station: () => {
    readonly settings: Pick<EffectiveSettings, 'environment'>;
    readonly businessDays: Pick<BusinessDays, 'rule'>;
    readonly payments: { readonly tracker: Pick<PaymentTracker, 'everyUnfinished'> };
    readonly refunds: { readonly tracker: Pick<RefundTracker, 'needingThisSite'> };
  };
  readonly setUp: Pick<SetUpDesk, 'leave' | 'leaveTraining'>;
  readonly keyStore: () => SettingsView['keyStore'];
  readonly keys: KeyDesk;
  readonly changes: Emits<'status'>;
  readonly lanAddresses: () => readonly LanAddress[];
}

const assumedTimeZone = ({ timeZone, timeZoneAssumed }: DayRule): string | null =>
  timeZoneAssumed ? timeZone : null;

/** Why no settings can be saved, or null. */
export const lockOf = (
  { environment }: Pick<EffectiveSettings, 'environment'>,
  { protectedBy }: Pick<KeyDesk, 'protectedBy'>,
): SettingsView['locked'] => {
  if (environment === 'bench') return 'bench';
  return protectedBy === 'locked' ? 'training-only' : null;
};

const LOCKED = {
  bench: 'settings-on-bench',
  'training-only': 'settings-training-only',
} as const satisfies Record<NonNullable<SettingsView['locked']>, ProblemCode>;

const settingsView = ({
  settingsStore,
  vault,
  keyStore,
  station,
  lanAddresses,
  keys,
  clock,
}: SettingsHandlerPorts): SettingsView => ({
  saved: showSettings(settingsStore.current),
  keySaved: CHOSEN_ENVIRONMENTS.filter((environment) => vault.hasKey(environment)),
  keyStore: keyStore(),
  assumedTimeZone: assumedTimeZone(station().businessDays.rule),
  computerTimeZone: systemTimeZone(clock.now()).name,
  networks: [...lanAddresses()],
  locked: lockOf(station().settings, keys),
});

/**
 * Why these settings cannot be saved, or null. An unfinished payment or refund must be looked up where it was sent. A
 * new ApiKey is always allowed, since a refused key may be why it does not end. A refund may take days, so the
 * environment may change meanwhile: the refund is looked up once its environment is chosen again. Only another SiteID
 * would lose it.
 */
const objectionTo = (
  typed: SettingsInput,
  { station, settingsStore }: SettingsHandlerPorts,
): Problem | null => {
  const { payments, refunds } = station();
  const { environment, siteId } = settingsStore.current;
  const leavesEnvironment = typed.environment !== environment;
  if (!leavesEnvironment && GATEWAY_SETTINGS.siteId.tidy(typed.siteId) === siteId) return null;
  if (payments.tracker.everyUnfinished.length > 0) return problem('settings-locked');
  const refund =
    leavesEnvironment || environment === 'training' ? undefined : refunds.tracker.needingThisSite;
  return refund ? problem('settings-locked-by-refund', { reference: refund.paymentReference }) : null;
};

const problemOf = (change: SettingsChange & { changed: false }): Problem => {
  switch (change.why) {
    case 'invalid':
      return problem('settings-invalid', { field: change.field });
    case 'not-permitted':
      return problem('not-permitted', { permission: change.permission });
    case 'no-key-store':
    case 'settings-not-written':
    case 'environment-failed':
      return problem(change.why);
    default:
      return change satisfies never;
  }
};

const entryOf = (live: LiveVerdict) => (live.kind === 'may-enter' ? live.entry : undefined);

/** Records going live in the live journal too, for auditors: it was not open yet when the change was recorded. */
const recordInLive = (
  { journal, clock, log }: SettingsHandlerPorts,
  live: LiveVerdict,
  acting: Acting,
): void => {
  const entry = entryOf(live);
  if (!entry) return;
  try {
    journal().record({ type: 'went-live', ...acting, ...entry }, clock.now());
  } catch (error) {
    log.error('going live could not be recorded in the live journal', { error });
  }
};

const saveSettings = async (
  ports: SettingsHandlerPorts,
  { overruled = '', endsSetUp = false, ...typed }: SettingsSave,
  acting: Acting,
): Promise<Reply<SettingsSaved>> => {
  const lock = lockOf(ports.station().settings, ports.keys);
  if (lock) return refuse(LOCKED[lock]);
  const objection = objectionTo(typed, ports);
  if (objection) return { ok: false, problem: objection };
  const before = ports.settingsStore.current;
  const live = await liveVerdict(ports, before, typed, tidyShownLine(overruled));
  if (live.kind === 'untested') return refuse('live-untested');
  const change = await changeSettings(ports, typed, acting, entryOf(live));
  if (!change.changed) return { ok: false, problem: problemOf(change) };
  if (before.environment !== typed.environment) recordInLive(ports, live, acting);
  if (endsSetUp) ports.setUp.leave('done');
  else if (before.environment === 'training') ports.setUp.leaveTraining(typed.environment);
  return { ok: true, value: { settings: settingsView(ports) } };
};

export const settingsHandlers = (ports: SettingsHandlerPorts) =>
  ({
    'settings.read': () => ({ ok: true, value: settingsView(ports) }),
    /** One change at a time, and no charge meanwhile: reopening would close the desk of a new payment. */
    'settings.save': async (typed, acting) =>
      (await changingAlone(ports, async () => saveSettings(ports, typed, acting))) ??
      refuse('settings-changing'),
    'settings.test': async (typed) => {
      const verdict = await testConnection(ports, typed);
      return {
        ok: true,
        value: { verdict: verdict.verdict, field: 'field' in verdict ? verdict.field : null },
      };
    },
  }) satisfies Partial<Handlers>;
