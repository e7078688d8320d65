import { onTestFinished } from 'vitest';
import type { GlobalPayOptions, CallReport } from '#globalpay/client.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { networkOf } from '#globalpay/route/network.ts';
import type { Script } from './scripted-server.ts';
import { openScriptedServer } from './scripted-server.ts';

export const SITE_ID = '12345';
export const API_KEY = 'canary/Kx93+not-a-real-key==';

interface Opening extends Partial<Omit<GlobalPayOptions, 'network'>> {
  /** PEM of an authority that the system trusts. */
  readonly ca?: string;
  /** What the system says of its proxies. */
  readonly proxies?: string | Promise<string>;
}

/** A gateway at an origin, closed at the end of the test, with the reports of its calls. */
export const openAt = (origin: string, { ca, proxies = 'DIRECT', ...options }: Opening = {}) => {
  const reports: CallReport[] = [];
  const gateway = openGlobalPay({
    origin,
    siteId: SITE_ID,
    apiKey: API_KEY,
    onAnswer: (report) => reports.push(report),
    network: networkOf(process.env, {
      proxiesFor: async () => proxies,
      roots: () => (ca === undefined ? [] : [ca]),
    }),
    ...options,
  });
  onTestFinished(() => gateway.close());
  return { gateway, reports };
};

/** A gateway whose server answers every call with the script. */
export const openAgainst = async (script: Script, options: Opening = {}) => {
  const server = await openScriptedServer(script);
  return { ...openAt(server.origin, options), server };
};
