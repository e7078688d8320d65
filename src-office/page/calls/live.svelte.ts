/** The figures of this moment, kept up by the office's stream; and since when they are not. */
import { getContext, setContext } from 'svelte';
import type { Now } from '../../views/now-views.ts';
import type { Session } from './session.svelte.ts';

/** A stream that says nothing for so long is opened again: a phone that changed its network is not told of the end. */
const SILENCE_MS = 60_000;
const RETRY_MS = 3_000;

export class Live {
  now = $state.raw<Now | null>(null);
  /** Since when nothing comes; epoch ms. Null while it is live, or was not yet. */
  lostSince = $state<number | null>(null);
  isLive = $state(false);
  readonly #session: Session;
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isFollowed = false;
  #heardAt = Date.now();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Follows the stream until the function that it returns is called. */
  follow(): () => void {
    this.#isFollowed = true;
    this.#open();
    const look = (): void => this.#lookAfterSilence();
    const every = setInterval(look, SILENCE_MS / 3);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(every);
      document.removeEventListener('visibilitychange', look);
      this.#isFollowed = false;
      this.#close();
    };
  }

  #open(): void {
    this.#close();
    const source = new EventSource('/api/live');
    this.#source = source;
    source.onopen = () => void this.#read(source);
    source.onmessage = ({ data }: MessageEvent<string>) => this.#show(JSON.parse(data) as Now);
    source.onerror = () => void this.#lose(source);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** What was there before the first message. */
  async #read(source: EventSource): Promise<void> {
    const answer = await this.#session.office.now();
    if (this.#source === source && answer.kind === 'ok') this.#show(answer.value);
  }

  #show(now: Now): void {
    this.#heardAt = Date.now();
    this.isLive = true;
    this.lostSince = null;
    if (now.at >= (this.now?.at ?? 0)) this.now = now;
  }

  async #lose(source: EventSource): Promise<void> {
    if (this.#source !== source) return;
    this.isLive = false;
    this.lostSince ??= Date.now();
    this.#close();
    // A stream does not say why it ended: the office may be gone, or they may be signed out.
    await this.#session.check();
    if (this.#isFollowed && this.#session.standing === 'in')
      this.#timer = setTimeout(() => this.#open(), RETRY_MS);
  }

  #lookAfterSilence(): void {
    const isSilent = this.isLive && Date.now() - this.#heardAt > SILENCE_MS;
    if (isSilent && document.visibilityState === 'visible') this.#open();
  }
}

const KEY = Symbol('live');

export const provideLive = (live: Live): Live => setContext(KEY, live);
export const theLive = (): Live => getContext(KEY);
