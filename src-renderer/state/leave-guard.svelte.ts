/** A form that may have something unsaved. */
export interface Unsaved {
  /** Whether something is typed that is not saved. */
  readonly isDirty: boolean;
  /** What is typed is only put by, to be gone on with: nobody needs to be asked. */
  readonly isPutBy?: boolean;
  /** True once everything is saved. */
  save(): Promise<boolean>;
  discard(): void;
}

/**
 * Whoever leaves a form with something unsaved is asked first: save it, discard it, or stay. What is put by is saved
 * unasked, and asked about only where that fails.
 */
export class LeaveGuard {
  /** Closes the window by way of main, which asks about unfinished payments. */
  readonly #close: () => void;
  #form: Unsaved | null = null;
  /** Where somebody wants to go; null while nobody is asked. */
  #way = $state.raw<(() => void) | null>(null);

  constructor(close: () => void) {
    this.#close = close;
  }

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
    if (!this.isDirty) go();
    else if (this.#form?.isPutBy) void this.#putBy(go);
    else this.#way = go;
  }

  async #putBy(go: () => void): Promise<void> {
    if (await this.#form?.save()) go();
    else this.#way = go;
  }

  /** The window stays open with something unsaved until somebody has answered, and then closes. */
  readonly onbeforeunload = (event: Event): void => {
    if (!this.isDirty) return;
    event.preventDefault();
    this.leave(this.#close);
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
