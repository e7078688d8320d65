/** The calls of everything that is written into files for people and programs elsewhere. */
import type { ExportFormView } from '#contract/export-views.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { ExportView } from '#contract/views.ts';
import type { ExportSettings } from '#domain/shop/settings.ts';
import type { Exported } from '#services/export/export-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import type { Acting } from '#services/staff/session.ts';
import type { Station } from '#station/station.ts';
import type { GuardedHandlers } from './guard.ts';
import { exportReply, exportStatusView } from '#handlers/views/export-view.ts';
import type { Closed } from './day.ts';
import { done } from './ports.ts';

export interface ExportHandlerPorts {
  readonly station: () => Station;
  readonly settingsStore: SettingsStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks the person at the till for a folder; null when they choose none. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly showFolder: (folder: string) => void;
}

/** What went wrong and has no words of its own is logged. */
export const answerExport = async (log: Log, write: () => Promise<Exported>): Promise<Reply<ExportView>> => {
  try {
    return exportReply(await write());
  } catch (error) {
    log.error('export failed', { error });
    return refuse('export-failed');
  }
};

/** Writes the files of a day that was closed just now, one for each business date it sold on, where that is wished. */
export const exportAtClose = (
  { station, settingsStore }: ExportHandlerPorts,
  { z, begunOn }: Closed,
): void => {
  const { exportAtClose: isWished, exportFolder: folder } = settingsStore.current;
  if (!isWished) return;
  const { exports, day: ours } = station();
  const spans = begunOn.map((date) => ({ ...ours.days.rangeOf(date), preset: null, folder }));
  exports.dayClosed(spans, z.record, folder);
};

const formView = ({ station, settingsStore, clock }: ExportHandlerPorts): ExportFormView => {
  const { exports, day } = station();
  const { exportFolder: folder, exportAtClose: atClose } = settingsStore.current;
  return {
    today: day.days.dateOf(clock.now()),
    folder,
    atClose,
    presets: [...exports.presets],
    status: exportStatusView(exports.status),
  };
};

const folderHandlers = (ports: ExportHandlerPorts) => {
  /** Not while the settings as a whole are being changed: one of the two would be lost. */
  const keep = (change: Partial<ExportSettings>, acting: Acting): Reply<ExportFormView> => {
    if (ports.settingsStore.changing) return refuse('settings-changing');
    try {
      ports.settingsStore.change(change, acting);
    } catch (error) {
      ports.log.error('the settings could not be written', { error });
      return refuse('settings-not-written');
    }
    return { ok: true, value: formView(ports) };
  };
  return {
    'export.chooseFolder': async (_input, acting) => {
      const folder = await ports.chooseFolder();
      return folder === null ? { ok: true, value: formView(ports) } : keep({ exportFolder: folder }, acting);
    },
    'export.ownFolder': (_input, acting) => keep({ exportFolder: '' }, acting),
    'export.atClose': ({ on }, acting) => keep({ exportAtClose: on }, acting),
    'export.showFolder': () => {
      ports.showFolder(ports.settingsStore.current.exportFolder || ports.station().exportsFolder);
      return done;
    },
  } satisfies Partial<GuardedHandlers>;
};

export const exportHandlers = (ports: ExportHandlerPorts) => {
  const { station, clock, log, settingsStore, showFolder } = ports;
  return {
    ...folderHandlers(ports),
    'day.export': async (_input, { by }) => {
      const { exports, day } = station();
      const today = { ...day.days.around(clock.now()), preset: null, folder: '' };
      return answerExport(log, () => exports.writePayments(today, by));
    },
    'day.showExports': () => {
      showFolder(station().exportsFolder);
      return done;
    },
    'day.zCsv': async ({ number }, { by }) => {
      const { exports, day } = station();
      if (!day.journal.closedDay(number)) return refuse('z-not-found');
      return answerExport(log, () => exports.writeZ(number, settingsStore.current.exportFolder, by));
    },
    'day.zPdf': async ({ number }, { by }) => {
      const { exports, day } = station();
      if (!day.journal.closedDay(number)) return refuse('z-not-found');
      return answerExport(log, () => exports.writeZPdf(number, settingsStore.current.exportFolder, by));
    },
    'export.read': () => ({ ok: true, value: formView(ports) }),
    'export.start': ({ from, to, preset }, { by }) => {
      if (from > to) return refuse('export-range-invalid');
      const { exports, day } = station();
      const span = { from: day.days.rangeOf(from).from, to: day.days.rangeOf(to).to };
      return exports.start({ ...span, preset, folder: settingsStore.current.exportFolder }, by)
        ? done
        : refuse('export-running');
    },
    'export.cancel': () => {
      station().exports.cancel();
      return done;
    },
  } satisfies Partial<GuardedHandlers>;
};
