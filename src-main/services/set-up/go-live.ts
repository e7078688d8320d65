/** A till may go live only with a connection that passed its test, or with a recorded reason why not. */
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import { readSettings } from '#domain/shop/settings/typed-settings.ts';
import type { Vault } from '#services/ports.ts';
import type { TestedLinks } from './tested-links.ts';
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
const changesLink = (
  current: Settings,
  { siteId, terminal }: Pick<Settings, 'siteId' | 'terminal'>,
  { apiKey }: TypedSettings,
): boolean =>
  current.environment !== 'live' ||
  apiKey !== '' ||
  siteId !== current.siteId ||
  terminal.currency !== current.terminal.currency;

/**
 * Whether these settings may be saved as live. `reason`: why without a passed test; '' if none was given. Invalid
 * settings are left to saving, which names the field. A saved ApiKey that does not open now has passed no test.
 */
export const liveVerdict = async (
  { vault, testedLinks }: GoLivePorts,
  current: Settings,
  typed: TypedSettings,
  reason: string,
): Promise<LiveVerdict> => {
  if (typed.environment !== 'live') return { kind: 'not-asked' };
  const read = readSettings(typed, vault.hasKey(typed.environment), typed);
  if (!read.valid || !changesLink(current, read.settings, typed)) return { kind: 'not-asked' };
  const tested = await typedLink(typed, vault);
  if (tested.complete && testedLinks.has(tested.link))
    return { kind: 'may-enter', entry: { passed: true, reason: '' } };
  if (reason !== '') return { kind: 'may-enter', entry: { passed: false, reason } };
  return { kind: 'untested' };
};
