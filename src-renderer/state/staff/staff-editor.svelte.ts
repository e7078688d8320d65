import type { Bridge, PersonView, StaffRole } from '#contract';
import { PersonForm } from './person-form.svelte.ts';

/** What somebody had typed when the till locked itself. PINs are typed again. */
interface Left {
  /** The id of who typed it. */
  readonly by: string;
  /** The id of the person it is about; null for a new one. */
  readonly about: string | null;
  readonly name: string;
  readonly role: StaffRole;
}

/** The form beside the list of people: of a new person, or of one on the list. */
export class StaffEditor {
  readonly #bridge: Bridge;
  #person = $state.raw<PersonView | null>(null);
  #form: PersonForm;
  #opened = $state(0);
  #saved = $state(false);
  #left: Left | null = null;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.#form = new PersonForm(bridge, null);
  }

  /** Null for a new person. */
  get person(): PersonView | null {
    return this.#person;
  }

  get form(): PersonForm {
    return this.#form;
  }

  /** How many forms have been opened: also the next one for a new person starts empty. */
  get opened(): number {
    return this.#opened;
  }

  /** Whether the form before this one was saved. */
  get saved(): boolean {
    return this.#saved;
  }

  /** The screen opens for that person, who may have been interrupted in it. */
  enter(by: string, people: readonly PersonView[]): void {
    const left = this.#left?.by === by ? this.#left : null;
    this.#left = null;
    const person = people.find(({ id }) => id === left?.about) ?? null;
    this.open(person);
    if (!left || left.about !== (person?.id ?? null)) return;
    this.#form.name = left.name;
    this.#form.role = left.role;
  }

  /** Null for a new person. */
  open(person: PersonView | null): void {
    this.#show(person, false);
  }

  async save(): Promise<boolean> {
    return this.#after((form) => form.save());
  }

  async dismiss(): Promise<boolean> {
    return this.#after((form) => form.dismiss());
  }

  /** Nobody is signed in any more. `by`: the id of whom the till has locked out; null if they have signed out. */
  interrupt(by: string | null): void {
    const { name, role, isDirty } = this.#form;
    if (by !== null && isDirty) this.#left = { by, about: this.#person?.id ?? null, name, role };
    this.open(null);
  }

  /** Makes room for the next person, unless somebody has opened another form meanwhile. */
  async #after(change: (form: PersonForm) => Promise<boolean>): Promise<boolean> {
    const form = this.#form;
    const isDone = await change(form);
    if (isDone && form === this.#form) this.#show(null, true);
    return isDone;
  }

  #show(person: PersonView | null, afterSaving: boolean): void {
    this.#person = person;
    this.#form = new PersonForm(this.#bridge, person);
    this.#saved = afterSaving;
    this.#opened += 1;
  }
}
