/** The current screen, in the part of the address after #, so that back, forward and bookmarks work as usual. */
import { getContext, setContext } from 'svelte';

export const SCREENS = ['now', 'tills', 'find', 'days', 'people', 'audit', 'more'] as const;
export type ScreenName = (typeof SCREENS)[number];

/** Unchanged if it is no encoding, as in an address that was cut off on its way. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** '#/find/S1/A-7' → ['find', 'S1', 'A-7'] */
const partsOf = (hash: string): readonly string[] => hash.replace(/^#\/?/, '').split('/').map(decoded);

export const addressOf = (screen: ScreenName, ...parts: readonly string[]): string =>
  `#/${[screen, ...parts].map((part) => encodeURIComponent(part)).join('/')}`;

export class Place {
  #parts = $state.raw(partsOf(location.hash));

  get screen(): ScreenName {
    return SCREENS.find((name) => name === this.#parts[0]) ?? 'now';
  }

  /** What is open on the screen, such as a till. */
  get open(): readonly string[] {
    return this.#parts.slice(1).filter((part) => part !== '');
  }

  /** Subscribes to the address; the returned function unsubscribes. */
  subscribe(): () => void {
    const read = (): void => {
      this.#parts = partsOf(location.hash);
    };
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }

  go(screen: ScreenName, ...parts: readonly string[]): void {
    location.hash = addressOf(screen, ...parts);
  }
}

const KEY = Symbol('place');

export const setPlace = (place: Place): Place => setContext(KEY, place);
export const getPlace = (): Place => getContext(KEY);
