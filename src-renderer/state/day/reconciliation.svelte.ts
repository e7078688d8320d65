import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  ExportView,
  Problem,
  ReconciliationView,
} from '#contract';
import { Asking } from '../asking/asking.svelte.ts';

/** The reconciliation of one business day with the gateway's list. */
export class ReconciledDay {
  readonly #asking: Asking;
  #date = $state('');
  #view = $state.raw<ReconciliationView | null>(null);
  #exported = $state.raw<ExportView | null>(null);
  #busy = $state(false);
  #loading = $state(false);

  constructor(bridge: Bridge) {
    this.#asking = new Asking(bridge);
  }

  /** The business date. */
  get date(): string {
    return this.#date;
  }

  /** The newest reconciliation; null until it is read. */
  get view(): ReconciliationView | null {
    return this.#view;
  }

  get problem(): Problem | null {
    return this.#asking.problem;
  }

  /** The file just written from what is shown. */
  get exported(): ExportView | null {
    return this.#exported;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Whether the reconciliation itself is awaited, not a file of it. */
  get loading(): boolean {
    return this.#loading;
  }

  /** Shows the newest reconciliation of a date. Ignores '', the value of a half-typed date field. */
  async show(date: string): Promise<void> {
    if (date === '' || this.#busy) return;
    this.#date = date;
    this.#view = null;
    await this.#load('day.reconciliation');
  }

  /** Reconciles a date now. */
  async reconcile(date: string): Promise<void> {
    if (this.#busy) return;
    this.#date = date;
    await this.#load('day.reconcile');
  }

  async export(): Promise<void> {
    const file = await this.#run('day.exportReconciliation', { date: this.#date });
    if (file) this.#exported = file;
  }

  /** Opens the file that was exported. */
  async open(): Promise<void> {
    const { exported } = this;
    if (exported) await this.#run('export.open', { fileName: exported.fileName });
  }

  async showFolder(): Promise<void> {
    await this.#run('day.showExports', {});
  }

  async #load(name: 'day.reconcile' | 'day.reconciliation'): Promise<void> {
    this.#exported = null;
    this.#loading = true;
    const view = await this.#run(name, { date: this.#date });
    this.#loading = false;
    if (view) this.#view = view;
  }

  /** Runs one call at a time; undefined when it failed. */
  async #run<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N> | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    const value = await this.#asking.ask(name, input);
    this.#busy = false;
    return value;
  }
}
