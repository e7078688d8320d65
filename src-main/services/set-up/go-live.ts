/** A till may go live only with a connection that passed its test, or with a recorded reason why not. */
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import type { Vault } from '#services/ports.ts';
import type { LinkSettings, TestedLinks } from './tested-links.ts';
import { typedLink } from './typed-link.ts';

export interface GoLivePorts {
  readonly vault: Pick<Vault, 'hasKey' | 'load'>;
  readonly testedLinks: Pick<TestedLinks, 'has'>;
}

/** Why it may go live: the test passed, or a person gave this `reason` ('' if it passed). */
export interface LiveEntry {
  readonly passed: boolean;
  readonly reason: string;
}

export type LiveVerdict =
  /** Not live; or live already, and the link does not change. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'may-enter'; readonly entry: LiveEntry }
  | { readonly kind: 'untested' };

/** Whether a change of settings changes what the connection test depends on. */
const changesLink = (current: Settings, { siteId, currency }: LinkSettings, typed: TypedSettings): boolean =>
  current.environment !== 'live' ||
  typed.apiKey !== '' ||
  siteId !== current.siteId ||
  currency !== current.terminal.currency;

/**
 * Whether these settings may be saved as live. `reason`: why without a passed test; '' if none was given. Incomplete
 * settings are left to saving, which names the field.
 */
export const liveVerdict = async (
  { vault, testedLinks }: GoLivePorts,
  current: Settings,
  typed: TypedSettings,
  reason: string,
): Promise<LiveVerdict> => {
  if (typed.environment !== 'live') return { kind: 'not-asked' };
  const read = await typedLink(typed, vault);
  if (!read.complete || !changesLink(current, read.link, typed)) return { kind: 'not-asked' };
  if (testedLinks.has(read.link)) return { kind: 'may-enter', entry: { passed: true, reason: '' } };
  if (reason !== '') return { kind: 'may-enter', entry: { passed: false, reason } };
  return { kind: 'untested' };
};
