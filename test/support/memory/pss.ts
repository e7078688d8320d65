/** Memory of a program and of all that it has started: what several share counts once (PSS). Linux. */
import { readdirSync, readFileSync } from 'node:fs';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
};

/** By process, its parent. The name before it, in brackets, may hold anything. */
const parents = (): ReadonlyMap<number, number> =>
  new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => {
        const stat = read(`/proc/${name}/stat`);
        return [Number(name), Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0])] as const;
      }),
  );

/** The process and all below it. */
export const familyOf = (pid: number): readonly number[] => {
  const parentOf = parents();
  const isBelow = (one: number | undefined): boolean =>
    one !== undefined && (one === pid || isBelow(parentOf.get(one)));
  return [...parentOf.keys()].filter(isBelow);
};

const bytesOf = (pid: number): number =>
  Number(/^Pss:\s+(?<kb>\d+) kB$/m.exec(read(`/proc/${String(pid)}/smaps_rollup`))?.groups?.['kb'] ?? 0) *
  1024;

/** Bytes of the process and all below it. */
export const pssOf = (pid: number): number => familyOf(pid).reduce((sum, one) => sum + bytesOf(one), 0);
