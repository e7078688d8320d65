/** How long work takes, as lines of a table. */

const RUNS = 20;

const medianOf = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const tell = (name: string, cells: readonly string[]): void => {
  console.log(name.padEnd(36) + cells.map((cell) => cell.padStart(12)).join(''));
};

const measure = (work: () => unknown): { elapsed: number; busy: number } => {
  const [began, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return { elapsed: performance.now() - began, busy: (user + system) / 1_000 };
};

/** `computing` is the median without the waiting for other programs and the disk. */
export const head = (): void => tell('', ['median', 'longest', 'computing']);

export const line = (name: string, work: () => unknown, times = RUNS): void => {
  const runs = Array.from({ length: times }, () => measure(work));
  const elapsed = runs.map((run) => run.elapsed);
  const figures = [medianOf(elapsed), Math.max(...elapsed), medianOf(runs.map(({ busy }) => busy))];
  tell(
    name,
    figures.map((ms) => `${ms.toFixed(1)} ms`),
  );
};
