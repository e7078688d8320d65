import type { Bridge, PersonView, Problem, ProblemCode, Reply, StaffRole } from '#contract';
import { fewestDigits } from '#contract';
import { ask } from '../ask.ts';
import { TypedProblem } from '../asking/typed-problem.svelte.ts';
import type { Unsaved } from '../leave-guard.svelte.ts';

export type PersonField = 'name' | 'pin' | 'again';

/** The field that must be typed again. */
const WRONG_FIELDS: Partial<Record<ProblemCode, PersonField>> = {
  'name-invalid': 'name',
  'name-too-long': 'name',
  'name-taken': 'name',
  'pin-malformed': 'pin',
  'pin-too-short': 'pin',
  'pin-trivial': 'pin',
  'pin-taken': 'pin',
  'pins-differ': 'again',
};

/** The form for a person; main validates and stores it. */
export class PersonForm implements Unsaved {
  readonly #bridge: Bridge;
  /** Null for a new person. */
  readonly #person: PersonView | null;
  readonly #problem = new TypedProblem(() => [this.name, this.role, this.pin, this.again].join('\n'));
  #saving = $state(false);
  name = $state('');
  role = $state<StaffRole>('cashier');
  pin = $state('');
  again = $state('');

  constructor(bridge: Bridge, person: PersonView | null) {
    this.#bridge = bridge;
    this.#person = person;
    if (!person) return;
    this.name = person.name;
    this.role = person.role;
  }

  /** For the person who sets up the till. */
  static ofFirstManager(bridge: Bridge): PersonForm {
    const form = new PersonForm(bridge, null);
    form.role = 'manager';
    return form;
  }

  /** Disappears once something else is typed. */
  get problem(): Problem | null {
    return this.#problem.current;
  }

  /** The field that the problem is about, or null. */
  get wrong(): PersonField | null {
    return (this.problem && WRONG_FIELDS[this.problem.code]) ?? null;
  }

  get isDirty(): boolean {
    const { name, role } = this.#person ?? { name: '', role: 'cashier' };
    return this.name !== name || this.role !== role || this.pin !== '' || this.again !== '';
  }

  /** Whether anything is typed, for a new person. */
  get isTyped(): boolean {
    return `${this.name}${this.pin}${this.again}`.trim() !== '';
  }

  clearPin(): void {
    this.pin = this.again = '';
  }

  discard(): void {
    this.name = this.#person?.name ?? '';
    this.role = this.#person?.role ?? 'cashier';
    this.pin = this.again = '';
  }

  get saving(): boolean {
    return this.#saving;
  }

  /** Minimum length of a PIN for the chosen role. */
  get digits(): number {
    return fewestDigits(this.role);
  }

  /** True once main has stored it. */
  save(): Promise<boolean> {
    const { name, role, pin } = this;
    const typed = { name, role, pin };
    const id = this.#person?.id;
    return this.#submit(() =>
      id === undefined
        ? ask(this.#bridge, 'staff.add', typed)
        : ask(this.#bridge, 'staff.change', { id, ...typed }),
    );
  }

  async createFirstManager(): Promise<boolean> {
    const { name, pin } = this;
    const isMade = await this.#submit(() => ask(this.#bridge, 'session.firstManager', { name, pin }));
    if (isMade) this.name = '';
    return isMade;
  }

  /** Changes this person's own PIN; they are signed in. */
  changeOwnPin(present: string): Promise<boolean> {
    const { pin } = this;
    return this.#submit(() => ask(this.#bridge, 'session.changePin', { present, pin }));
  }

  async dismiss(): Promise<boolean> {
    const id = this.#person?.id;
    return id !== undefined && this.#send(() => ask(this.#bridge, 'staff.dismiss', { id }));
  }

  async #submit(call: () => Promise<Reply<unknown>>): Promise<boolean> {
    if (this.pin === this.again) return this.#send(call);
    if (!this.#saving) this.#problem.show({ code: 'pins-differ', details: {} });
    return false;
  }

  /** One call at a time. What is typed meanwhile stays, and the answer says nothing about it. */
  async #send(call: () => Promise<Reply<unknown>>): Promise<boolean> {
    if (this.#saving) return false;
    this.#saving = true;
    const { pin, again } = this;
    const answered = this.#problem.about();
    const reply = await call();
    this.#saving = false;
    if (reply.ok && this.pin === pin) this.pin = '';
    if (reply.ok && this.again === again) this.again = '';
    answered(reply.ok ? null : reply.problem);
    return reply.ok;
  }
}
