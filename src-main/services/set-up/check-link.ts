import type { LinkCheck } from '#domain/gateway/link-check.ts';
import { isLinkSound } from '#domain/gateway/link-check.ts';
import type { GatewayEnvironment } from '#domain/shop/environment.ts';
import type { FieldName, TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import type { OpenGateway, ReachGateway } from '#services/gateway/gateway-port.ts';
import type { Vault } from '#services/ports.ts';
import type { Called } from './judge-link.ts';
import { judgeLink } from './judge-link.ts';
import type { LinkSettings, TestedLinks } from './tested-links.ts';
import { typedLink } from './typed-link.ts';

export interface CheckLinkPorts {
  readonly vault: Vault;
  readonly openGateway: OpenGateway;
  readonly reachGateway: ReachGateway;
  readonly testedLinks: TestedLinks;
}

export type LinkTest =
  | { readonly tested: true; readonly checks: readonly LinkCheck[] }
  | { readonly tested: false; readonly field: FieldName };

/** Makes one call with the credentials: reads method 24 (Alipay), which moves no money. */
const callWith = async (
  { openGateway }: Pick<CheckLinkPorts, 'openGateway'>,
  { environment, siteId, apiKey }: LinkSettings & { readonly environment: GatewayEnvironment },
): Promise<Called> => {
  let skewMs: number | null = null;
  const gateway = openGateway(environment, siteId, apiKey, (measured) => (skewMs = measured));
  try {
    const answer = await gateway.method();
    return { answer, skewMs };
  } finally {
    await gateway.close();
  }
};

/** Tests typed settings step by step without saving them; notes whether they passed, for going live. */
export const checkLink = async (ports: CheckLinkPorts, typed: TypedSettings): Promise<LinkTest> => {
  const read = await typedLink(typed, ports.vault);
  if (!read.complete) return { tested: false, field: read.field };
  const { link } = read;
  const { environment } = link;
  if (environment === 'training') return { tested: true, checks: [] };
  const reach = await ports.reachGateway(environment);
  const called = reach.secure ? await callWith(ports, { ...link, environment }) : undefined;
  const checks = judgeLink(reach, called, link.currency);
  ports.testedLinks.note(link, isLinkSound(checks));
  return { tested: true, checks };
};
