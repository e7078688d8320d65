import type { HelpReader, HelpTopicName, ProblemCode } from '#contract';

/** A page of the help, and which entries on it are unfolded. */
export type HelpPlace =
  | { readonly page: 'keys' }
  | { readonly page: HelpReader; readonly entry: HelpTopicName | null }
  | { readonly page: 'problems'; readonly entry: ProblemCode | null };

/** The page of the help that is open over the screen. */
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
