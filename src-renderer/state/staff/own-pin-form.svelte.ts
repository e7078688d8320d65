import type { Bridge, PersonView, ProblemCode } from '#contract';
import { PersonForm } from './person-form.svelte.ts';

/** In the order in which they are filled in. */
export const FIELDS = ['present', 'pin', 'again'] as const;
export type OwnPinField = (typeof FIELDS)[number];

/** Which of two PINs that differ was meant, nobody can see: both are entered again, from the first. */
const AT_FAULT: Partial<Record<ProblemCode, 'present' | 'pin'>> = {
  'pin-wrong': 'present',
  'pin-locked': 'present',
  'pin-shut-out': 'present',
  'pin-malformed': 'pin',
  'pin-too-short': 'pin',
  'pin-trivial': 'pin',
  'pins-differ': 'pin',
};

/** The form in which people change their own PIN. */
export class OwnPinForm {
  readonly #form: PersonForm;
  #saved = $state(false);
  present = $state('');

  constructor(bridge: Bridge, person: PersonView) {
    this.#form = new PersonForm(bridge, person);
  }

  /** The new PIN, twice. */
  get form(): PersonForm {
    return this.#form;
  }

  get saved(): boolean {
    return this.#saved;
  }

  /** The field that the problem is about; null without one, and for a problem that no field can fix. */
  get atFault(): 'present' | 'pin' | null {
    const { problem } = this.#form;
    return (problem && AT_FAULT[problem.code]) ?? null;
  }

  /** The first field that is still empty, or null. */
  get empty(): OwnPinField | null {
    const { pin, again } = this.#form;
    const typed: Record<OwnPinField, string> = { present: this.present, pin, again };
    return FIELDS.find((field) => typed[field] === '') ?? null;
  }

  /**
   * Enter, pressed in a field: goes on to the next one that needs typing, and saves when none does. Resolves to the field
   * that the cursor belongs into, or null.
   */
  async enter(at: OwnPinField | null): Promise<OwnPinField | null> {
    if (this.empty) return this.empty;
    if (at === 'pin' && this.#form.pin !== this.#form.again) return 'again';
    this.#saved = await this.#form.changeOwnPin(this.present);
    // A PIN that was checked and wrong is not left standing; nothing else that was typed is lost.
    if (this.#saved || this.#form.problem?.code === 'pin-wrong') this.present = '';
    return this.atFault;
  }
}
