import type { Bridge, ExportView, Problem } from '#contract';
import { ask } from '../ask.ts';

/** Today's payments as a file, and where it went. */
export class TodayExport {
  readonly #bridge: Bridge;
  readonly #complain: (problem: Problem) => void;
  #result = $state.raw<ExportView | null>(null);
  #running = $state(false);

  constructor(bridge: Bridge, complain: (problem: Problem) => void) {
    this.#bridge = bridge;
    this.#complain = complain;
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
    if (!reply.ok) this.#complain(reply.problem);
    this.#running = false;
  }

  async showFolder(): Promise<void> {
    const reply = await ask(this.#bridge, 'day.showExports', {});
    if (!reply.ok) this.#complain(reply.problem);
  }
}
