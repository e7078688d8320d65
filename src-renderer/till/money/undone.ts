interface Text {
  readonly value: string;
}

/** What has been typed into a field that does not leave it to the browser, so that it can be undone and done again. */
export class Undone<T extends Text> {
  #past: T[] = [];
  #future: T[] = [];
  /** What the field had last; a text that came in another way cannot be undone here. */
  #value: string | null = null;

  did(before: T, after: T): void {
    if (before.value !== this.#value) this.#past = [];
    this.#past.push(before);
    this.#future = [];
    this.#value = after.value;
  }

  back(now: T): T | undefined {
    return this.#step(now, this.#past, this.#future);
  }

  forth(now: T): T | undefined {
    return this.#step(now, this.#future, this.#past);
  }

  #step(now: T, from: T[], to: T[]): T | undefined {
    const next = now.value === this.#value ? from.pop() : undefined;
    if (!next) return undefined;
    to.push(now);
    this.#value = next.value;
    return next;
  }
}
