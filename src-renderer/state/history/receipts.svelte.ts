import { SvelteMap } from 'svelte/reactivity';
import type { Bridge, Problem, ReceiptView } from '#contract';
import { ask } from '../ask.ts';
import type { Printer } from '../printer.svelte.ts';

interface SavedFile {
  readonly reference: string;
  readonly fileName: string;
}

/** Printing and saving receipts; mirrors their state. */
export class Receipts {
  readonly printer: Printer;
  readonly #bridge: Bridge;
  readonly #showProblem: (problem: Problem) => void;
  readonly #views = new SvelteMap<string, ReceiptView>();
  #saved = $state.raw<SavedFile | null>(null);
  #saving = $state(false);

  constructor(bridge: Bridge, showProblem: (problem: Problem) => void, printer: Printer) {
    this.printer = printer;
    this.#bridge = bridge;
    this.#showProblem = showProblem;
  }

  /** Follows changes; the result stops it. */
  start(): () => void {
    return this.#bridge.on('receipts.changed', (view) => this.#set(view));
  }

  /** Undefined until it is read or pushed. */
  of(reference: string): ReceiptView | undefined {
    return this.#views.get(reference);
  }

  get saving(): boolean {
    return this.#saving;
  }

  /** The file this receipt was last saved to, or null. */
  fileOf(reference: string): string | null {
    return this.#saved?.reference === reference ? this.#saved.fileName : null;
  }

  async read(reference: string): Promise<void> {
    const reply = await ask(this.#bridge, 'receipts.read', { reference });
    if (reply.ok) this.#set(reply.value);
    else this.#showProblem(reply.problem);
  }

  /** Main pushes the progress. */
  async print(reference: string): Promise<void> {
    const reply = await ask(this.#bridge, 'receipts.print', { reference });
    // Main pushes a failure to print as the receipt's state; only other problems are shown here.
    if (!reply.ok && this.of(reference)?.problem?.code !== reply.problem.code)
      this.#showProblem(reply.problem);
  }

  async savePdf(reference: string): Promise<void> {
    if (this.#saving) return;
    this.#saving = true;
    const reply = await ask(this.#bridge, 'receipts.savePdf', { reference });
    if (reply.ok) this.#saved = { reference, fileName: reply.value.fileName };
    else this.#showProblem(reply.problem);
    this.#saving = false;
  }

  async open(): Promise<void> {
    if (!this.#saved) return;
    const reply = await ask(this.#bridge, 'receipts.open', { fileName: this.#saved.fileName });
    if (!reply.ok) this.#showProblem(reply.problem);
  }

  async showFolder(): Promise<void> {
    const reply = await ask(this.#bridge, 'receipts.showFolder', {});
    if (!reply.ok) this.#showProblem(reply.problem);
  }

  #set(view: ReceiptView): void {
    this.#views.set(view.reference, view);
  }
}
