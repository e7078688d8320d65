/** A form that may have something unsaved. */
export interface Unsaved {
  /** Whether something is typed that is not saved. */
  readonly isDirty: boolean;
  /** True once everything is saved. */
  save(): Promise<boolean>;
  discard(): void;
}

/** Whoever leaves a form with something unsaved is asked first: save it, discard it, or stay. */
export class LeaveGuard {
  #form: Unsaved | null = null;
  /** Where somebody wants to go; null while nobody is asked. */
  #way = $state.raw<(() => void) | null>(null);

  get asking(): boolean {
    return this.#way !== null;
  }

  get isDirty(): boolean {
    return this.#form?.isDirty ?? false;
  }

  /** Guards this form; the result ends that. */
  watch(form: Unsaved): () => void {
    this.#form = form;
    return () => {
      if (this.#form === form) this.drop();
    };
  }

  /** Goes at once where nothing is unsaved. */
  leave(go: () => void): void {
    if (this.isDirty) this.#way = go;
    else go();
  }

  /** The window stays open with something unsaved until somebody has answered, and then closes. */
  readonly onbeforeunload = (event: Event): void => {
    if (!this.isDirty) return;
    event.preventDefault();
    this.leave(() => window.close());
  };

  stay(): void {
    this.#way = null;
  }

  discard(): void {
    this.#form?.discard();
    this.#go();
  }

  /** What cannot be saved stays on its screen, which says why. */
  async save(): Promise<void> {
    const way = this.#way;
    this.#way = null;
    if (!(await this.#form?.save())) return;
    this.#way = way;
    this.#go();
  }

  /** Stops guarding. */
  drop(): void {
    this.#form = null;
    this.#way = null;
  }

  #go(): void {
    const way = this.#way;
    this.#way = null;
    way?.();
  }
}
