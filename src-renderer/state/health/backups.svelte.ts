import type { BackupGapView, BackupView, Bridge, Problem } from '#contract';
import { ask } from '../ask.ts';
import { Newest } from '../asking/newest.ts';

/** What is being done with the backups, or was done last. */
export type BackupStage = 'none' | 'making' | 'made' | 'restoring' | 'restored';

/** A backup that someone wants to restore, and what would be missing then. */
interface Wanted {
  readonly backup: BackupView;
  readonly gap: BackupGapView;
}

export class Backups {
  readonly #bridge: Bridge;
  /** Whether the list has changed. */
  readonly #onChange: () => void;
  readonly #newest = new Newest();
  #stage = $state<BackupStage>('none');
  #wanted = $state.raw<Wanted | null>(null);
  #problem = $state.raw<Problem | null>(null);

  constructor(bridge: Bridge, onChange: () => void) {
    this.#bridge = bridge;
    this.#onChange = onChange;
  }

  get stage(): BackupStage {
    return this.#stage;
  }

  get busy(): boolean {
    return this.#stage === 'making' || this.#stage === 'restoring';
  }

  /** The question asked before a restore; null if none is asked. */
  get wanted(): Wanted | null {
    return this.#wanted;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  async make(): Promise<void> {
    if (this.busy) return;
    this.#begin('making');
    const reply = await ask(this.#bridge, 'backups.make', {});
    this.#end('made', reply.ok ? null : reply.problem);
  }

  /** Asks whether this backup is to replace the journal. */
  async want(backup: BackupView): Promise<void> {
    if (this.busy) return;
    const isNewest = this.#newest.begin();
    const reply = await ask(this.#bridge, 'backups.gap', { name: backup.name });
    if (!isNewest()) return;
    this.#stage = 'none';
    this.#problem = reply.ok ? null : reply.problem;
    if (reply.ok) this.#wanted = { backup, gap: reply.value };
  }

  keepJournal(): void {
    this.#wanted = null;
  }

  async restore(): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted || this.busy) return;
    this.#wanted = null;
    this.#begin('restoring');
    const reply = await ask(this.#bridge, 'backups.restore', { name: wanted.backup.name });
    this.#end('restored', reply.ok ? null : reply.problem);
  }

  #begin(stage: BackupStage): void {
    this.#newest.begin();
    this.#stage = stage;
    this.#problem = null;
  }

  #end(stage: BackupStage, problem: Problem | null): void {
    this.#stage = problem ? 'none' : stage;
    this.#problem = problem;
    this.#onChange();
  }
}
