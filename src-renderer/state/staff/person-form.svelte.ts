import type { Bridge, PersonView, Problem, Reply, StaffRole } from '#contract';
import { fewestDigits } from '#contract';
import { ask } from '../ask.ts';

/** A person as they are being typed; main checks them again and keeps them. */
export class PersonForm {
  readonly #bridge: Bridge;
  /** Null for somebody new. */
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

  /** The fewest digits of a PIN for the chosen role. */
  get digits(): number {
    return fewestDigits(this.role);
  }

  /** True once main has it. */
  save(): Promise<boolean> {
    const { name, role, pin } = this;
    const typed = { name, role, pin };
    const id = this.#person?.id;
    return this.#hand(() =>
      id === undefined
        ? ask(this.#bridge, 'staff.add', typed)
        : ask(this.#bridge, 'staff.change', { id, ...typed }),
    );
  }

  /** Makes this person the first manager. */
  found(): Promise<boolean> {
    const { name, pin } = this;
    return this.#hand(() => ask(this.#bridge, 'session.firstManager', { name, pin }));
  }

  /** Gives this person, who is signed in, the PIN in place of their present one. */
  changeOwnPin(present: string): Promise<boolean> {
    const { pin } = this;
    return this.#hand(() => ask(this.#bridge, 'session.changePin', { present, pin }));
  }

  async dismiss(): Promise<boolean> {
    const id = this.#person?.id;
    if (id === undefined) return false;
    return this.#take(await ask(this.#bridge, 'staff.dismiss', { id }));
  }

  async #hand(hand: () => Promise<Reply<unknown>>): Promise<boolean> {
    if (this.#saving) return false;
    if (this.pin !== this.again) {
      this.#problem = { code: 'pins-differ', details: {} };
      return false;
    }
    this.#saving = true;
    const reply = await hand();
    this.#saving = false;
    return this.#take(reply);
  }

  #take(reply: Reply<unknown>): boolean {
    this.#problem = reply.ok ? null : reply.problem;
    if (reply.ok) this.pin = this.again = '';
    return reply.ok;
  }
}
