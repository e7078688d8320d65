import type { Unsaved } from '../leave-guard.svelte.ts';

/** All that can be typed under Settings: one question before it is left. */
export class UnsavedPages<Page> implements Unsaved {
  readonly #forms: readonly (readonly [Page, Unsaved])[];
  /** Shows the page whose form could not be saved, and why. */
  readonly #show: (page: Page) => void;

  constructor(forms: readonly (readonly [Page, Unsaved])[], show: (page: Page) => void) {
    this.#forms = forms;
    this.#show = show;
  }

  get isDirty(): boolean {
    return this.#forms.some(([, form]) => form.isDirty);
  }

  async save(): Promise<boolean> {
    for (const [page, form] of this.#forms)
      if (form.isDirty && !(await form.save())) {
        this.#show(page);
        return false;
      }
    return true;
  }

  discard(): void {
    for (const [, form] of this.#forms) form.discard();
  }
}
