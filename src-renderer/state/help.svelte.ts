import type { HelpReader, HelpTopicName, ProblemCode } from '#contract';

/** A page of the help, and what on it is unfolded. */
export type HelpPlace =
  | { readonly page: 'keys' }
  | { readonly page: HelpReader; readonly entry: HelpTopicName | null }
  | { readonly page: 'problems'; readonly entry: ProblemCode | null };

/** Where the help is open, over whatever is on the screen. */
export class Help {
  #at = $state.raw<HelpPlace | null>(null);

  get at(): HelpPlace | null {
    return this.#at;
  }

  get isOpen(): boolean {
    return this.#at !== null;
  }

  open(at: HelpPlace): void {
    this.#at = at;
  }

  close(): void {
    this.#at = null;
  }
}
