import type { Bridge, PersonView, Problem, Reply, StaffRole } from '#contract';
import { fewestDigits } from '#contract';
import { ask } from '../ask.ts';

/** The form for a person; main validates and stores it. */
export class PersonForm {
  readonly #bridge: Bridge;
  /** Null for a new person. */
  readonly #person: PersonView | null;
  #problem = $state.raw<Problem | null>(null);
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

  get problem(): Problem | null {
    return this.#problem;
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

  createFirstManager(): Promise<boolean> {
    const { name, pin } = this;
    return this.#submit(() => ask(this.#bridge, 'session.firstManager', { name, pin }));
  }

  /** Changes the PIN of this person, who is signed in. */
  changeOwnPin(present: string): Promise<boolean> {
    const { pin } = this;
    return this.#submit(() => ask(this.#bridge, 'session.changePin', { present, pin }));
  }

  async dismiss(): Promise<boolean> {
    const id = this.#person?.id;
    if (id === undefined) return false;
    return this.#finish(await ask(this.#bridge, 'staff.dismiss', { id }));
  }

  async #submit(call: () => Promise<Reply<unknown>>): Promise<boolean> {
    if (this.#saving) return false;
    if (this.pin !== this.again) {
      this.#problem = { code: 'pins-differ', details: {} };
      return false;
    }
    this.#saving = true;
    const reply = await call();
    this.#saving = false;
    return this.#finish(reply);
  }

  #finish(reply: Reply<unknown>): boolean {
    this.#problem = reply.ok ? null : reply.problem;
    if (reply.ok) this.pin = this.again = '';
    return reply.ok;
  }
}
