import type { AuditLine, Bridge, ExportView, Problem } from '#contract';
import { AUDIT_KINDS } from '#contract';
import { ask } from '../ask.ts';

/** The audit log, newest first, as far as it has been read. */
export class AuditLog {
  readonly #bridge: Bridge;
  #lines = $state.raw<readonly AuditLine[]>([]);
  #hasMore = $state(false);
  #person = $state<string>('');
  #kind = $state<string>('');
  #problem = $state.raw<Problem | null>(null);
  #exported = $state.raw<ExportView | null>(null);
  #exporting = $state(false);
  #requests = 0;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get lines(): readonly AuditLine[] {
    return this.#lines;
  }

  get hasMore(): boolean {
    return this.#hasMore;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get exported(): ExportView | null {
    return this.#exported;
  }

  get exporting(): boolean {
    return this.#exporting;
  }

  /** Id of the person whose entries are shown; '' for everyone. */
  get person(): string {
    return this.#person;
  }

  set person(id: string) {
    this.#person = id;
    void this.read();
  }

  /** The kind of entry shown; '' for all. */
  get kind(): string {
    return this.#kind;
  }

  set kind(kind: string) {
    this.#kind = kind;
    void this.read();
  }

  /** Replaces what is shown with the newest page. */
  async read(): Promise<void> {
    await this.#page(null, []);
  }

  async readMore(): Promise<void> {
    await this.#page(this.#lines.at(-1)?.sequence ?? null, this.#lines);
  }

  async export(): Promise<void> {
    if (this.#exporting) return;
    this.#exporting = true;
    const reply = await ask(this.#bridge, 'audit.export', {});
    this.#exported = reply.ok ? reply.value : null;
    this.#problem = reply.ok ? null : reply.problem;
    this.#exporting = false;
  }

  /** Opens the file that was exported. */
  async open(): Promise<void> {
    if (!this.#exported) return;
    const reply = await ask(this.#bridge, 'export.open', { fileName: this.#exported.fileName });
    this.#problem = reply.ok ? null : reply.problem;
  }

  async #page(before: number | null, shown: readonly AuditLine[]): Promise<void> {
    const request = (this.#requests += 1);
    const filter = {
      person: this.#person || null,
      kind: AUDIT_KINDS.find((kind) => kind === this.#kind) ?? null,
    };
    const reply = await ask(this.#bridge, 'audit.page', { before, ...filter });
    // A newer request was made meanwhile.
    if (request !== this.#requests) return;
    this.#problem = reply.ok ? null : reply.problem;
    if (!reply.ok) return;
    this.#lines = [...shown, ...reply.value.lines];
    this.#hasMore = reply.value.hasMore;
  }
}
