/** Calls that show what was taken. */
import type { OverviewInput } from '#contract/views/overview-views.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { DateRange } from '#domain/takings/date-range.ts';
import { lengthOf } from '#domain/takings/date-range.ts';
import { rangeNamed } from '#domain/takings/named-range.ts';
import type { Overview } from '#domain/takings/overview.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { ExportDesk } from '#services/export/export-desk.ts';
import type { TakingsJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import type { Permissions } from '#services/staff/permissions.ts';
import { readOverview } from '#services/takings/overview.ts';
import { answerExport } from '#handlers/export.ts';
import type { Handlers } from '#handlers/handlers.ts';

export interface TakingsHandlerPorts {
  readonly journal: TakingsJournal;
  readonly businessDays: BusinessDays;
  readonly settings: Pick<EffectiveSettings, 'terminal'>;
  readonly exports: Pick<ExportDesk, 'writeOverview'>;
  readonly settingsStore: Pick<SettingsStore, 'current'>;
  readonly session: { readonly permissions: Pick<Permissions, 'mayAlone'> };
  readonly clock: Clock;
  readonly log: Log;
}

/** A year can be read at once without a noticeable wait. For longer ranges there is the export of payments. */
const MAX_DAYS = 366;

export const takingsHandlers = (ports: TakingsHandlerPorts) => {
  const { journal, businessDays: days, clock, settings, exports, settingsStore, session, log } = ports;
  const overviewOf = (range: DateRange): Overview =>
    readOverview({ journal, days, clock, currency: settings.terminal.currency }, range);
  const today = (): string => days.dateOf(clock.now());
  const read = (input: OverviewInput): Reply<Overview> => {
    const range = 'named' in input ? rangeNamed(input.named, today()) : input;
    if (range.from > range.to) return refuse('overview-range-invalid');
    if (lengthOf(range) > MAX_DAYS) return refuse('overview-too-long');
    return { ok: true, value: overviewOf(range) };
  };
  return {
    'takings.today': () => ({
      ok: true,
      value: session.permissions.mayAlone('see-totals') ? overviewOf(rangeNamed('today', today())) : null,
    }),
    'takings.overview': (input) => read(input),
    'takings.export': async (input, { by }) => {
      const overview = read(input);
      if (!overview.ok) return overview;
      const { exportFolder } = settingsStore.current;
      return answerExport(log, () => exports.writeOverview(overview.value, exportFolder, by));
    },
  } satisfies Partial<Handlers>;
};
