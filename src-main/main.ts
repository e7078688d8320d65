/** Electron starts here. What happens in which order, and nothing else. */
import type { Session } from 'electron';
import { app, dialog, net, shell } from 'electron';
import { join } from 'node:path';
import type { CallName } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Handlers } from '#contract/handlers.ts';
import { systemClock } from '#electron/clock.ts';
import { claimHome, openHome } from '#electron/home.ts';
import { systemIds } from '#electron/ids.ts';
import { pushTo, serveCalls } from '#electron/ipc.ts';
import { systemKeyStore } from '#electron/key-store.ts';
import { openLog } from '#electron/log.ts';
import { registerAppScheme, serveWindows } from '#electron/protocol.ts';
import { openReceiptPage } from '#electron/receipt-page.ts';
import { confineWindows, openSealedSession } from '#electron/security.ts';
import { openSettingsFile } from '#electron/settings-file.ts';
import { openPepper } from '#electron/pepper.ts';
import { openPinKeeper } from '#electron/pin-keeper.ts';
import { openStaffFile } from '#electron/staff-file.ts';
import { openVault } from '#electron/vault.ts';
import type { Windows } from '#electron/windows.ts';
import { openWindows } from '#electron/windows.ts';
import { openSigningKey } from '#sqlite/signing-key.ts';
import type { Bench } from './bench.ts';
import { readBench, readStaffing } from './bench.ts';
import type { Till, TillPorts } from './till.ts';
import { openTill } from './till.ts';

const giveUp = (sentence: string): never => {
  console.error(`Countertop cannot start: ${sentence}`);
  app.exit(1);
  throw new Error(sentence);
};

const chosenBench = (): Bench | null => {
  const choice = readBench(process.env);
  if (choice.kind === 'refused') return giveUp(choice.why);
  return choice.kind === 'bench' ? choice.bench : null;
};

/** Windows open while the journal does; their first questions wait here until there is somebody to answer. */
const onceOpen = (till: Promise<Till>): Handlers => {
  const answer =
    (name: CallName) =>
    async (input: never): Promise<unknown> =>
      (await till).handlers[name](input);
  const names = Object.keys(calls) as CallName[];
  return Object.fromEntries(names.map((name) => [name, answer(name)])) as unknown as Handlers;
};

const chosenStaffing = (): boolean => {
  const choice = readStaffing(process.env);
  return choice.kind === 'refused' ? giveUp(choice.why) : choice.kind === 'ask';
};

const bench = chosenBench();
const alwaysAsksForStaff = chosenStaffing();
const home = openHome();
const built = join(app.getAppPath(), 'out');
const development = !app.isPackaged;
const log = openLog({ home, development });
let windows: Windows | undefined;

const openPorts = async (session: Session): Promise<TillPorts> => {
  const folderOf = (environment: string): string => join(home, environment);
  const vault = await openVault({ folderOf, keyStore: systemKeyStore, log });
  return {
    home,
    bench,
    log,
    vault,
    signingKey: await openSigningKey({ file: join(home, 'signing-key.json'), keyStore: systemKeyStore, log }),
    clock: systemClock,
    ids: systemIds,
    isOnline: () => net.isOnline(),
    settingsFile: openSettingsFile(home, log),
    staff: openStaffFile(home, log),
    pins: openPinKeeper(openPepper({ home, keyStore: systemKeyStore, log })),
    alwaysAsksForStaff,
    exportWorkerFile: join(built, 'main', 'export-worker.cjs'),
    keyStore: () => vault.keyStore(),
    receiptPage: openReceiptPage({ session, log }),
    showFolder: (folder) => void shell.openPath(folder),
    push: pushTo((role) => windows?.contentsOf(role)),
  };
};

/** Once: quitting waits until every payment is where the next start finds it. */
const stopBeforeQuit = (till: Till): void => {
  app.once('before-quit', (event) => {
    event.preventDefault();
    const leave = (): void => app.exit(0);
    till.stop().then(leave, (error: unknown) => {
      log.error('the till did not stop cleanly', { error });
      app.exit(1);
    });
  });
};

const start = async (): Promise<void> => {
  await app.whenReady();
  const session = openSealedSession({ development });
  const till = openPorts(session).then(openTill);
  serveCalls({
    roleOf: (contents) => windows?.roleOf(contents),
    handlers: onceOpen(till),
    log,
    development,
  });
  serveWindows(session, join(built, 'renderer'));
  windows = openWindows({ session, preload: join(built, 'main', 'preload.cjs'), development, log });
  stopBeforeQuit(await till);
};

registerAppScheme();
confineWindows(log);
if (claimHome(() => windows?.focusTill())) {
  start().catch((error: unknown) => {
    log.error('start failed', { error });
    const sentence = error instanceof Error ? error.message : 'an unexpected fault';
    console.error(`Countertop cannot start: ${sentence}`);
    dialog.showErrorBox('Countertop cannot start', sentence);
    app.exit(1);
  });
} else {
  app.quit();
}
