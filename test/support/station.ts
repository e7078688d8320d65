import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import type { Simulator } from '#simulator/simulator.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { typeByHand } from './cashier.ts';
import { PATIENCE_MS } from './patience.ts';
import { windowOf } from './windows/window-of.ts';

const root = join(import.meta.dirname, '..', '..');

/** The Electron under test; `npm test` has resolved it already. */
export const electronExecutable = (): string =>
  process.env.COUNTERTOP_TEST_ELECTRON ??
  execFileSync(process.execPath, [join(root, 'scripts', 'electron-runtime.mjs'), '--print'], {
    encoding: 'utf8',
  }).trim();

/**
 * What every Electron of the tests is started with: it draws by the processor, as it does wherever there is no graphics
 * card, but does not start a process to look for one first.
 */
export const ELECTRON_ARGS: readonly string[] = ['--disable-gpu'];

export interface Gateway {
  readonly url: string;
  readonly siteId: string;
  readonly apiKey: string;
}

export interface StationOptions {
  /** The data folder; a fresh one when left out. */
  readonly home?: string;
  /** Left out: training mode. */
  readonly gateway?: Gateway;
  /** People sign in; before that, there is no sale screen. */
  readonly staffed?: boolean;
  /** The guided set-up is what it opens with. */
  readonly setUp?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** What starts Electron, such as a key ring session. */
  readonly session?: { readonly executable: string; readonly env: Readonly<Record<string, string>> };
}

/** The real app in its real windows. */
export interface Station {
  readonly app: ElectronApplication;
  readonly till: Page;
  readonly customer: Page;
  readonly home: string;
  /** Quits as a person would. */
  close(): Promise<void>;
  /** Kills it, like a power cut. */
  kill(): Promise<void>;
}

export const freshHome = (): string => mkdtempSync(join(tmpdir(), 'countertop-'));

/** The window once it has its title, without movement: what breathes is drawn sixty times a second by the processor. */
const openWindow = async (
  app: ElectronApplication,
  name: 'till' | 'customer',
  title: string,
): Promise<Page> => {
  const page = await windowOf(app.context(), name);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.waitForFunction((wanted) => document.title === wanted, title);
  return page;
};

const OF_THE_TESTS = /^(?:COUNTERTOP_|VITEST|NODE_COMPILE_CACHE$)/;

const cleanEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !OF_THE_TESTS.test(entry[0]),
    ),
  );

/** The app's environment: none of the tests' own variables, and the gateway, or training without one. */
export const stationEnvironment = (home: string, gateway?: Gateway): Record<string, string> => ({
  ...cleanEnvironment(),
  COUNTERTOP_HOME: home,
  COUNTERTOP_PINS: 'quick',
  COUNTERTOP_ANCHORS: join(home, 'anchors'),
  ...(gateway && {
    COUNTERTOP_GATEWAY: gateway.url,
    COUNTERTOP_SITE_ID: gateway.siteId,
    COUNTERTOP_API_KEY: gateway.apiKey,
  }),
});

/** Starts the app and resolves before it has shown a window. */
export const launchApp = async (
  options: StationOptions & { readonly home: string },
): Promise<ElectronApplication> => {
  const { home, gateway } = options;
  const app = await _electron.launch({
    executablePath: options.session?.executable ?? electronExecutable(),
    args: [root, ...ELECTRON_ARGS, ...(options.args ?? [])],
    env: {
      ...stationEnvironment(home, gateway),
      ...options.session?.env,
      ...(options.staffed && { COUNTERTOP_STAFF: 'ask' }),
      ...(options.setUp && { COUNTERTOP_SETUP: 'ask' }),
      ...options.env,
    },
    timeout: PATIENCE_MS,
  });
  app.context().setDefaultTimeout(PATIENCE_MS);
  return app;
};

/** Kills the app and its windows' processes, like a power cut. */
export const killApp = async (app: ElectronApplication): Promise<void> => {
  const main = app.process();
  const exited = once(main, 'exit');
  // If the system has process groups, the app was started as one.
  if (process.platform === 'win32' || main.pid === undefined) main.kill('SIGKILL');
  else process.kill(-main.pid, 'SIGKILL');
  await exited;
};

const firstSight = ({ staffed, setUp }: StationOptions): string => {
  if (setUp) return 'set-up';
  return staffed ? 'sound' : 'payment-state';
};

export const openStation = async (options: StationOptions = {}): Promise<Station> => {
  const home = options.home ?? freshHome();
  const app = await launchApp({ ...options, home });
  const [till, customer] = await Promise.all([
    openWindow(app, 'till', 'Countertop – Till'),
    openWindow(app, 'customer', 'Countertop – Customer'),
  ]);
  await till.getByTestId(firstSight(options)).waitFor();
  await customer.getByTestId('customer-state').waitFor({ state: 'attached' });
  return { app, till, customer, home, close: async () => app.close(), kill: () => killApp(app) };
};

/** The simulator in this process, with its own credentials. */
export interface GatewayBench {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  /** Makes a control call. */
  control(call: string, body: object): Promise<void>;
}

/** A gateway for one test file. */
export const openGatewayBench = async (delayMs = 0): Promise<GatewayBench> => {
  const credentials = { siteId: '30201', apiKey: 'bench-key-0123456789' };
  const simulator = await startSimulator({ ...credentials, delayMs });
  const { url } = simulator;
  const control = async (call: string, body: object): Promise<void> => {
    const answer = await fetch(`${url}/__control/${call}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the simulator refused ${call}: ${await answer.text()}`);
  };
  return { simulator, gateway: { url, ...credentials }, control };
};

/** Types an amount in hundredths on the keyboard and charges it. */
export const charge = async (till: Page, hundredths: number): Promise<void> => {
  await typeByHand(till, String(hundredths));
  await till.getByTestId('charge').click();
};

export const tillState = (till: Page, state: string) =>
  till.locator(`[data-testid="payment-state"][data-state="${state}"]`).waitFor();

export const customerState = (customer: Page, state: string) =>
  customer.locator(`[data-testid="customer-state"][data-state="${state}"]`).waitFor({ state: 'attached' });

export const referenceOn = async (till: Page): Promise<string> =>
  (await till.getByTestId('payment-reference').innerText()).trim();

/** Every file below a folder with its bytes. */
export const filesBelow = (folder: string): { readonly path: string; readonly bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));

export const removeHome = (home: string): void => rmSync(home, { recursive: true, force: true });
