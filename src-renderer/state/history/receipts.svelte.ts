import type { Bridge, Problem, ReceiptView } from '#contract';
import { ask } from '../ask.ts';

interface SavedFile {
  readonly reference: string;
  readonly fileName: string;
}

/** How the receipts stand, as main says; and the few things that can be done with one. */
export class Receipts {
  readonly #bridge: Bridge;
  readonly #complain: (problem: Problem) => void;
  #views = $state.raw<Readonly<Record<string, ReceiptView>>>({});
  #saved = $state.raw<SavedFile | null>(null);
  #saving = $state(false);

  constructor(bridge: Bridge, complain: (problem: Problem) => void) {
    this.#bridge = bridge;
    this.#complain = complain;
  }

  /** Listens; the result stops listening. */
  start(): () => void {
    return this.#bridge.on('receipts.changed', (view) => this.#take(view));
  }

  /** Undefined until main has said. */
  of(reference: string): ReceiptView | undefined {
    return this.#views[reference];
  }

  get saving(): boolean {
    return this.#saving;
  }

  /** Name of the file that this receipt was saved as last, or null. */
  fileOf(reference: string): string | null {
    return this.#saved?.reference === reference ? this.#saved.fileName : null;
  }

  async read(reference: string): Promise<void> {
    const reply = await ask(this.#bridge, 'receipts.read', { reference });
    if (reply.ok) this.#take(reply.value);
    else this.#complain(reply.problem);
  }

  /** Main pushes how it goes. */
  async print(reference: string): Promise<void> {
    const reply = await ask(this.#bridge, 'receipts.print', { reference });
    // What main has not pushed as this receipt's own state was not about its printing.
    if (!reply.ok && this.of(reference)?.problem?.code !== reply.problem.code) this.#complain(reply.problem);
  }

  async savePdf(reference: string): Promise<void> {
    if (this.#saving) return;
    this.#saving = true;
    const reply = await ask(this.#bridge, 'receipts.savePdf', { reference });
    if (reply.ok) this.#saved = { reference, fileName: reply.value.fileName };
    else this.#complain(reply.problem);
    this.#saving = false;
  }

  #take(view: ReceiptView): void {
    this.#views = { ...this.#views, [view.reference]: view };
  }
}
