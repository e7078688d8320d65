/** Calls that write files for people and programs elsewhere. */
import type { ExportFormView } from '#contract/export-views.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { ExportView } from '#contract/views.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { ExportSettings } from '#domain/shop/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ExportDesk } from '#services/export/export-desk.ts';
import type { Exported } from '#services/export/export-ports.ts';
import type { ActivityJournal, DayJournal } from '#services/journal-ports.ts';
import type { Log } from '#services/ports.ts';
import type { ExportSettingsPorts } from '#services/settings/change-export-settings.ts';
import { changeExportSettings } from '#services/settings/change-export-settings.ts';
import type { Acting } from '#services/staff/session.ts';
import { exportReply, exportStatusView } from '#handlers/views/export-view.ts';
import type { Closed } from './day.ts';
import type { Handlers } from './handlers.ts';
import { done } from './handlers.ts';
import type { SettingsLock } from './settings-lock.ts';

export interface ExportHandlerPorts extends Omit<ExportSettingsPorts, 'journal'> {
  readonly exports: ExportDesk;
  /** This station's own folder, where exports go unless another one is set. */
  readonly exportsFolder: string;
  readonly businessDays: BusinessDays;
  readonly journal: ActivityJournal & Pick<DayJournal, 'closedDay'>;
  readonly settingsLock: SettingsLock;
  readonly log: Log;
  /** Asks the person at the till for a folder; null when they choose none. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly showFolder: (folder: string) => void;
}

/** What goes wrong and has no words of its own is logged. */
export const answerExport = async (log: Log, write: () => Promise<Exported>): Promise<Reply<ExportView>> => {
  try {
    return exportReply(await write());
  } catch (error) {
    log.error('export failed', { error });
    return refuse('export-failed');
  }
};

/** Writes the files of a day that was closed just now, one for each business date it sold on, where the settings say so. */
export const exportAtClose = (
  { exports, businessDays, settings }: Pick<ExportHandlerPorts, 'exports' | 'businessDays' | 'settings'>,
  { z, begunOn }: Closed,
): void => {
  const { exportAtClose: isWished, exportFolder: folder } = settings();
  if (!isWished) return;
  const spans = begunOn.map((date) => ({ ...businessDays.rangeOf(date), preset: null, folder }));
  exports.dayClosed(spans, z.record, folder);
};

const formView = ({ exports, businessDays, settings, clock }: ExportHandlerPorts): ExportFormView => {
  const { exportFolder: folder, exportAtClose: atClose } = settings();
  return {
    today: businessDays.dateOf(clock.now()),
    folder,
    atClose,
    presets: [...exports.presets],
    status: exportStatusView(exports.status),
  };
};

const folderHandlers = (ports: ExportHandlerPorts) => {
  const { settingsLock, chooseFolder, showFolder, log } = ports;
  /** Not while the settings as a whole are being changed: one of the two changes would be lost. */
  const change = (settings: Partial<ExportSettings>, acting: Acting): Reply<ExportFormView> => {
    if (settingsLock.changing) return refuse('settings-changing');
    try {
      changeExportSettings({ ...ports, journal: () => ports.journal }, settings, acting);
    } catch (error) {
      log.error('the settings could not be written', { error });
      return refuse('settings-not-written');
    }
    return { ok: true, value: formView(ports) };
  };
  return {
    'export.chooseFolder': async (_input, acting) => {
      const folder = await chooseFolder();
      return folder === null
        ? { ok: true, value: formView(ports) }
        : change({ exportFolder: folder }, acting);
    },
    'export.ownFolder': (_input, acting) => change({ exportFolder: '' }, acting),
    'export.atClose': ({ on }, acting) => change({ exportAtClose: on }, acting),
    'export.showFolder': () => {
      showFolder(ports.settings().exportFolder || ports.exportsFolder);
      return done;
    },
  } satisfies Partial<Handlers>;
};

const zFileHandlers = ({ exports, journal, settings, log }: ExportHandlerPorts) => {
  const write = async (
    number: number,
    by: Person,
    writeFile: 'writeZ' | 'writeZPdf',
  ): Promise<Reply<ExportView>> => {
    if (!journal.closedDay(number)) return refuse('z-not-found');
    return answerExport(log, () => exports[writeFile](number, settings().exportFolder, by));
  };
  return {
    'day.zCsv': async ({ number }, { by }) => write(number, by, 'writeZ'),
    'day.zPdf': async ({ number }, { by }) => write(number, by, 'writeZPdf'),
  } satisfies Partial<Handlers>;
};

export const exportHandlers = (ports: ExportHandlerPorts) => {
  const { exports, exportsFolder, businessDays, clock, log, settings, showFolder } = ports;
  return {
    ...folderHandlers(ports),
    ...zFileHandlers(ports),
    'day.export': async (_input, { by }) => {
      const today = { ...businessDays.around(clock.now()), preset: null, folder: '' };
      return answerExport(log, () => exports.writePayments(today, by));
    },
    'day.showExports': () => {
      showFolder(exportsFolder);
      return done;
    },
    'export.read': () => ({ ok: true, value: formView(ports) }),
    'export.start': ({ from, to, preset }, { by }) => {
      if (from > to) return refuse('export-range-invalid');
      const span = { from: businessDays.rangeOf(from).from, to: businessDays.rangeOf(to).to };
      return exports.start({ ...span, preset, folder: settings().exportFolder }, by)
        ? done
        : refuse('export-running');
    },
    'export.cancel': () => {
      exports.cancel();
      return done;
    },
  } satisfies Partial<Handlers>;
};
