/** Collects from the parts of the till what it tells the office about itself. */
import type { Connection } from '#domain/gateway/connection.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { TillState } from '#domain/office/till-state.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { DayRule } from '#domain/shop/business-day.ts';
import type { Environment } from '#domain/shop/environment.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import { isUnresolved } from '#domain/refund/refund.ts';
import { everyUnfinishedRefund } from '#services/read-or-replay.ts';
import type { RefundJournal } from '#services/journal-ports.ts';

export interface TillStateSources {
  /** The program's. */
  readonly version: string;
  readonly settings: Pick<EffectiveSettings, 'environment' | 'terminal' | 'storeAddress'>;
  readonly dayRule: DayRule;
  /** `current` is null while no shift is open. */
  readonly shifts: { readonly openSince: number | null };
  readonly payments: {
    readonly tracker: {
      readonly everyUnfinished: readonly Payment[];
      readonly unsettled: readonly Payment[];
    };
  };
  readonly journal: Pick<RefundJournal, 'unfinishedRefunds' | 'refundStory'>;
  readonly journalHealth: () => JournalHealth;
  readonly display: () => TillState['display'];
  /** Whether the environment has its SiteID and ApiKey. */
  readonly isSetUp: boolean;
  readonly link: { readonly failing: boolean; readonly connection: Connection };
}

const waiting = (stories: readonly { readonly startedAt: number }[]): TillState['unresolved'] => ({
  count: stories.length,
  oldestAt: stories.length === 0 ? null : Math.min(...stories.map(({ startedAt }) => startedAt)),
});

const journalStateOf = ({ diskTrouble, damaged, alarm }: JournalHealth): TillState['journal'] =>
  diskTrouble === null && !damaged && alarm === null ? 'good' : 'bad';

/** Of a new computer that is to go on as a till of this environment: there is nothing to say of itself yet. */
export const newTillState = (version: string, environment: Environment): TillState => ({
  version,
  environment,
  storeName: '',
  storeId: '',
  terminalId: '',
  currency: trainingTerminal.currency,
  cutOff: '00:00',
  timeZone: 'UTC',
  openSince: null,
  unresolved: waiting([]),
  unsettled: waiting([]),
  display: 'none',
  journal: 'good',
  gateway: 'bad',
});

export const tillStateOf = (sources: TillStateSources): TillState => {
  const { version, settings, dayRule, shifts, payments, journal, link, isSetUp } = sources;
  const { storeName, storeId, terminalId, currency } = settings.terminal;
  const refunds = everyUnfinishedRefund(journal).filter(isUnresolved);
  return {
    version,
    environment: settings.environment,
    storeName,
    storeId,
    storeAddress: settings.storeAddress,
    terminalId,
    currency,
    cutOff: dayRule.cutOff,
    timeZone: dayRule.timeZone,
    openSince: shifts.openSince,
    unresolved: waiting([...payments.tracker.everyUnfinished, ...refunds]),
    unsettled: waiting(payments.tracker.unsettled),
    display: sources.display(),
    journal: journalStateOf(sources.journalHealth()),
    gateway: isSetUp && !link.failing ? 'good' : 'bad',
  };
};
