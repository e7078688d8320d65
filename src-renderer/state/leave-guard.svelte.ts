/** A form that may have unsaved input. */
export interface Unsaved {
  /** Whether something typed is not saved. */
  readonly isDirty: boolean;
  /** Input that is only kept to be continued later is saved without a question. */
  readonly isPutBy?: boolean;
  /** True once everything is saved. */
  save(): Promise<boolean>;
  discard(): void;
}

/**
 * Asks before someone leaves a form with unsaved input: save it, discard it, or stay. Input that is kept for
 * later is saved without a question; a question follows only if saving fails.
 */
export class LeaveGuard {
  /** Asks main to close the window; main asks about unfinished payments. */
  readonly #close: () => void;
  #form: Unsaved | null = null;
  /** Where the person wants to go; null while no question is open. */
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

  /** Guards this form; the result stops guarding it. */
  watch(form: Unsaved): () => void {
    this.#form = form;
    return () => {
      if (this.#form === form) this.drop();
    };
  }

  /** Goes at once if nothing is unsaved. */
  leave(go: () => void): void {
    if (!this.isDirty) go();
    else if (this.#form?.isPutBy) void this.#putBy(this.#form, go);
    else this.#way = go;
  }

  async #putBy(form: Unsaved, go: () => void): Promise<void> {
    const saved = await form.save();
    if (this.#form !== form) return;
    if (saved) go();
    else this.#way = go;
  }

  /** Keeps a window with unsaved input open until someone has answered; then closes it. */
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

  /** If saving fails, the form stays open and says why. */
  async save(): Promise<void> {
    const [form, way] = [this.#form, this.#way];
    this.#way = null;
    const saved = await form?.save();
    // The person may have signed out meanwhile; nobody else is led there.
    if (saved && this.#form === form) way?.();
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
