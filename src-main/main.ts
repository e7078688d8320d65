/** Electron starts here: the order in which everything opens, and nothing else. */
import type { Session } from 'electron';
import { app, net } from 'electron';
import { join } from 'node:path';
import { onWakeUp, openAwake } from '#electron/system/keep-awake.ts';
import { systemClock } from '#electron/system/clock.ts';
import { aboutProgram, copyText, showFile } from '#electron/system/program.ts';
import { chooseFolder, isWritable, openFile, showFolder } from '#electron/system/folders.ts';
import { failToStart, refuseToStart } from '#electron/system/refuse-to-start.ts';
import { claimHome, isUnusedHome, openHome } from '#electron/files/home.ts';
import { sha256, systemIds } from '#electron/system/ids.ts';
import { openDoor } from '#electron/ipc/door.ts';
import { sparingLog } from '#electron/ipc/sparing-log.ts';
import { pushTo, serveCalls } from '#electron/ipc/ipc.ts';
import { systemKeyStore } from '#electron/secrets/key-store.ts';
import { isTrialPackage, startFault } from '#electron/start/start-fault.ts';
import { nameTimeZone } from '#electron/start/name-time-zone.ts';
import { stopBeforeQuit } from '#electron/windows/quit.ts';
import { listPrinters } from '#electron/system/list-printers.ts';
import { forgetCredentials, hideEnvironment } from '#electron/support/hide-environment.ts';
import { onBreakGlass } from '#electron/shop-pc/break-glass.ts';
import { shopPcPorts } from '#electron/shop-pc/shop-pc-ports.ts';
import { readLog } from '#electron/support/read-log.ts';
import { supportBundlesIn } from '#electron/support/save-bundle.ts';
import type { TillLog } from '#electron/system/log.ts';
import { openLog } from '#electron/system/log.ts';
import { lanAddresses } from '#electron/network/lan-addresses.ts';
import { openSystemNetwork } from '#electron/network/system-network.ts';
import { pinCost } from '#electron/secrets/pin-cost.ts';
import { openPinKeeper } from '#electron/secrets/pin-keeper.ts';
import { devServerOrigin, serveFromDevServer } from '#electron/windows/dev-server.ts';
import { registerAppScheme, serveWindows } from '#electron/windows/protocol.ts';
import { openHostedPage } from '#electron/hosted-page/page-view.ts';
import { openSlipPage } from '#electron/slip/slip-page.ts';
import { confineWindows, letPagesCollect, openSealedSession } from '#electron/windows/security.ts';
import type { Brand } from '#electron/files/brand-folder.ts';
import { readBrand } from '#electron/files/brand-folder.ts';
import { openAppearanceFile } from '#electron/files/appearance-file.ts';
import { openCustomerFile } from '#electron/files/customer-file.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import { readRollOut } from '#electron/files/roll-out-file.ts';
import { openDisplaysFile } from '#electron/files/displays-file.ts';
import { openPlacesFile } from '#electron/files/places-file.ts';
import { openSetUpFile } from '#electron/files/set-up-file.ts';
import { DisplayChoice } from '#electron/displays/display-choice.ts';
import type { Windows } from '#electron/windows/windows.ts';
import { openWindows } from '#electron/windows/windows.ts';
import { openAttemptsFile } from '#electron/passphrase/attempts-file.ts';
import type { KeyStores } from '#electron/passphrase/key-stores.ts';
import { openKeyStores } from '#electron/passphrase/key-stores.ts';
import { openSecrets } from '#electron/passphrase/open-secrets.ts';
import { inTraining, trainingOnlyHome } from '#electron/passphrase/training-only.ts';
import { passphraseFile } from '#electron/passphrase/passphrase-file.ts';
import { anchorCopies } from '#electron/anchor/anchor-copies.ts';
import { openUpdates } from '#electron/update/open-updates.ts';
import { answerCall } from '#handlers/pipeline/answer-call.ts';
import type { Early } from '#handlers/pipeline/early-calls.ts';
import { openEarly } from '#handlers/pipeline/early-calls.ts';
import { readBench, readStaffing } from '#station/read-bench.ts';
import { readSetUpWish } from '#station/read-set-up.ts';
import { countFromUnlocking, inTrainingOnly, isRolledBack } from '#station/updates/open-updates.ts';
import '#words/texts/all-texts.ts';
import type { Till, TillPorts } from './till.ts';

const development = !app.isPackaged;
const built = join(app.getAppPath(), 'out');
const preload = join(built, 'main', 'preload.cjs');
/** What comes with the program beside its archive. */
const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources');

/** What the start has before the till opens. */
interface Started extends Pick<
  TillPorts,
  | 'home'
  | 'bench'
  | 'listDisplays'
  | 'hostedPage'
  | 'chooseDisplay'
  | 'customerScreen'
  | 'kioskScreen'
  | 'alwaysAsksForStaff'
  | 'isSetUpWanted'
  | 'push'
  | 'onUnfinished'
  | 'listPrinters'
  | 'closeWindow'
  | 'retitle'
  | 'brand'
  | 'updates'
> {
  readonly log: TillLog;
  readonly session: Session;
  readonly keyStores: KeyStores;
  readonly unlock: Early['unlock'];
}

const openPorts = async (started: Started): Promise<TillPorts> => {
  const { log, session, unlock } = started;
  const { as, failures } = await unlock.opened;
  const isTrainingOnly = as === 'training-only';
  const home = isTrainingOnly ? trainingOnlyHome(started.home) : started.home;
  const outside = anchorCopies();
  const { pepper, ports } = await openSecrets({ ...started.keyStores, home, outside, failures, log });
  const settingsFile = openSettingsFile(started.home, log);
  return {
    ...started,
    ...ports,
    home,
    ...shopPcPorts(home, log),
    clock: systemClock,
    ids: systemIds,
    digest: sha256,
    isOnline: () => net.isOnline(),
    systemNetwork: openSystemNetwork(session, log),
    lanAddresses,
    pins: openPinKeeper(pepper, pinCost(app.isPackaged, process.env)),
    slipPage: openSlipPage({ session, log }),
    appearanceFile: openAppearanceFile(started.home, log),
    customerFile: openCustomerFile(home, log),
    systemLanguages: app.getPreferredSystemLanguages(),
    settingsFile: isTrainingOnly ? inTraining(settingsFile) : settingsFile,
    updates: isTrainingOnly ? inTrainingOnly(started.updates) : started.updates,
    setUpFile: openSetUpFile(home, log),
    rollOut: readRollOut(home),
    workerFile: join(built, 'main', 'worker.cjs'),
    ...{ showFolder, openFile, chooseFolder, showFile, copyText, isWritable },
    program: aboutProgram(home, built),
    readLog: (bytes) => log.clean(readLog(started.home, bytes)),
    withoutSecrets: log.clean,
    ...supportBundlesIn(home),
  };
};

/**
 * Opening the journal blocks this thread, and with it every window, so the till's page is painted first. The till itself,
 * most of the program, is loaded while the pages' processes start.
 */
const openTillOncePainted = async (windows: Windows, started: Started): Promise<Till> => {
  const [{ openTill }] = await Promise.all([import('./till.ts'), windows.painted]);
  void countFromUnlocking(started.updates, started.unlock, started.log);
  const till = await openTill(await openPorts(started));
  stopBeforeQuit(async () => till.stop(), started.log);
  onWakeUp(() => till.wake());
  return till;
};

const windowPorts = (
  displays: DisplayChoice,
  windows: Windows,
  log: TillLog,
): Pick<
  TillPorts,
  | 'listDisplays'
  | 'chooseDisplay'
  | 'customerScreen'
  | 'kioskScreen'
  | 'closeWindow'
  | 'retitle'
  | 'hostedPage'
> => ({
  hostedPage: openHostedPage({ window: windows.customer, log }),
  listDisplays: () => displays.list(),
  chooseDisplay: (id) => {
    const isThere = displays.choose(id);
    if (isThere) windows.refit();
    return isThere;
  },
  customerScreen: {
    own: () => displays.own(),
    hadOwn: () => displays.hadOwn(),
    isCovered: () => windows.kiosk.isFull(),
    forget: () => displays.forget(),
    onChange: windows.onCustomerDisplay,
    restart: windows.restartCustomer,
  },
  kioskScreen: windows.kiosk,
  closeWindow: windows.closeTill,
  retitle: windows.retitle,
});

/** Serves the windows, and to them the shop's own pictures, which are looked for now. */
const serve = (session: Session, devServer: string | undefined, home: string): Brand => {
  const brand = readBrand([join(home, 'brand'), join(resources, 'brand')]);
  if (devServer === undefined) serveWindows(session, join(built, 'renderer'), brand);
  else serveFromDevServer(session, devServer, brand);
  return brand;
};

/** The secrets' key store, and the question for its passphrase where there is one. */
const openKeys = (home: string, log: TillLog, push: TillPorts['push'], isBench: boolean) => {
  const keyStores = openKeyStores(systemKeyStore, passphraseFile(join(home, 'passphrase.json')));
  const early = openEarly({
    passphrase: keyStores.passphrase,
    attempts: openAttemptsFile(home),
    clock: systemClock,
    log,
    push,
    isBench,
    appearanceFile: openAppearanceFile(home, log),
    systemLanguages: app.getPreferredSystemLanguages(),
  });
  return { keyStores, early, unlock: early.unlock };
};

/** What the environment asks for; undefined where this start has ended because of it. */
const readWishes = () => {
  const wishes = {
    bench: readBench(process.env),
    staffing: readStaffing(process.env),
    setUp: readSetUpWish(process.env),
  };
  const refused = Object.values(wishes).find((wish) => wish.kind === 'refused');
  if (!refused) return wishes;
  refuseToStart(refused.why);
  return undefined;
};

/** What Chromium is told before the app is ready. */
const prepareApp = (log: TillLog): void => {
  registerAppScheme();
  confineWindows(log);
  letPagesCollect();
};

const start = async (): Promise<void> => {
  // Said on the screen, too: whoever starts an installed till from its menu sees no line on stderr.
  const fault = startFault();
  if (fault !== null) throw new Error(fault);
  nameTimeZone(process.platform, process.env);
  const wishes = readWishes();
  if (!wishes) return;
  const { bench, staffing, setUp } = wishes;
  const home = openHome();
  const isFirstStart = app.isPackaged && bench.kind === 'none' && isUnusedHome(home);
  const log = openLog({ home, development });
  hideEnvironment(process.env, log);
  forgetCredentials(process.env);
  if (isTrialPackage()) log.warn('this is a trial of the package, not for release: tests may control it');
  process.on('uncaughtException', (error) => log.error('uncaught exception', { error }));
  prepareApp(log);
  if (!claimHome()) {
    app.quit();
    return;
  }
  const updates = openUpdates(home, log);
  if (await isRolledBack(updates, home, log)) return;
  await app.whenReady();
  const devServer = devServerOrigin(app.isPackaged, process.env);
  const session = openSealedSession({ development, devServer });
  const brand = serve(session, devServer, home);
  const keepAwake = openAwake();
  let unfinished = 0;
  const onUnfinished = (count: number): void => {
    unfinished = count;
    keepAwake(count > 0);
  };
  onBreakGlass((how) => void till.then((opened) => opened.breakGlass(how)));
  const displays = new DisplayChoice(openDisplaysFile(home, log), openPlacesFile(home, log), log);
  const windows = openWindows({ session, preload, development, log }, displays, () => unfinished);
  app.on('second-instance', windows.focusTill);
  const push = pushTo(windows.contentsOf);
  const keys = openKeys(home, log, push, bench.kind === 'bench');
  const till = openTillOncePainted(windows, {
    ...keys,
    home,
    bench: bench.kind === 'bench' ? bench.bench : null,
    alwaysAsksForStaff: staffing.kind === 'ask',
    isSetUpWanted: setUp.kind === 'ask' || isFirstStart,
    log,
    session,
    updates,
    push,
    onUnfinished,
    ...windowPorts(displays, windows, log),
    brand: brand.view,
    listPrinters: listPrinters(() => windows.contentsOf('till')),
  });
  till.catch((error: unknown) => log.error('start failed', { error }));
  const now = (): number => performance.now();
  const rules = { early: keys.early, till, log: sparingLog(log, now), development };
  serveCalls(windows.roleOf, openDoor(now, log), async (call) => answerCall(rules, call));
  await till;
};

start().catch(failToStart);
