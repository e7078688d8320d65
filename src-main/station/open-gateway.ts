/** How an environment reaches its gateway: GlobalPay itself, a bench, or practice inside this process. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { GlobalPayOptions } from '#globalpay/client.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { GLOBALPAY_ORIGINS } from '#globalpay/http/origins.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import type { Clock, Log, Training, Vault } from '#services/ports.ts';
import { GatewayLink } from '#services/gateway/gateway-link.ts';
import type { Bench } from './read-bench.ts';

export interface StationGatewayPorts {
  /** The data folder. */
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log & { hide(secret: string): void };
  readonly vault: Vault;
  /** Whether this computer has a network at all, as far as its system knows. */
  readonly isOnline: () => boolean;
  /** Something that the till shows of the way has changed. */
  readonly onLinkChange: () => void;
}

export interface StationGateway {
  readonly gateway: Gateway;
  readonly link: GatewayLink;
  readonly training: Training | null;
  readonly blocked: Problem | null;
  readonly close: () => Promise<void>;
}

export const TRAINING_SITE = '1000';

/** The gateway, and the way to it that all its calls go. */
const openLink = (
  { clock, log, onLinkChange }: StationGatewayPorts,
  isOnline: () => boolean,
  options: Omit<GlobalPayOptions, 'onAnswer'>,
): Pick<StationGateway, 'gateway' | 'link'> => {
  const link = new GatewayLink({ clock, log, isOnline, onChange: onLinkChange });
  const gateway = openGlobalPay({
    ...options,
    onAnswer: ({ kind, clockSkewMs }) => {
      // The date on a stranger's page is none of the gateway's.
      if ((kind === 'ok' || kind === 'rejected') && clockSkewMs !== null) link.compareClocks(clockSkewMs);
    },
  });
  return { gateway: link.guard(gateway), link };
};

/** Practice: a gateway of our own in this process, behind real HTTP on loopback. */
const reachTraining = async (ports: StationGatewayPorts, folder: string): Promise<StationGateway> => {
  const { startSimulator } = await import('#simulator/simulator.ts');
  const apiKey = randomBytes(16).toString('hex');
  const storeFile = join(folder, 'gateway.jsonl');
  const simulator = await startSimulator({ siteId: TRAINING_SITE, apiKey, storeFile, amountEndings: false });
  let network: 'up' | 'down' = 'up';
  const isOnline = (): boolean => network === 'up';
  const options = { origin: simulator.url, siteId: TRAINING_SITE, apiKey };
  const { gateway, link } = openLink(ports, isOnline, options);
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
  return { gateway, link, training, blocked: null, close };
};

const reachGlobalPay = (link: Pick<StationGateway, 'gateway' | 'link'>, ready: boolean): StationGateway => ({
  ...link,
  training: null,
  blocked: ready ? null : problem('not-set-up'),
  close: async () => link.gateway.close(),
});

/** A gateway on this computer needs no network. */
const ALWAYS = (): boolean => true;

/** Opens the gateway of the environment that the settings, or a bench from outside, name. */
export const openStationGateway = async (
  ports: StationGatewayPorts,
  settings: Settings,
  bench: Bench | null,
): Promise<StationGateway> => {
  if (bench) {
    ports.log.hide(bench.apiKey);
    const { origin, apiKey, terms } = bench;
    return reachGlobalPay(openLink(ports, ALWAYS, { origin, siteId: terms.siteId, apiKey }), true);
  }
  const { environment, siteId } = settings;
  if (environment === 'training') return reachTraining(ports, join(ports.home, environment));
  const apiKey = await ports.vault.load(environment);
  if (apiKey !== undefined) ports.log.hide(apiKey);
  const options = { origin: GLOBALPAY_ORIGINS[environment], siteId, apiKey: apiKey ?? '' };
  return reachGlobalPay(openLink(ports, ports.isOnline, options), siteId !== '' && apiKey !== undefined);
};
