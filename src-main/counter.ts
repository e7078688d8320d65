/** One environment, opened: its journal, its gateway, its desk. The till holds exactly one at a time. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { ConnectionName } from '#contract/views.ts';
import { openExporter } from '#csv/exporter.ts';
import type { Payment } from '#domain/payment.ts';
import { isFinal } from '#domain/payment.ts';
import type { Environment, Settings } from '#domain/settings.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { GLOBALPAY_ORIGINS } from '#globalpay/origins.ts';
import type {
  Clock,
  Exporter,
  Gateway,
  Ids,
  Journal,
  Log,
  SigningKey,
  Training,
  Vault,
} from '#services/ports.ts';
import type { Refill, RefillPorts } from '#services/refill-journal.ts';
import { refillJournal } from '#services/refill-journal.ts';
import type { SaleTerms } from '#services/take-payment.ts';
import { PaymentDesk } from '#services/take-payment.ts';
import type { Books } from '#sqlite/books.ts';
import { openBooks } from '#sqlite/books.ts';
import type { Bench } from './bench.ts';
import type { BooksState } from './present.ts';
import { connectionAfter } from './present.ts';

export interface CounterPorts {
  /** The data folder. */
  readonly home: string;
  readonly exportWorkerFile: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log & { hide(secret: string): void };
  readonly vault: Vault;
  /** Signs the journal of every environment. */
  readonly signingKey: SigningKey;
  /** A payment changed, or which one stands in front of the cashier. */
  readonly onChange: (payment: Payment | null) => void;
  /** Lost payments were put back, whatever the screens show of the past. */
  readonly onRefilled: () => void;
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
  readonly books: () => BooksState;
  /** A person has read what a recovery did; does nothing while something is left to do. */
  readonly putAwayBooksNotice: () => void;
  readonly connection: () => ConnectionName;
  /** Takes up unfinished payments and, after a recovery, asks the gateway for the lost ones. */
  readonly takeUp: () => void;
  /** Leaves every payment where a next start will find it, and the journal backed up. */
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

const stateOf = (books: Books): BooksState => ({
  trouble: books.trouble(),
  broken: books.broken(),
  recovery: books.recovery.read(),
});

const putAway = ({ recovery }: Books): void => {
  if (typeof recovery.read()?.found === 'number') recovery.drop();
};

/** A gateway that cannot be reached at all, such as a practice one without a free port, must not keep the books. */
const reachOrClose = async (ports: CounterPorts, settings: Settings, bench: Bench | null, books: Books) => {
  try {
    return await reach(ports, settings, bench);
  } catch (error) {
    await books.close();
    throw error;
  }
};

/** A payment is under way in front of the cashier. */
const isBusy = (desk: PaymentDesk | undefined): boolean => {
  const current = desk?.current ?? null;
  return current !== null && !isFinal(current);
};

const exporterOf = (
  workerFile: string,
  journalFile: string,
  folder: string,
  environment: Environment,
): Exporter => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return openExporter({ workerFile, journalFile, folder, timeZone, environment });
};

type RefillCircumstances = Omit<RefillPorts, 'journal' | 'onDone'> &
  Pick<CounterPorts, 'onRefilled'> & { readonly blocked: Problem | null };

/** Asks the gateway for what a recovery has lost, where that is due and the gateway can be asked. */
const refillIfDue = (books: Books, desk: PaymentDesk, around: RefillCircumstances): Refill | null => {
  const due = books.recovery.read();
  if (due?.found !== null || around.blocked) return null;
  const onDone = (found: number): void => {
    books.recovery.refilled(found);
    desk.resume();
    around.onRefilled();
  };
  return refillJournal({ ...around, journal: books.journal, onDone }, due.lastAt);
};

/** Opens the environment that the settings, or a bench from outside, name; nothing unfinished is taken up yet. */
export const openCounter = async (
  ports: CounterPorts,
  settings: Settings,
  bench: Bench | null,
): Promise<Counter> => {
  const { clock, ids, log, onChange, signingKey: key } = ports;
  const terms = bench?.terms ?? termsOf(settings);
  const folder = join(ports.home, terms.environment);
  const file = join(folder, 'journal.db');
  const exportsFolder = join(folder, 'exports');
  const atDesk: { desk?: PaymentDesk } = {};
  const books = openBooks({
    file,
    key,
    clock,
    log,
    isBusy: () => isBusy(atDesk.desk),
    onChange: () => atDesk.desk && onChange(null),
  });
  const { journal } = books;
  const { gateway, training, blocked, close } = await reachOrClose(ports, settings, bench, books);
  let connection: ConnectionName = 'idle';
  const onAnswer: ConstructorParameters<typeof PaymentDesk>[0]['onAnswer'] = (kind) => {
    const next = connectionAfter(kind);
    if (next === connection) return;
    connection = next;
    onChange(null);
  };
  const desk = new PaymentDesk({ terms, journal, gateway, clock, ids, log, onChange, onAnswer });
  atDesk.desk = desk;
  let refill: Refill | null = null;
  return {
    terms,
    desk,
    journal,
    exporter: exporterOf(ports.exportWorkerFile, file, exportsFolder, terms.environment),
    exportsFolder,
    training,
    blocked,
    books: () => stateOf(books),
    putAwayBooksNotice: () => putAway(books),
    connection: () => connection,
    takeUp: () => {
      desk.resume();
      refill = refillIfDue(books, desk, { ...ports, gateway, terms, blocked });
    },
    close: async () => {
      const rested = Promise.all([desk.stop(), refill?.stop() ?? Promise.resolve()]);
      await close();
      await rested;
      await books.close();
    },
  };
};
