import type { SavedDraft } from './saved-draft.svelte.ts';
import type { LinkTest } from './link-test.svelte.ts';

/** What going live takes: a connection that has passed its test, or a reason why not; and a last confirmation. */
export class GoingLive {
  readonly #draft: SavedDraft;
  readonly #link: LinkTest;
  #isAsked = $state(false);
  /** The reason to go on without a passed test. */
  reason = $state('');
  /** That real money moves from now on. */
  confirmed = $state(false);

  constructor(draft: SavedDraft, link: LinkTest) {
    this.#draft = draft;
    this.#link = link;
  }

  get passed(): boolean {
    const { typed } = this.#draft;
    return typed !== null && this.#link.passed(typed);
  }

  /** Whether the connection is sound or someone has given a reason to go on; only live requires either. */
  get vouched(): boolean {
    return this.passed || !this.#isLive || this.reason.trim() !== '';
  }

  /** Whether the gateway has refused the account that is typed. */
  get isRefused(): boolean {
    const { typed } = this.#draft;
    return (
      typed !== null && this.#link.checksOf(typed).some(({ reason }) => reason === 'credentials-refused')
    );
  }

  /** Whether the last page asks for a final confirmation that real money moves. */
  get asksToConfirm(): boolean {
    return this.#isAsked && !this.confirmed;
  }

  /** What main must know to save as live without a passed test. */
  get overruled(): { readonly overruled?: string } {
    const reason = this.reason.trim();
    return this.passed || reason === '' ? {} : { overruled: reason };
  }

  /** Whether the settings may be saved now; otherwise asks for the confirmation. */
  mayFinish(): boolean {
    this.#isAsked = this.#isLive && !this.confirmed;
    return !this.#isAsked;
  }

  /** What was confirmed holds only while its page is open. */
  turnPage(): void {
    this.confirmed = false;
    this.#isAsked = false;
  }

  get #isLive(): boolean {
    return this.#draft.typed?.environment === 'live';
  }
}
