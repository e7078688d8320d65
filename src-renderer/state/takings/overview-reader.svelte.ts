import type { Bridge, ExportView, NamedRange, OverviewInput, OverviewView, Problem } from '#contract';
import { Asking } from '../asking/asking.svelte.ts';

/** The takings of a range that is chosen by name or by its days. */
export class OverviewReader {
  readonly #asking: Asking;
  #view = $state.raw<OverviewView | null>(null);
  #named = $state.raw<NamedRange | null>('week');
  /** The name of the range in view. */
  #shown = $state.raw<NamedRange | null>('week');
  #saved = $state.raw<ExportView | null>(null);
  /** Counts requests; replies to earlier ones are dropped. */
  #asked = 0;
  /** Business dates; bound to the fields. */
  from = $state('');
  to = $state('');
  asTable = $state(false);

  constructor(bridge: Bridge) {
    this.#asking = new Asking(bridge);
  }

  /** Null until someone who may see totals has read it. */
  get view(): OverviewView | null {
    return this.#view;
  }

  /** Null for a range chosen by its days. */
  get named(): NamedRange | null {
    return this.#named;
  }

  /** The range whose takings are in view, which are older while others are read; null for one chosen by its days. */
  get shown(): NamedRange | null {
    return this.#shown;
  }

  get saved(): ExportView | null {
    return this.#saved;
  }

  get problem(): Problem | null {
    return this.#asking.problem;
  }

  async choose(named: NamedRange): Promise<void> {
    this.#named = named;
    const view = await this.#read({ named });
    if (!view) return;
    this.from = view.from;
    this.to = view.to;
  }

  /** Reads the range in the fields, once both hold a date. */
  async chooseDays(): Promise<void> {
    const { from, to } = this;
    if (from === '' || to === '') return;
    this.#named = null;
    await this.#read({ from, to });
  }

  /** Writes what is shown to a file. */
  async write(): Promise<void> {
    if (!this.#view) return;
    const { from, to } = this.#view;
    const asked = this.#asked;
    const file = await this.#asking.ask('takings.export', { from, to });
    if (asked === this.#asked) this.#saved = file ?? null;
  }

  async open(): Promise<void> {
    if (this.#saved) await this.#asking.ask('export.open', { fileName: this.#saved.fileName });
  }

  async showFolder(): Promise<void> {
    await this.#asking.ask('export.showFolder', {});
  }

  /** Undefined if it failed, or if something else was requested meanwhile. */
  async #read(input: OverviewInput): Promise<OverviewView | undefined> {
    this.#asked += 1;
    const asked = this.#asked;
    this.#saved = null;
    const view = await this.#asking.ask('takings.overview', input);
    if (!view || asked !== this.#asked) return undefined;
    this.#view = view;
    this.#shown = this.#named;
    return view;
  }
}
