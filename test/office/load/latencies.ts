/** How long things took; ms. */
export class Latencies {
  readonly #all: number[] = [];

  get count(): number {
    return this.#all.length;
  }

  add(ms: number): void {
    this.#all.push(ms);
  }

  async of<T>(work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    const result = await work();
    this.#all.push(performance.now() - from);
    return result;
  }

  /** For `share` 0.95: the time that 95 of 100 stay below. */
  percentile(share: number): number {
    const sorted = this.#all.toSorted((one, other) => one - other);
    return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  }

  toString(): string {
    return `p50 ${this.percentile(0.5)} ms, p95 ${this.percentile(0.95)} ms (${this.count})`;
  }
}
