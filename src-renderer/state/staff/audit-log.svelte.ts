import type { AuditLine, AuditPeople, Bridge, ExportView, Problem } from '#contract';
import { AUDIT_KINDS } from '#contract';
import { Asking } from '../asking/asking.svelte.ts';

/** The audit log, newest first, as far as it has been read. */
export class AuditLog {
  readonly #asking: Asking;
  #lines = $state.raw<readonly AuditLine[]>([]);
  #hasMore = $state(false);
  #person = $state<string>('');
  #kind = $state<string>('');
  #exported = $state.raw<ExportView | null>(null);
  #exporting = $state(false);
  #requests = 0;
  #people = $state.raw<AuditPeople>([]);

  constructor(bridge: Bridge) {
    this.#asking = new Asking(bridge);
  }

  get lines(): readonly AuditLine[] {
    return this.#lines;
  }

  get hasMore(): boolean {
    return this.#hasMore;
  }

  get problem(): Problem | null {
    return this.#asking.problem;
  }

  get exported(): ExportView | null {
    return this.#exported;
  }

  get exporting(): boolean {
    return this.#exporting;
  }

  /** Everybody whom the log names; nobody until main has answered. */
  get people(): AuditPeople {
    return this.#people;
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

  async readPeople(): Promise<void> {
    this.#people = (await this.#asking.ask('audit.people', {})) ?? this.#people;
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
    this.#exported = (await this.#asking.ask('audit.export', {})) ?? null;
    this.#exporting = false;
  }

  /** Opens the file that was exported. */
  async open(): Promise<void> {
    if (this.#exported) await this.#asking.ask('export.open', { fileName: this.#exported.fileName });
  }

  async showFolder(): Promise<void> {
    await this.#asking.ask('day.showExports', {});
  }

  async #page(before: number | null, shown: readonly AuditLine[]): Promise<void> {
    const request = (this.#requests += 1);
    const filter = {
      person: this.#person || null,
      kind: AUDIT_KINDS.find((kind) => kind === this.#kind) ?? null,
    };
    const page = await this.#asking.ask('audit.page', { before, ...filter });
    // A newer request was made meanwhile.
    if (request !== this.#requests || !page) return;
    this.#lines = [...shown, ...page.lines];
    this.#hasMore = page.hasMore;
  }
}
