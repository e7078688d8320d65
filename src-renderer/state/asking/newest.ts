/** Tells the answer to the newest question from late answers to earlier ones. */
export class Newest {
  #begun = 0;

  /** Begins something newer; the result says whether it still is the newest. */
  begin(): () => boolean {
    this.#begun += 1;
    const own = this.#begun;
    return () => own === this.#begun;
  }
}
