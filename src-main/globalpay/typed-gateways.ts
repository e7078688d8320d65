import { PACE } from '#domain/pace.ts';
import type { OpenGateway, ReachGateway } from '#services/gateway/gateway-port.ts';
import type { SystemNetwork } from '#services/ports.ts';
import { openGlobalPay } from './client.ts';
import { GLOBALPAY_ORIGINS } from './http/origins.ts';
import { networkOf } from './route/network.ts';

interface TypedGatewaysDeps {
  /** The origin of a server that a bench puts in the gateway's place. */
  readonly benchOrigin: string | undefined;
  readonly systemNetwork: SystemNetwork;
  readonly log: { hide(secret: string): void };
}

/** Gateways for settings that were typed but not saved yet. */
export const typedGateways = ({
  benchOrigin,
  systemNetwork,
  log,
}: TypedGatewaysDeps): { readonly openGateway: OpenGateway; readonly reachGateway: ReachGateway } => {
  const network = networkOf(process.env, systemNetwork);
  return {
    openGateway: (environment, siteId, apiKey, onSkew) => {
      log.hide(apiKey);
      return openGlobalPay({
        origin: benchOrigin ?? GLOBALPAY_ORIGINS[environment],
        siteId,
        apiKey,
        network,
        onAnswer: ({ clockSkewMs }) => onSkew?.(clockSkewMs),
      });
    },
    reachGateway: async (environment) => {
      const { reach } = await import('./route/reach.ts');
      return reach({
        origin: benchOrigin ?? GLOBALPAY_ORIGINS[environment],
        connectMs: PACE.answers.connectMs,
        network,
      });
    },
  };
};
