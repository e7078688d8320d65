import type { Bridge, PersonView, Problem, ProblemCode } from '#contract';
import { PersonForm } from './person-form.svelte.ts';

/** In the order of entry. */
export const FIELDS = ['present', 'pin', 'again'] as const;
export type OwnPinField = (typeof FIELDS)[number];

/**
 * If the two new PINs differ, nobody can see which was meant: both are entered again, starting with the
 * first.
 */
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
  /** The current PIN that the last answer is about; '' once it was cleared. */
  #judged = $state('');
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

  /** Disappears once something else is typed. */
  get problem(): Problem | null {
    const { problem } = this.#form;
    const isOfFormer = this.present !== this.#judged && problem && AT_FAULT[problem.code] === 'present';
    return isOfFormer ? null : problem;
  }

  /** The field that the problem is about; null if there is no problem, or none that a field can fix. */
  get atFault(): 'present' | 'pin' | null {
    const { problem } = this;
    return (problem && AT_FAULT[problem.code]) ?? null;
  }

  /** The first field that is still empty, or null. */
  get empty(): OwnPinField | null {
    const { pin, again } = this.#form;
    const typed: Record<OwnPinField, string> = { present: this.present, pin, again };
    return FIELDS.find((field) => typed[field] === '') ?? null;
  }

  /**
   * Enter in a field: moves to the next field that needs input, and saves once none does. Resolves to the
   * field that should get the cursor, or null.
   */
  async enter(at: OwnPinField | null): Promise<OwnPinField | null> {
    if (this.empty) return this.empty;
    if (at === 'pin' && this.#form.pin !== this.#form.again) return 'again';
    const sent = this.present;
    this.#saved = await this.#form.changeOwnPin(sent);
    // A PIN that main found wrong is cleared; all other input stays.
    const isDone = this.#saved || this.#form.problem?.code === 'pin-wrong';
    if (isDone && this.present === sent) this.present = '';
    this.#judged = isDone && this.present === '' ? '' : sent;
    return this.atFault;
  }
}
