import type { Bridge, ExportView, Problem } from '#contract';
import { ask } from '../ask.ts';

/** The export of today's payments. */
export class TodayExport {
  readonly #bridge: Bridge;
  readonly #showProblem: (problem: Problem) => void;
  #result = $state.raw<ExportView | null>(null);
  #running = $state(false);

  constructor(bridge: Bridge, showProblem: (problem: Problem) => void) {
    this.#bridge = bridge;
    this.#showProblem = showProblem;
  }

  get result(): ExportView | null {
    return this.#result;
  }

  get running(): boolean {
    return this.#running;
  }

  async write(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const reply = await ask(this.#bridge, 'day.export', {});
    this.#result = reply.ok ? reply.value : null;
    if (!reply.ok) this.#showProblem(reply.problem);
    this.#running = false;
  }

  async open(): Promise<void> {
    if (!this.#result) return;
    const reply = await ask(this.#bridge, 'export.open', { fileName: this.#result.fileName });
    if (!reply.ok) this.#showProblem(reply.problem);
  }

  async showFolder(): Promise<void> {
    const reply = await ask(this.#bridge, 'day.showExports', {});
    if (!reply.ok) this.#showProblem(reply.problem);
  }
}
