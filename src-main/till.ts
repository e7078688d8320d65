/** The whole station put together, without Electron: tests open the same one. */
import type { Handlers } from '#contract/handlers.ts';
import type { SettingsView } from '#contract/settings-views.ts';
import type { ChosenEnvironment, Settings } from '#domain/shop/settings.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { GLOBALPAY_ORIGINS } from '#globalpay/http/origins.ts';
import type { OpenGateway } from '#services/gateway/gateway-port.ts';
import type { SettingsFile } from '#services/ports.ts';
import type { ListPrinters } from '#services/print/print-ports.ts';
import type { PinKeeper } from '#services/staff/staff-ports.ts';
import { SettingsStore } from '#services/settings/settings-store.ts';
import { Session } from '#services/staff/session.ts';
import type { Bench } from '#station/read-bench.ts';
import type { Station, StationPorts } from '#station/station.ts';
import { openStation } from '#station/station.ts';
import { guarded } from '#handlers/guard.ts';
import { makeHandlers } from '#handlers/all-handlers.ts';
import type { PushPorts } from '#handlers/views/pushes.ts';
import { pushes } from '#handlers/views/pushes.ts';
import { tillView } from '#handlers/views/snapshot.ts';

/** What the till itself tells its counter. */
type Told = 'onChange' | 'onRefund' | 'onReceipt' | 'onExport' | 'onImported' | 'signedIn';

export interface TillPorts extends Omit<StationPorts, Told>, PushPorts {
  readonly bench: Bench | null;
  readonly settingsFile: SettingsFile;
  readonly pins: PinKeeper;
  /** Whether people sign in even where nobody needs to: in training and on the bench. */
  readonly alwaysAsksForStaff: boolean;
  readonly keyStore: () => SettingsView['keyStore'];
  readonly listPrinters: ListPrinters;
  readonly showFolder: (folder: string) => void;
  /** Asks the person at the till for a folder; null when they choose none. */
  readonly chooseFolder: () => Promise<string | null>;
}

export interface Till {
  readonly handlers: Handlers;
  /** To be called when the machine was asleep: unfinished payments and refunds are asked about at once. */
  wake(): void;
  /** Leaves every payment where a next start will find it. */
  stop(): Promise<void>;
}

const openGateway: OpenGateway = (environment, siteId, apiKey) =>
  openGlobalPay({
    origin: GLOBALPAY_ORIGINS[environment as Exclude<ChosenEnvironment, 'training'>],
    siteId,
    apiKey,
  });

const openSession = (ports: TillPorts, station: () => Station, onChange: () => void): Session =>
  new Session({
    ...ports,
    asksForStaff: () => ports.alwaysAsksForStaff || ['test', 'live'].includes(station().terms.environment),
    journal: () => station().journal,
    isBusy: () => station().desk.isWaiting,
    onChange,
  });

/** Opens the environment, takes up what was left unfinished, and from then on pushes every change to the windows. */
export const openTill = async (ports: TillPorts): Promise<Till> => {
  const { push, bench, settingsFile: file, clock } = ports;
  const settingsStore = new SettingsStore({ file, journal: () => station.journal, clock });

  /** To be called when somebody else may be at the till. */
  const personChanged = (): void => {
    if (session.person) station.day.trainingShift?.ensureShift(session.person);
    show.people();
  };
  const session = openSession(ports, () => station, personChanged);
  const show = pushes(ports, { station: () => station, session });

  const told = { ...show.told, signedIn: () => session.person };
  const open = async (): Promise<Station> => openStation({ ...ports, ...told }, settingsStore.current, bench);

  const begin = (): void => {
    station.resume();
    session.enter();
    personChanged();
  };

  /** A till that cannot open the new environment goes on in the old one, and starts in it the next time. */
  const reopen = async (before: Settings): Promise<boolean> => {
    const { environment } = settingsStore.current;
    // Another environment has a journal of its own: people sign in there anew.
    if (environment !== before.environment) session.signOut('asked');
    await station.close();
    try {
      station = await open();
      return true;
    } catch (error) {
      ports.log.error('the environment could not be opened', { environment, error });
      settingsStore.restore(before);
      station = await open();
      return false;
    } finally {
      begin();
    }
  };

  let station = await open();
  begin();
  const handlers = makeHandlers({
    ...ports,
    session,
    journal: () => station.journal,
    openGateway,
    reopen,
    station: () => station,
    showTill: () => push('till.changed', tillView(station)),
    settingsStore,
  });
  return {
    handlers: guarded(handlers, session),
    wake: () => {
      station.desk.wake();
      station.refunds.wake();
    },
    stop: async () => station.close(),
  };
};
