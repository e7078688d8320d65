import type { Bridge, ExportView, Problem, ReconciliationView, Reply } from '#contract';
import { ask } from '../ask.ts';

/** A business day held against the gateway's list, as main last told. */
export class ReconciledDay {
  readonly #bridge: Bridge;
  #date = $state('');
  #view = $state.raw<ReconciliationView | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #exported = $state.raw<ExportView | null>(null);
  #busy = $state(false);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** The business date it is about. */
  get date(): string {
    return this.#date;
  }

  /** How it compared last; null until main has said. */
  get view(): ReconciliationView | null {
    return this.#view;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** The file of what is shown, when it was just written. */
  get exported(): ExportView | null {
    return this.#exported;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Shows how a day compared last. A field that is being typed into may hold no day yet: then nothing happens. */
  async show(date: string): Promise<void> {
    if (date === '' || this.#busy) return;
    this.#date = date;
    this.#view = null;
    await this.#tell('day.reconciliation');
  }

  /** Compares a day now. */
  async compare(date: string): Promise<void> {
    if (this.#busy) return;
    this.#date = date;
    await this.#tell('day.reconcile');
  }

  async export(): Promise<void> {
    const file = await this.#alone(() => ask(this.#bridge, 'day.exportReconciliation', { date: this.#date }));
    if (file) this.#exported = file;
  }

  async #tell(name: 'day.reconcile' | 'day.reconciliation'): Promise<void> {
    this.#exported = null;
    const view = await this.#alone(() => ask(this.#bridge, name, { date: this.#date }));
    if (view) this.#view = view;
  }

  /** One thing at a time; undefined when there is a problem instead. */
  async #alone<T>(call: () => Promise<Reply<T>>): Promise<T | undefined> {
    this.#busy = true;
    const reply = await call();
    this.#problem = reply.ok ? null : reply.problem;
    this.#busy = false;
    return reply.ok ? reply.value : undefined;
  }
}
