/** Everything behind the windows: the till, and the IPC that carries their calls. */
import type { Session } from 'electron';
import { app, net } from 'electron';
import { join } from 'node:path';
import { onWakeUp } from '#electron/system/keep-awake.ts';
import { systemClock } from '#electron/system/clock.ts';
import { aboutProgram, copyText, showFile } from '#electron/system/program.ts';
import { chooseFolder, openFile, showFolder } from '#electron/system/folders.ts';
import { isWritable } from '#electron/system/is-writable.ts';
import { sha256, systemIds } from '#electron/system/ids.ts';
import { callLimiter } from '#electron/ipc/call-limiter.ts';
import { rateLimitedLog } from '#electron/ipc/rate-limited-log.ts';
import type { Push } from '#electron/ipc/ipc.ts';
import { pushTo, serveCalls } from '#electron/ipc/ipc.ts';
import { systemKeyStore } from '#electron/secrets/key-store.ts';
import { stopBeforeQuit } from '#electron/windows/quit.ts';
import { listPrinters } from '#electron/system/list-printers.ts';
import type { OnBreakGlass } from '#electron/shop-pc/break-glass.ts';
import { shopPcPorts } from '#electron/shop-pc/shop-pc-ports.ts';
import { readLog } from '#electron/support/read-log.ts';
import { supportBundlesIn } from '#electron/support/save-bundle.ts';
import type { TillLog } from '#electron/system/log.ts';
import { lanAddresses } from '#electron/network/lan-addresses.ts';
import { openSystemNetwork } from '#electron/network/system-network.ts';
import { pinCost } from '#electron/secrets/pin-cost.ts';
import { openPinHasher } from '#electron/secrets/pin-hasher.ts';
import { openHostedPage } from '#electron/hosted-page/page-view.ts';
import { openSlipPage } from '#electron/slip/slip-page.ts';
import { openAppearanceFile } from '#electron/files/appearance-file.ts';
import { openCustomerFile } from '#electron/files/customer-file.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import { readRollOut } from '#electron/files/roll-out-file.ts';
import { openSetUpFile } from '#electron/files/set-up-file.ts';
import type { DisplayChoice } from '#electron/displays/display-choice.ts';
import type { Windows } from '#electron/windows/windows.ts';
import { openAttemptsFile } from '#electron/passphrase/attempts-file.ts';
import type { KeyStores } from '#electron/passphrase/key-stores.ts';
import { openKeyStores } from '#electron/passphrase/key-stores.ts';
import { openSecrets } from '#electron/passphrase/open-secrets.ts';
import { inTraining, trainingOnlyHome } from '#electron/passphrase/training-only.ts';
import { passphraseFile } from '#electron/passphrase/passphrase-file.ts';
import { anchorCopies } from '#electron/anchor/anchor-copies.ts';
import { answerCall } from '#handlers/pipeline/answer-call.ts';
import type { Early } from '#handlers/pipeline/early-calls.ts';
import { openEarly } from '#handlers/pipeline/early-calls.ts';
import { awaitPage } from '#station/updates/await-page.ts';
import { countFromUnlocking, inTrainingOnly } from '#station/updates/open-updates.ts';
import '#words/texts/all-texts.ts';
import type { Till, TillPorts } from './till.ts';
import { openTill } from './till.ts';

/** What the start has opened before the till. */
export interface StartedWindows extends Pick<
  TillPorts,
  'home' | 'bench' | 'alwaysAsksForStaff' | 'isSetUpWanted' | 'onUnfinished' | 'brand' | 'updates'
> {
  readonly windows: Windows;
  readonly displays: DisplayChoice;
  readonly session: Session;
  readonly log: TillLog;
  readonly onBreakGlass: OnBreakGlass;
  /** The folder of the build. */
  readonly built: string;
}

interface Keys {
  readonly keyStores: KeyStores;
  readonly early: Early;
}

const windowPorts = ({ displays, windows, log }: StartedWindows) => ({
  hostedPage: openHostedPage({ window: windows.customer, log }),
  listDisplays: () => displays.list(),
  chooseDisplay: (id: number) => {
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
  listPrinters: listPrinters(() => windows.contentsOf('till')),
});

const openPorts = async (
  started: StartedWindows,
  { keyStores, early: { unlock } }: Keys,
  push: Push,
): Promise<Omit<TillPorts, 'slipPage'>> => {
  const { log, session, built } = started;
  const { as, failures } = await unlock.opened;
  const isTrainingOnly = as === 'training-only';
  const home = isTrainingOnly ? trainingOnlyHome(started.home) : started.home;
  const outside = anchorCopies();
  const { pepper, ports } = await openSecrets({ ...keyStores, home, outside, failures, log });
  const settingsFile = openSettingsFile(started.home, log);
  return {
    ...started,
    ...windowPorts(started),
    ...ports,
    unlock,
    push,
    home,
    ...shopPcPorts(home, log),
    clock: systemClock,
    ids: systemIds,
    digest: sha256,
    isOnline: () => net.isOnline(),
    systemNetwork: openSystemNetwork(session, log),
    lanAddresses,
    pins: openPinHasher(pepper, pinCost(app.isPackaged, process.env)),
    appearanceFile: openAppearanceFile(started.home, log),
    customerFile: openCustomerFile(home, log),
    systemLanguages: app.getPreferredSystemLanguages(),
    settingsFile: isTrainingOnly ? inTraining(settingsFile) : settingsFile,
    updates: isTrainingOnly ? inTrainingOnly(started.updates) : started.updates,
    setUpFile: openSetUpFile(home, log),
    rollOut: readRollOut(home),
    workerFile: join(built, 'main', 'worker.cjs'),
    ...{ showFolder, openFile, chooseFolder, showFile, copyText, isWritable },
    program: aboutProgram(home, started.home, built),
    readLog: (bytes) => log.clean(readLog(started.home, bytes)),
    withoutSecrets: log.clean,
    ...supportBundlesIn(home),
  };
};

/**
 * Opening the journal blocks this thread, and with it every window, so the till's page is painted first. `asked` resolves
 * with that page's first call.
 */
const openTillOncePainted = async (
  started: StartedWindows,
  keys: Keys,
  push: Push,
  asked: Promise<void>,
): Promise<Till> => {
  const { windows, updates, session, log } = started;
  await windows.painted;
  await awaitPage(updates, asked, systemClock, log);
  void countFromUnlocking(updates, keys.early.unlock, log);
  const slipPage = openSlipPage({ session, log });
  const till = await openTill({ ...(await openPorts(started, keys, push)), slipPage });
  stopBeforeQuit(async () => till.stop(), slipPage.isUnanswered, log);
  onWakeUp(() => till.wake());
  started.onBreakGlass((how) => till.breakGlass(how));
  return till;
};

/** The key store for secrets, and the prompt for its passphrase if it has one. */
const openKeys = ({ home, log, bench }: StartedWindows, push: Push): Keys => {
  const keyStores = openKeyStores(systemKeyStore, passphraseFile(join(home, 'passphrase.json')));
  const early = openEarly({
    passphrase: keyStores.passphrase,
    attempts: openAttemptsFile(home, log),
    clock: systemClock,
    log,
    push,
    isBench: bench !== null,
    appearanceFile: openAppearanceFile(home, log),
    systemLanguages: app.getPreferredSystemLanguages(),
  });
  return { keyStores, early };
};

/** Opens the till and answers the windows' calls; settles once it is open. Call while the windows open. */
export const serveTill = async (started: StartedWindows): Promise<void> => {
  const { windows, log } = started;
  windows.retitle();
  const push = pushTo(windows.contentsOf);
  const keys = openKeys(started, push);
  let onAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => (onAsked = resolve));
  const till = openTillOncePainted(started, keys, push, asked);
  till.catch((error: unknown) => log.error('start failed', { error }));
  const now = (): number => performance.now();
  const rules = { early: keys.early, till, log: rateLimitedLog(log, now), development: !app.isPackaged };
  serveCalls(windows.roleOf, callLimiter(now, log), async (call) => {
    if (call.sender === 'till') onAsked();
    return answerCall(rules, call);
  });
  await till;
};
