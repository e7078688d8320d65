/** The current figures, updated by the office's stream, and since when they are stale. */
import { getContext, setContext } from 'svelte';
import { afterChange } from '../../views/now-change.ts';
import type { NowChange } from '../../views/now-change.ts';
import type { Now } from '../../views/now-views.ts';
import { STORES_SHOWN } from '../../views/now-views.ts';
import { queried } from './office.ts';
import type { Session } from './session.svelte.ts';

/**
 * A stream that is silent for this long is reopened: a phone that changes networks is not told that its stream ended.
 */
const SILENCE_MS = 60_000;
const RETRY_MS = 3_000;

export class Live {
  now = $state.raw<Now | null>(null);
  /** Since when nothing has come; epoch ms. Null while it is live, or has not been live yet. */
  lostSince = $state<number | null>(null);
  isLive = $state(false);
  /** The text to find in the stores' names; '' for all. */
  q = $state('');
  /** How many stores are listed. */
  upTo = $state(STORES_SHOWN);
  readonly #session: Session;
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSubscribed = false;
  /** When the stream was opened or, if later, last sent something. */
  #quietSince = Date.now();
  /** The person and the store whose figures `now` has. */
  #of = '';

  constructor(session: Session) {
    this.#session = session;
  }

  /** Subscribes to the figures currently asked for; the returned function unsubscribes. */
  subscribe(): () => void {
    this.#isSubscribed = true;
    // Otherwise another store's figures would stand below this one's name, or those that somebody else may see before this person.
    const asked = `${this.#session.whose} ${this.#session.store}`;
    if (this.#of !== asked) this.now = null;
    this.#of = asked;
    this.#open();
    const look = (): void => this.#lookAfterSilence();
    const every = setInterval(look, SILENCE_MS / 3);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(every);
      document.removeEventListener('visibilitychange', look);
      this.#isSubscribed = false;
      this.#close();
    };
  }

  #open(): void {
    this.#close();
    const { q, upTo } = this;
    const source = new EventSource(`/api/live${queried({ store: this.#session.store, q, upTo })}`);
    this.#source = source;
    this.#quietSince = Date.now();
    // The first message of a reopened stream has everything.
    let known: Now | null = null;
    source.onmessage = ({ data }: MessageEvent<string>) => {
      known = afterChange(known, JSON.parse(data) as NowChange);
      this.#show(known);
    };
    source.onerror = () => void this.#lose(source);
  }

  get #isOpen(): boolean {
    return this.#source !== null;
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #show(now: Now): void {
    this.#quietSince = Date.now();
    // The office may have been updated while it was away.
    if (this.lostSince !== null) void this.#session.check();
    this.isLive = true;
    this.lostSince = null;
    this.now = now;
  }

  async #lose(source: EventSource): Promise<void> {
    if (this.#source !== source) return;
    this.#missSince(Date.now());
    this.#close();
    // A stream does not say why it ended: the office may be gone, or the person signed out.
    await this.#session.check();
    // Meanwhile another stream may have been opened, for another store.
    if (this.#isSubscribed && !this.#isOpen && this.#session.standing === 'in')
      this.#timer = setTimeout(() => this.#open(), RETRY_MS);
  }

  #lookAfterSilence(): void {
    const isSilent = this.#isOpen && Date.now() - this.#quietSince > SILENCE_MS;
    if (!isSilent || document.visibilityState !== 'visible') return;
    this.#missSince(this.#quietSince);
    this.#open();
  }

  #missSince(at: number): void {
    this.isLive = false;
    this.lostSince ??= at;
  }
}

const KEY = Symbol('live');

export const setLive = (live: Live): Live => setContext(KEY, live);
export const getLive = (): Live => getContext(KEY);
