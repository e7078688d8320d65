/** Live is entered with a connection that has passed its test, or with a recorded reason why it has not. */
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import type { Vault } from '#services/ports.ts';
import type { LinkSettings, SoundLinks } from './sound-links.ts';
import { typedLink } from './typed-link.ts';

export interface GoLivePorts {
  readonly vault: Pick<Vault, 'hasKey' | 'load'>;
  readonly soundLinks: Pick<SoundLinks, 'has'>;
}

/** Why live may be entered: the test passed, or for this `reason` (else ''). */
export interface LiveEntry {
  readonly passed: boolean;
  readonly reason: string;
}

export type LiveVerdict =
  /** Not live, or live already and nothing of the link changes. */
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
 * Whether these settings may be saved as live. `reason`: why without a passed test, '' without one.
 * Settings that are incomplete are left to saving, which names the field.
 */
export const liveVerdict = async (
  { vault, soundLinks }: GoLivePorts,
  current: Settings,
  typed: TypedSettings,
  reason: string,
): Promise<LiveVerdict> => {
  if (typed.environment !== 'live') return { kind: 'not-asked' };
  const read = await typedLink(typed, vault);
  if (!read.complete || !changesLink(current, read.link, typed)) return { kind: 'not-asked' };
  if (soundLinks.has(read.link)) return { kind: 'may-enter', entry: { passed: true, reason: '' } };
  if (reason !== '') return { kind: 'may-enter', entry: { passed: false, reason } };
  return { kind: 'untested' };
};
