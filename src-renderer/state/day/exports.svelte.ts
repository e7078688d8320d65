import type { Bridge, CallInput, ExportFormView, ExportStatusView, Problem } from '#contract';
import { Asking } from '../asking/asking.svelte.ts';

/** The export form, and the status of exports. */
export class Exports {
  readonly #bridge: Bridge;
  readonly #asking: Asking;
  #view = $state.raw<ExportFormView | null>(null);
  #status = $state.raw<ExportStatusView>({ state: 'idle' });
  #atClose = $state(false);
  #from = $state('');
  #to = $state('');
  #preset = $state('');
  #writingZ = $state(false);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.#asking = new Asking(bridge);
  }

  /** Null until someone who may export has read it. */
  get view(): ExportFormView | null {
    return this.#view;
  }

  get status(): ExportStatusView {
    return this.#status;
  }

  get problem(): Problem | null {
    return this.#asking.problem;
  }

  get running(): boolean {
    return this.#status.state === 'running';
  }

  get writingZ(): boolean {
    return this.#writingZ;
  }

  /**
   * Business dates, both inclusive, bound to the fields. Editing one clears what the last export reported.
   */
  get from(): string {
    return this.#from;
  }

  set from(date: string) {
    this.#from = date;
    this.dismiss();
  }

  get to(): string {
    return this.#to;
  }

  set to(date: string) {
    this.#to = date;
    this.dismiss();
  }

  /** Id of a preset; '' for our own format. */
  get preset(): string {
    return this.#preset;
  }

  set preset(id: string) {
    this.#preset = id;
    this.dismiss();
  }

  get atClose(): boolean {
    return this.#atClose;
  }

  set atClose(on: boolean) {
    this.#atClose = on;
    void this.#load('export.atClose', { on });
  }

  /** Follows the status of exports; the result stops it. */
  start(): () => void {
    return this.#bridge.on('export.changed', (status) => {
      // Progress is no answer to what was asked during the export.
      if (status.state !== this.#status.state) this.#asking.clear();
      this.#status = status;
    });
  }

  /** Reads the form's data; false when that failed. */
  async read(): Promise<boolean> {
    if (!(await this.#load('export.read', {}))) return false;
    this.#status = this.#view?.status ?? this.#status;
    this.#from ||= this.#view?.today ?? '';
    this.#to ||= this.#view?.today ?? '';
    return true;
  }

  async write(): Promise<void> {
    const { from, to, preset } = this;
    await this.#asking.ask('export.start', { from, to, preset: preset || null });
  }

  /** Clears what the last export reported; a running export stays. */
  dismiss(): void {
    this.#asking.clear();
    if (!this.running) this.#status = { state: 'idle' };
  }

  async cancel(): Promise<void> {
    await this.#asking.ask('export.cancel', {});
  }

  async open(): Promise<void> {
    if (this.#status.state === 'written')
      await this.#asking.ask('export.open', { fileName: this.#status.fileName });
  }

  async showFolder(): Promise<void> {
    await this.#asking.ask('export.showFolder', {});
  }

  async chooseFolder(how: 'export.chooseFolder' | 'export.ownFolder'): Promise<void> {
    await this.#load(how, {});
  }

  /** Writes a Z to a file. It is small, so no progress is shown. One at a time. */
  async writeZ(how: 'day.zCsv' | 'day.zPdf', number: number): Promise<void> {
    if (this.#writingZ) return;
    this.#writingZ = true;
    const file = await this.#asking.ask(how, { number });
    this.#writingZ = false;
    this.#status = file ? { state: 'written', ...file } : { state: 'idle' };
  }

  async #load(
    name: 'export.read' | 'export.atClose' | 'export.chooseFolder' | 'export.ownFolder',
    input: CallInput<typeof name>,
  ): Promise<boolean> {
    const view = await this.#asking.ask(name, input);
    this.#view = view ?? this.#view;
    this.#atClose = this.#view?.atClose ?? false;
    return view !== undefined;
  }
}
