/** One environment, opened: its journal, its gateway, its desk. The till holds exactly one at a time. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import { openExporter } from '#csv/exporter.ts';
import type { Payment } from '#domain/payment.ts';
import type { Settings } from '#domain/settings.ts';
import type { GlobalPayOptions } from '#globalpay/client.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { GLOBALPAY_ORIGINS } from '#globalpay/origins.ts';
import type { Clock, Exporter, Gateway, Ids, Journal, Log, Training, Vault } from '#services/ports.ts';
import type { SaleTerms } from '#services/take-payment.ts';
import { PaymentDesk } from '#services/take-payment.ts';
import { WayToGateway } from '#services/way-to-gateway.ts';
import { openJournal } from '#sqlite/journal.ts';
import type { Bench } from './bench.ts';

export interface CounterPorts {
  /** The data folder. */
  readonly home: string;
  readonly exportWorkerFile: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log & { hide(secret: string): void };
  readonly vault: Vault;
  /** Whether this computer has a network at all, as far as its system knows. */
  readonly isOnline: () => boolean;
  /** A payment changed, or which one stands in front of the cashier. */
  readonly onChange: (payment: Payment | null) => void;
}

export interface Counter {
  readonly terms: SaleTerms;
  readonly desk: PaymentDesk;
  readonly journal: Journal;
  readonly exporter: Exporter;
  readonly exportsFolder: string;
  readonly training: Training | null;
  /** What keeps this counter from charging at all. */
  readonly blocked: Problem | null;
  readonly way: WayToGateway;
  readonly close: () => Promise<void>;
}

interface Reach {
  readonly gateway: Gateway;
  readonly way: WayToGateway;
  readonly training: Training | null;
  readonly blocked: Problem | null;
  readonly close: () => Promise<void>;
}

const TRAINING_SITE = '1000';

/** The gateway, and the way to it that all its calls go. */
const openWay = (
  { clock, log, onChange }: CounterPorts,
  isOnline: () => boolean,
  options: Omit<GlobalPayOptions, 'onAnswer'>,
): Pick<Reach, 'gateway' | 'way'> => {
  const way = new WayToGateway({ clock, log, isOnline, onChange: () => onChange(null) });
  const gateway = openGlobalPay({
    ...options,
    onAnswer: ({ kind, clockSkewMs }) => {
      // The date on a stranger's page is none of the gateway's.
      if ((kind === 'ok' || kind === 'rejected') && clockSkewMs !== null) way.compareClocks(clockSkewMs);
    },
  });
  return { gateway: way.guard(gateway), way };
};

/** Practice: a gateway of our own in this process, behind real HTTP on loopback. */
const reachTraining = async (ports: CounterPorts, folder: string): Promise<Reach> => {
  const { startSimulator } = await import('#simulator/simulator.ts');
  const apiKey = randomBytes(16).toString('hex');
  const booksFile = join(folder, 'gateway.jsonl');
  const simulator = await startSimulator({ siteId: TRAINING_SITE, apiKey, booksFile, amountEndings: false });
  let network: 'up' | 'down' = 'up';
  const isOnline = (): boolean => network === 'up';
  const options = { origin: simulator.url, siteId: TRAINING_SITE, apiKey };
  const { gateway, way } = openWay(ports, isOnline, options);
  const training: Training = {
    act: (reference, action) => simulator.act({ merchantTransactionId: reference }, action),
    setNetwork: async (state) => {
      await simulator.setNetwork(state);
      network = state;
    },
    network: () => network,
    loseNextAnswer: () => simulator.loseNextAnswer(),
  };
  const close = async (): Promise<void> => {
    await gateway.close();
    await simulator.close();
  };
  return { gateway, way, training, blocked: null, close };
};

const reachGlobalPay = (way: Pick<Reach, 'gateway' | 'way'>, ready: boolean): Reach => ({
  ...way,
  training: null,
  blocked: ready ? null : problem('not-set-up'),
  close: async () => way.gateway.close(),
});

/** A gateway on this computer needs no network. */
const ALWAYS = (): boolean => true;

const termsOf = (settings: Settings): SaleTerms =>
  settings.environment === 'training' ? { ...settings, siteId: TRAINING_SITE } : settings;

const reach = async (ports: CounterPorts, settings: Settings, bench: Bench | null): Promise<Reach> => {
  if (bench) {
    ports.log.hide(bench.apiKey);
    const { origin, apiKey, terms } = bench;
    return reachGlobalPay(openWay(ports, ALWAYS, { origin, siteId: terms.siteId, apiKey }), true);
  }
  const { environment, siteId } = settings;
  if (environment === 'training') return reachTraining(ports, join(ports.home, environment));
  const apiKey = await ports.vault.load(environment);
  if (apiKey !== undefined) ports.log.hide(apiKey);
  const options = { origin: GLOBALPAY_ORIGINS[environment], siteId, apiKey: apiKey ?? '' };
  return reachGlobalPay(openWay(ports, ports.isOnline, options), siteId !== '' && apiKey !== undefined);
};

/** Opens the environment that the settings, or a bench from outside, name; unfinished payments are not yet resumed. */
export const openCounter = async (
  ports: CounterPorts,
  settings: Settings,
  bench: Bench | null,
): Promise<Counter> => {
  const terms = bench?.terms ?? termsOf(settings);
  const folder = join(ports.home, terms.environment);
  const journalFile = join(folder, 'journal.db');
  const exportsFolder = join(folder, 'exports');
  const journal = openJournal(journalFile);
  const { gateway, way, training, blocked, close } = await reach(ports, settings, bench);
  const { clock, ids, log, onChange } = ports;
  const desk = new PaymentDesk({ terms, journal, gateway, clock, ids, log, onChange });
  const exporter = openExporter({
    workerFile: ports.exportWorkerFile,
    journalFile,
    folder: exportsFolder,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    environment: terms.environment,
  });
  return {
    terms,
    desk,
    journal,
    exporter,
    exportsFolder,
    training,
    blocked,
    way,
    close: async () => {
      const rested = desk.stop();
      await close();
      await rested;
      journal.close();
    },
  };
};
