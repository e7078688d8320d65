import type { ChosenEnvironment } from '#domain/shop/environment.ts';

/** What the connection test depends on. */
export interface LinkSettings {
  readonly environment: ChosenEnvironment;
  readonly siteId: string;
  readonly apiKey: string;
  readonly currency: string;
}

/**
 * Which settings have passed the connection test since the start. They hold ApiKeys, so they are kept only in memory;
 * after a restart the test must be run again.
 */
export class TestedLinks {
  readonly #seen = new Set<string>();

  note(link: LinkSettings, isSound: boolean): void {
    if (isSound) this.#seen.add(keyOf(link));
    else this.#seen.delete(keyOf(link));
  }

  has(link: LinkSettings): boolean {
    return this.#seen.has(keyOf(link));
  }
}

const keyOf = ({ environment, siteId, apiKey, currency }: LinkSettings): string =>
  JSON.stringify([environment, siteId, apiKey, currency]);
