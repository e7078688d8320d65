/** Who is signed in, and which store they look at. */
import { getContext, setContext } from 'svelte';
import type { Me, NotSignedIn } from '../../views/sign-in-views.ts';
import type { Store } from '../../views/till-views.ts';
import type { Answer } from './ask.ts';
import { officeClient } from './office.ts';

/** `again`: they were signed out while they looked at something, which stays on the screen. */
type Standing = 'opening' | 'gone' | 'first' | 'needed' | 'in' | 'again';

const KEPT_STORE = 'store';

export class Session {
  standing = $state<Standing>('opening');
  me = $state.raw<Me | null>(null);
  /** Grows with each sign-in, so that screens request their content again. */
  visit = $state(0);
  stores = $state.raw<readonly Store[]>([]);
  /** Whether the office was updated after this page was loaded. */
  isOutdated = $state(false);
  #version: string | null = null;
  /** For whom `stores` were read. */
  #readFor = '';
  #store = $state(localStorage.getItem(KEPT_STORE) ?? '');
  readonly office = officeClient(
    () => this.me?.csrf ?? '',
    (answer) => this.#onAnswer(answer),
  );

  readonly #shown = $derived(this.stores.some(({ store }) => store === this.#store) ? this.#store : '');

  /** The id of the one store that is looked at; '' for all. */
  get store(): string {
    return this.#shown;
  }

  set store(store: string) {
    this.#store = store;
    localStorage.setItem(KEPT_STORE, store);
  }

  /** Who they are and what they may see: what was read for somebody else is not theirs to look at. */
  get whose(): string {
    return JSON.stringify([this.me?.id, this.me?.role, this.me?.stores]);
  }

  /** Whether they may change tills and stores. */
  get mayRun(): boolean {
    return this.me?.role === 'owner' || this.me?.role === 'manager';
  }

  get isOwner(): boolean {
    return this.me?.role === 'owner';
  }

  get mayAudit(): boolean {
    return this.me?.role === 'owner' || this.me?.role === 'auditor';
  }

  storeName(id: string): string {
    return this.stores.find(({ store }) => store === id)?.name ?? id;
  }

  async open(): Promise<void> {
    const answer = await this.office.me();
    if (answer.kind === 'ok') return this.enter(answer.value);
    if (answer.kind !== 'signed-out') {
      this.standing = 'gone';
      return;
    }
    this.standing = (answer.body as NotSignedIn | null)?.signIn === 'first' ? 'first' : 'needed';
  }

  async enter(me: Me): Promise<void> {
    this.#compare(me);
    this.me = me;
    if (this.#readFor !== this.whose) this.stores = [];
    this.standing = 'in';
    this.visit += 1;
    await this.readStores();
  }

  async readStores(): Promise<void> {
    const { whose } = this;
    const answer = await this.office.stores();
    if (answer.kind !== 'ok' || whose !== this.whose) return;
    this.stores = answer.value;
    this.#readFor = whose;
  }

  /** Checks whether the office still knows them; if not, asks them to sign in again. */
  async check(): Promise<Answer<Me>> {
    const answer = await this.office.me();
    this.#onAnswer(answer);
    if (answer.kind === 'ok') this.#compare(answer.value);
    return answer;
  }

  async leave(): Promise<Answer<unknown>> {
    const answer = await this.office.signOut();
    // While the office has not ended the session, whoever opens the page next would be signed in as they are.
    if (answer.kind === 'gone' || answer.kind === 'refused') return answer;
    this.me = null;
    this.standing = 'needed';
    return answer;
  }

  #compare({ version }: Me): void {
    this.#version ??= version;
    this.isOutdated = version !== this.#version;
  }

  #onAnswer(answer: Answer<unknown>): void {
    if (answer.kind === 'signed-out' && this.standing === 'in') this.standing = 'again';
  }
}

const KEY = Symbol('session');

export const setSession = (session: Session): Session => setContext(KEY, session);
export const getSession = (): Session => getContext(KEY);
