/** The whole till put together, without Electron: tests open the same one. */
import type { Settings } from '#domain/shop/settings/settings.ts';
import { typedGateways } from '#globalpay/typed-gateways.ts';
import type { ComputerPorts, HandlerPorts } from '#handlers/all-handlers.ts';
import { makeHandlers } from '#handlers/all-handlers.ts';
import type { Handlers } from '#handlers/handlers.ts';
import type { CallTarget } from '#handlers/pipeline/answer-call.ts';
import { runCall } from '#handlers/pipeline/run-call.ts';
import type { PushPorts } from '#handlers/views/push/pushes.ts';
import { pushChanges } from '#handlers/views/push/pushes.ts';
import { appearanceView } from '#handlers/views/appearance-view.ts';
import { displayView } from '#handlers/views/till/display-view.ts';
import { customerSnapshot } from '#handlers/views/snapshot.ts';
import { followLanguage } from '#words/language.ts';
import { Changes } from '#services/changes.ts';
import type { AppearanceFile, RollOut, SetUpFile } from '#services/ports.ts';
import type { AppearanceStorePorts } from '#services/appearance-store.ts';
import { AppearanceStore } from '#services/appearance-store.ts';
import type { OwnComputerPorts } from '#services/computer/own-computer.ts';
import { OwnComputer } from '#services/computer/own-computer.ts';
import type { DisplayWatchPorts } from '#services/display/display-watch.ts';
import { DisplayWatch } from '#services/display/display-watch.ts';
import { RestoreAhead } from '#services/office/restore-ahead.ts';
import type { Secrets } from '#services/secrets/key-desk.ts';
import { KeyDesk } from '#services/secrets/key-desk.ts';
import { SetUpDesk } from '#services/set-up/set-up-desk.ts';
import { TestedLinks } from '#services/set-up/tested-links.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import type { Session } from '#services/staff/session.ts';
import type { UpdateDesk } from '#services/update/update-desk.ts';
import { changeEnvironment } from '#station/change-environment.ts';
import { openDoorway } from '#station/doorway.ts';
import { restorePlace } from '#station/office/restore-place.ts';
import { installationNotes, openStation } from '#station/open-station.ts';
import type { People, PeoplePorts } from '#station/people/open-people.ts';
import { openPeople } from '#station/people/open-people.ts';
import type { Bench } from '#station/start/read-bench.ts';
import type { Station, StationDeps, StationPorts } from '#station/station.ts';
import type { UpdatePorts } from '#station/updates/open-updates.ts';
import { openUpdateDesk, startUpdates } from '#station/updates/open-updates.ts';

export interface TillPorts
  extends
    StationPorts,
    Omit<PeoplePorts, 'program' | 'stationOpen'>,
    Omit<PushPorts, 'appearance' | 'display' | 'staff' | 'tries' | 'known'>,
    Pick<DisplayWatchPorts, 'customerScreen'>,
    OwnComputerPorts,
    ComputerPorts {
  readonly log: StationPorts['log'];
  readonly bench: Bench | null;
  readonly appearanceFile: AppearanceFile;
  readonly systemLanguages: AppearanceStorePorts['systemLanguages'];
  readonly setUpFile: SetUpFile;
  readonly rollOut: RollOut;
  /** See `SetUpPorts`. */
  readonly isSetUpWanted: boolean;
  readonly secrets: Secrets;
  readonly updates: UpdatePorts;
  /** Called when the till's language changes, so that the windows' titles follow. */
  readonly retitle: () => void;
}

export interface Till extends CallTarget {
  /** Call when the computer was asleep: looks up every unfinished payment and refund at once. */
  wake(): void;
  /** Leaves the full screen in an emergency, without a PIN. */
  breakGlass(how: 'keys' | 'command'): void;
  /** Leaves every payment where the next start finds it. */
  stop(): Promise<void>;
}

/** A station and the handlers of its calls. */
interface Opened {
  readonly station: Station;
  readonly handlers: Handlers;
}

const openAppearance = (ports: TillPorts, changes: Changes): AppearanceStore => {
  const appearance = new AppearanceStore({ ...ports, changes });
  followLanguage(() => appearance.language);
  ports.retitle();
  changes.on('appearance', ports.retitle);
  return appearance;
};

const openDisplayWatch = (ports: TillPorts, changes: Changes, station: () => Station): DisplayWatch => {
  const isCodeDue = (): boolean => {
    // For any other payment, skip building the view: a paid one includes the whole receipt.
    if (!['open', 'pending'].includes(station().payments.current?.state ?? '')) return false;
    const { state, code } = customerSnapshot(station());
    return state === 'open' && code !== null && code.left > 0;
  };
  const watch = new DisplayWatch({ ...ports, changes, isCodeDue });
  for (const change of ['payment', 'status'] as const) changes.on(change, () => watch.look());
  return watch;
};

const handlerPortsOf = (
  ports: TillPorts,
  own: Pick<
    HandlerPorts,
    | 'session'
    | 'changes'
    | 'settingsStore'
    | 'appearance'
    | 'displayWatch'
    | 'updateDesk'
    | 'kiosk'
    | 'start'
    | 'reopen'
    | 'ahead'
    | keyof People
  > & {
    station: () => Station;
  },
): HandlerPorts => {
  const journal = (): Station['journal'] => own.station().journal;
  return {
    ...ports,
    ...own,
    journal,
    ...typedGateways({ ...ports, benchOrigin: ports.bench?.origin }),
    testedLinks: new TestedLinks(),
    setUp: new SetUpDesk({
      ...ports,
      file: ports.setUpFile,
      journal,
      current: () => own.settingsStore.current,
      isChanging: () => own.settingsStore.changing,
      isWanted: ports.isSetUpWanted,
      isBench: ports.bench !== null,
    }),
    keys: new KeyDesk({ ...ports, ...ports.secrets, journal }),
  };
};

/** The display's state as reported to the office. */
const displayStateOf = ({ health }: DisplayWatch): ReturnType<StationDeps['display']> => {
  if (health.fault !== null) return 'bad';
  return health.own === null ? 'none' : 'good';
};

const stationDeps = (
  ports: TillPorts,
  changes: Changes,
  session: Session,
  settingsStore: SettingsStore,
  displayWatch: DisplayWatch,
): StationDeps => ({
  ...ports,
  changes,
  noteBeside: installationNotes(),
  version: ports.program.version,
  display: () => displayStateOf(displayWatch),
  isCustomerUnseen: () => displayWatch.isUnseen,
  signedIn: () => session.person,
  isChangingSettings: () => settingsStore.changing,
});

const viewsOf = (appearance: AppearanceStore, displayWatch: DisplayWatch, { kiosk }: OwnComputer) => ({
  appearance: () => appearanceView(appearance),
  display: () => displayView({ displayWatch, kiosk }),
});

const tillOf = (
  opened: () => Opened,
  session: Session,
  displayWatch: DisplayWatch,
  updateDesk: UpdateDesk,
  { kiosk }: OwnComputer,
  ahead: RestoreAhead,
): Till => ({
  call: async (name, input) => runCall({ handlers: opened().handlers, session }, name, input),
  wake: () => {
    displayWatch.wake();
    opened().station.wake();
  },
  breakGlass: (how) => kiosk.breakGlass(how),
  stop: async () => {
    updateDesk.stop();
    displayWatch.stop();
    // Not one after the other: the office may answer later than the program may wait.
    await Promise.all([ahead.stop(), opened().station.close()]);
  },
});

/** What became of the keys comes first: the comparison depends on it. */
const enter = async (keys: KeyDesk, known: { enter(): Promise<void> }): Promise<void> => {
  keys.recordOpened();
  await known.enter();
};

interface Begun {
  readonly displayWatch: DisplayWatch;
  readonly session: Session;
  readonly computer: OwnComputer;
  readonly changes: Changes;
}

/** Starts work in a station that has just been opened. */
const beginIn = (station: Station, { displayWatch, session, computer, changes }: Begun): void => {
  station.resume();
  displayWatch.start();
  session.enter();
  computer.applySettings();
  changes.emit('people');
};

/** Opens the environment, resumes what was left unfinished, and from then on pushes every change to the windows. */
export const openTill = async (ports: TillPorts): Promise<Till> => {
  const changes = new Changes(ports.log);
  const station = (): Station => opened.station;
  const doorway = openDoorway();
  const people = openPeople({ ...ports, stationOpen: doorway.untilFree }, changes, station);
  const { known, session, settingsStore } = people;
  const appearance = openAppearance(ports, changes);
  const displayWatch = openDisplayWatch(ports, changes, station);
  const updateDesk = openUpdateDesk({ ...ports, changes, settingsStore, station });
  const computer = new OwnComputer({ ...ports, changes, session, settingsStore, station });

  const deps = stationDeps(ports, changes, session, settingsStore, displayWatch);
  const ahead = new RestoreAhead({ ...ports, changes, place: restorePlace(deps) });
  const open = async (): Promise<Opened> => {
    const next = await openStation(deps, settingsStore.current, ports.bench);
    return { station: next, handlers: makeHandlers(handlerPorts, next) };
  };
  const begin = (): void => beginIn(opened.station, { displayWatch, session, computer, changes });

  const close = async (): Promise<void> => {
    displayWatch.stop();
    known.leave();
    await opened.station.close();
  };
  const openAnew = async (): Promise<void> => {
    opened = await open();
    await enter(handlerPorts.keys, known);
  };
  const changing = { ...ports, settingsStore, session, close, open: openAnew, begin };
  const reopen = async (before: Settings): Promise<boolean> =>
    doorway.during(changeEnvironment(changing, before));

  const handlerPorts = handlerPortsOf(ports, {
    ...people,
    changes,
    station,
    appearance,
    displayWatch,
    updateDesk,
    kiosk: computer.kiosk,
    start: () => computer.start,
    reopen,
    ahead,
  });
  const shown = { ...ports, ...people, ...viewsOf(appearance, displayWatch, computer) };
  pushChanges(shown, changes, session, station);
  changes.on('people', () => session.person && station().trainingShift?.ensureShift(session.person));
  ports.vault.follow(() => settingsStore.current);
  let opened = await open();
  // Its record tells the comparison that follows why the version has changed.
  startUpdates(ports, updateDesk, opened.station.journal);
  await enter(handlerPorts.keys, known);
  computer.opened();
  begin();
  return tillOf(() => opened, session, displayWatch, updateDesk, computer, ahead);
};
