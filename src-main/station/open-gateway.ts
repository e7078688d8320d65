/** How an environment reaches its gateway: GlobalPay itself, a bench, or a training gateway inside this process. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { problem } from '#contract/problem.ts';
import { TRAINING_SITE } from '#domain/shop/settings/effective-settings.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { GlobalPayOptions } from '#globalpay/client.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { GLOBALPAY_ORIGINS } from '#globalpay/http/origins.ts';
import { networkOf } from '#globalpay/route/network.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import type { Training } from '#services/ports.ts';
import { GatewayLink } from '#services/gateway/gateway-link.ts';
import type { PhoneDoor } from '#services/training/phone-port.ts';
import type { PhoneAccess } from '#services/training/phone-access.ts';
import type { Bench } from './start/read-bench.ts';
import type { Station, StationDeps } from './station.ts';

type OpenGatewayDeps = Pick<
  StationDeps,
  'home' | 'clock' | 'log' | 'vault' | 'isOnline' | 'systemNetwork' | 'lanAddresses' | 'changes'
>;

export interface StationGateway extends Pick<Station, 'link' | 'training' | 'blocked'> {
  readonly gateway: Gateway;
  /** Its origin if it is a server on this computer; null for GlobalPay. */
  readonly localOrigin: string | null;
  readonly close: () => Promise<void>;
}

/** The gateway, and the link that all calls to it pass through. */
const openLink = (
  { clock, log, changes, systemNetwork }: OpenGatewayDeps,
  isOnline: () => boolean,
  options: Omit<GlobalPayOptions, 'onAnswer' | 'network'>,
): Pick<StationGateway, 'gateway' | 'link'> => {
  const link = new GatewayLink({ clock, log, isOnline, changes });
  const gateway = openGlobalPay({
    ...options,
    network: networkOf(process.env, systemNetwork),
    onAnswer: ({ kind, clockSkewMs }) => {
      // Only the gateway's own answer shows its clock; a proxy's page has another date.
      if ((kind === 'ok' || kind === 'rejected') && clockSkewMs !== null) link.compareClocks(clockSkewMs);
    },
  });
  return { gateway: link.guard(gateway), link };
};

/** Lets phones connect if the shop wants that; only a training gateway accepts them. */
const openPhoneAccess = async (
  deps: OpenGatewayDeps,
  door: PhoneDoor,
  { trainingPhone, trainingNetwork }: Settings,
): Promise<PhoneAccess | null> => {
  if (!trainingPhone) return null;
  const { PhoneAccess } = await import('#services/training/phone-access.ts');
  const access = new PhoneAccess({ ...deps, door }, trainingNetwork);
  await access.start();
  return access;
};

/** Training: a gateway of our own in this process, behind real HTTP on loopback. */
const openTraining = async (
  deps: OpenGatewayDeps,
  folder: string,
  settings: Settings,
): Promise<StationGateway> => {
  const { startSimulator } = await import('#simulator/simulator.ts');
  const apiKey = randomBytes(16).toString('hex');
  const storeFile = join(folder, 'gateway.jsonl');
  const simulator = await startSimulator({ siteId: TRAINING_SITE, apiKey, storeFile, amountEndings: false });
  let network: 'up' | 'down' = 'up';
  const isOnline = (): boolean => network === 'up';
  const options = { origin: simulator.url, siteId: TRAINING_SITE, apiKey };
  const { gateway, link } = openLink(deps, isOnline, options);
  const phone = await openPhoneAccess(deps, simulator.phones, settings);
  const training: Training = {
    phone,
    act: (reference, action) => simulator.act({ merchantTransactionId: reference }, action),
    setNetwork: async (state) => {
      await simulator.setNetwork(state);
      network = state;
    },
    network: () => network,
    loseNextAnswer: () => simulator.loseNextAnswer(),
    losesNextAnswer: () => simulator.losesNextAnswer(),
  };
  const close = async (): Promise<void> => {
    await phone?.stop();
    await gateway.close();
    await simulator.close();
  };
  return { gateway, link, training, blocked: null, localOrigin: simulator.url, close };
};

const overGlobalPay = (
  link: Pick<StationGateway, 'gateway' | 'link'>,
  ready: boolean,
  localOrigin: string | null = null,
): StationGateway => ({
  ...link,
  training: null,
  localOrigin,
  blocked: ready ? null : problem('not-set-up'),
  close: async () => link.gateway.close(),
});

/** A gateway on this computer needs no network. */
const ALWAYS = (): boolean => true;

/** Opens the gateway of the environment that the settings, or an external bench, name. */
export const openStationGateway = async (
  deps: OpenGatewayDeps,
  settings: Settings,
  bench: Bench | null,
): Promise<StationGateway> => {
  if (bench) {
    deps.log.hide(bench.apiKey);
    const { origin, apiKey, identity } = bench;
    return overGlobalPay(openLink(deps, ALWAYS, { origin, siteId: identity.siteId, apiKey }), true, origin);
  }
  const { environment, siteId } = settings;
  if (environment === 'training') return openTraining(deps, join(deps.home, environment), settings);
  const apiKey = await deps.vault.load(environment);
  if (apiKey !== undefined) deps.log.hide(apiKey);
  const options = { origin: GLOBALPAY_ORIGINS[environment], siteId, apiKey: apiKey ?? '' };
  return overGlobalPay(openLink(deps, deps.isOnline, options), siteId !== '' && apiKey !== undefined);
};
