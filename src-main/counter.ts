/** One environment, opened: its journal, its gateway, its desk. The till holds exactly one at a time. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { ConnectionName } from '#contract/views.ts';
import { openExporter } from '#csv/exporter.ts';
import type { Payment } from '#domain/payment.ts';
import type { Settings } from '#domain/settings.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { GLOBALPAY_ORIGINS } from '#globalpay/origins.ts';
import type { Clock, Exporter, Gateway, Ids, Journal, Log, Training, Vault } from '#services/ports.ts';
import type { SaleTerms } from '#services/take-payment.ts';
import { PaymentDesk } from '#services/take-payment.ts';
import { openJournal } from '#sqlite/journal.ts';
import type { Bench } from './bench.ts';
import { connectionAfter } from './present.ts';

export interface CounterPorts {
  /** The data folder. */
  readonly home: string;
  readonly exportWorkerFile: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log & { hide(secret: string): void };
  readonly vault: Vault;
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
  readonly connection: () => ConnectionName;
  readonly close: () => Promise<void>;
}

interface Reach {
  readonly gateway: Gateway;
  readonly training: Training | null;
  readonly blocked: Problem | null;
  readonly close: () => Promise<void>;
}

const TRAINING_SITE = '1000';

/** Practice: a gateway of our own in this process, behind real HTTP on loopback. */
const reachTraining = async (folder: string): Promise<Reach> => {
  const { startSimulator } = await import('#simulator/simulator.ts');
  const apiKey = randomBytes(16).toString('hex');
  const booksFile = join(folder, 'gateway.jsonl');
  const simulator = await startSimulator({ siteId: TRAINING_SITE, apiKey, booksFile, amountEndings: false });
  const gateway = openGlobalPay({ origin: simulator.url, siteId: TRAINING_SITE, apiKey });
  let network: 'up' | 'down' = 'up';
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
  return { gateway, training, blocked: null, close };
};

const reachGlobalPay = (origin: string, siteId: string, apiKey: string | undefined): Reach => {
  const gateway = openGlobalPay({ origin, siteId, apiKey: apiKey ?? '' });
  const ready = siteId !== '' && apiKey !== undefined;
  return {
    gateway,
    training: null,
    blocked: ready ? null : problem('not-set-up'),
    close: async () => gateway.close(),
  };
};

const termsOf = (settings: Settings): SaleTerms =>
  settings.environment === 'training' ? { ...settings, siteId: TRAINING_SITE } : settings;

const reach = async (ports: CounterPorts, settings: Settings, bench: Bench | null): Promise<Reach> => {
  if (bench) {
    ports.log.hide(bench.apiKey);
    return reachGlobalPay(bench.origin, bench.terms.siteId, bench.apiKey);
  }
  const { environment, siteId } = settings;
  if (environment === 'training') return reachTraining(join(ports.home, environment));
  const apiKey = await ports.vault.load(environment);
  if (apiKey !== undefined) ports.log.hide(apiKey);
  return reachGlobalPay(GLOBALPAY_ORIGINS[environment], siteId, apiKey);
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
  const { gateway, training, blocked, close } = await reach(ports, settings, bench);
  let connection: ConnectionName = 'idle';
  const { clock, ids, log, onChange } = ports;
  const onAnswer: ConstructorParameters<typeof PaymentDesk>[0]['onAnswer'] = (kind) => {
    const next = connectionAfter(kind);
    if (next === connection) return;
    connection = next;
    onChange(null);
  };
  const desk = new PaymentDesk({ terms, journal, gateway, clock, ids, log, onChange, onAnswer });
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
    connection: () => connection,
    close: async () => {
      const rested = desk.stop();
      await close();
      await rested;
      journal.close();
    },
  };
};
