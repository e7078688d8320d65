/** Electron starts here. This file only says in which order everything opens, up to the windows. */
import type { Session } from 'electron';
import { app } from 'electron';
import { join } from 'node:path';
import { openSleepBlocker } from '#electron/system/keep-awake.ts';
import { failToStart, refuseToStart } from '#electron/system/refuse-to-start.ts';
import { claimHome, isUnusedHome, openHome } from '#electron/files/home.ts';
import { openBreakGlass } from '#electron/shop-pc/break-glass.ts';
import { isTrialPackage, startFault } from '#electron/start/start-fault.ts';
import { nameTimeZone } from '#electron/start/name-time-zone.ts';
import { forgetCredentials, hideEnvironment } from '#electron/support/hide-environment.ts';
import type { TillLog } from '#electron/system/log.ts';
import { openLog } from '#electron/system/log.ts';
import { devServerOrigin, serveFromDevServer } from '#electron/windows/dev-server.ts';
import { registerAppScheme, serveWindows } from '#electron/windows/protocol.ts';
import { confineWindows, exposeGarbageCollector, openSealedSession } from '#electron/windows/security.ts';
import type { Brand } from '#electron/files/brand-folder.ts';
import { readBrand } from '#electron/files/brand-folder.ts';
import { openDisplaysFile } from '#electron/files/displays-file.ts';
import { openPlacesFile } from '#electron/files/places-file.ts';
import { DisplayChoice } from '#electron/displays/display-choice.ts';
import { openWindows } from '#electron/windows/windows.ts';
import { openUpdates } from '#electron/update/open-updates.ts';
import type { BenchChoice } from '#station/start/read-bench.ts';
import { readSetUpOption, readStaffOption } from '#station/start/read-start-options.ts';
import { isRolledBack } from '#station/updates/rolled-back.ts';

const development = !app.isPackaged;
const built = join(app.getAppPath(), 'out');
const preload = join(built, 'main', 'preload.cjs');
/** The files that come with the program, beside its archive. */
const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources');

/** Looks for the shop's own pictures, and serves them and the windows' pages. */
const serve = (session: Session, devServer: string | undefined, home: string): Brand => {
  const brand = readBrand([join(home, 'brand'), join(resources, 'brand')]);
  if (devServer === undefined) serveWindows(session, join(built, 'renderer'), brand);
  else serveFromDevServer(session, devServer, brand);
  return brand;
};

/** A shop has no bench, so its start does not load the schema that reads one. */
const readBenchOption = async (): Promise<BenchChoice> =>
  process.env['COUNTERTOP_GATEWAY']
    ? (await import('#station/start/read-bench.ts')).readBench(process.env)
    : { kind: 'none' };

/** What the environment asks for; undefined if this start has ended because of it. */
const readStartOptions = async () => {
  const options = {
    bench: await readBenchOption(),
    staffing: readStaffOption(process.env),
    setUp: readSetUpOption(process.env),
  };
  const refused = Object.values(options).find((option) => option.kind === 'refused');
  if (!refused) return options;
  refuseToStart(refused.why);
  return undefined;
};

/** How often the computer is asked for its time zone, which people set and travel changes. */
const TIME_ZONE_MS = 60_000;

/** What Chromium is told before the app is ready. */
const prepareApp = (log: TillLog): void => {
  registerAppScheme();
  confineWindows(log);
  exposeGarbageCollector();
};

const start = async (): Promise<void> => {
  // Shown on the screen too: a person who starts an installed till from a menu does not see stderr.
  const fault = startFault();
  if (fault !== null) throw new Error(fault);
  const nameTimeZoneAgain = nameTimeZone(process.platform, process.env);
  const options = await readStartOptions();
  if (!options) return;
  const { bench, staffing, setUp } = options;
  const home = openHome();
  const isFirstStart = app.isPackaged && bench.kind === 'none' && isUnusedHome(home);
  const log = openLog({ home, development });
  hideEnvironment(process.env, log);
  forgetCredentials(process.env);
  if (isTrialPackage()) log.warn('this is a trial of the package, not for release: tests may control it');
  process.on('uncaughtException', (error) => log.error('uncaught exception', { error }));
  // Electron only prints these, where nobody who uses an installed till can read them.
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));
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
  const keepAwake = openSleepBlocker();
  setInterval(nameTimeZoneAgain, TIME_ZONE_MS);
  let unfinished = 0;
  const onUnfinished = (count: number): void => {
    unfinished = count;
    keepAwake(count > 0);
  };
  const onBreakGlass = openBreakGlass(app);
  const displays = new DisplayChoice(openDisplaysFile(home, log), openPlacesFile(home, log), log);
  const windows = openWindows({ session, preload, development, log }, displays, () => unfinished);
  app.on('second-instance', windows.focusTill);
  // Most of the program, loaded while the windows' own processes start. No call of theirs can arrive before then.
  const { serveTill } = await import('./serve-till.ts');
  await serveTill({
    ...{ windows, displays, session, home, log, updates, built, onUnfinished, onBreakGlass },
    bench: bench.kind === 'bench' ? bench.bench : null,
    alwaysAsksForStaff: staffing.kind === 'ask',
    isSetUpWanted: setUp.kind === 'ask' || isFirstStart,
    brand: brand.view,
  });
};

start().catch(failToStart);
