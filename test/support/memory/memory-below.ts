/**
 * Memory of a program and everything it has started. What several of them share counts once, as if no other
 * program had the same files loaded. Linux only.
 */
import { readdirSync, readFileSync } from 'node:fs';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
};

/** The parent of each process. The name before it, in brackets, may contain anything. */
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
const familyOf = (pid: number): readonly number[] => {
  const parentOf = parents();
  const isBelow = (one: number | undefined): boolean =>
    one !== undefined && (one === pid || isBelow(parentOf.get(one)));
  return [...parentOf.keys()].filter(isBelow);
};

/** A part of a process's memory. Kilobytes. */
interface Mapping {
  /** The file and the place in it, if it is of a file that others may have loaded too; '' otherwise. */
  readonly file: string;
  readonly pss: number;
  readonly resident: number;
  /** Changed by this process alone. */
  readonly own: number;
}

const HEAD = /^[0-9a-f]+-[0-9a-f]+ \S+ (?<offset>\S+) (?<device>\S+) (?<inode>\d+) *(?<path>.*)$/;
/** Files that exist only by name: memory that the processes of one program share. */
const OF_MEMORY = /^(?:\/dev\/shm|\/memfd:)/;

const mappingsOf = (pid: number): readonly Mapping[] =>
  read(`/proc/${String(pid)}/smaps`)
    .split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
    .map((part) => {
      const { offset, device, inode, path = '' } = HEAD.exec(part.split('\n', 1)[0] ?? '')?.groups ?? {};
      const kilobytes = (name: string): number =>
        Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(part)?.[1] ?? 0);
      const isFile = inode !== undefined && inode !== '0' && !OF_MEMORY.test(path);
      return {
        file: isFile ? `${String(device)} ${inode} ${String(offset)}` : '',
        pss: kilobytes('Pss'),
        resident: kilobytes('Rss'),
        own: kilobytes('Private_Dirty'),
      };
    });

/** Bytes of these processes. */
const memoryOf = (pids: readonly number[]): number => {
  const mappings = pids.flatMap(mappingsOf);
  const shared = new Map<string, number>();
  let kilobytes = 0;
  for (const { file, pss, resident, own } of mappings) {
    if (file === '') kilobytes += pss;
    else {
      kilobytes += own;
      shared.set(file, Math.max(shared.get(file) ?? 0, resident - own));
    }
  }
  return 1024 * [...shared.values()].reduce((sum, one) => sum + one, kilobytes);
};

/** Bytes of the process and all below it. */
export const memoryBelow = (pid: number): number => memoryOf(familyOf(pid));
