/** Stops at each thing that a program does to files, to see every state that a power cut could leave. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterPowerCut } from '../kit/crash.ts';
import type { Shop } from '../kit/shop-journal.ts';

const CHANGING = ['renameSync', 'rmSync', 'copyFileSync', 'writeFileSync', 'mkdirSync'] as const;
export type FileOperation = (typeof CHANGING)[number];

/** Does `work`, and calls `before` ahead of each operation that changes files, which fails if `before` throws. */
export const stopAtEach = (before: (operation: FileOperation) => void, work: () => void): void => {
  const real = CHANGING.map((operation) => [operation, fs[operation]] as const);
  const watch = (): void => {
    for (const [operation, whole] of real) {
      Reflect.set(fs, operation, (...args: unknown[]): unknown => {
        unwatch();
        try {
          before(operation);
          return Reflect.apply(whole, fs, args) as unknown;
        } finally {
          watch();
        }
      });
    }
    syncBuiltinESMExports();
  };
  const unwatch = (): void => {
    for (const [operation, whole] of real) Reflect.set(fs, operation, whole);
    syncBuiltinESMExports();
  };
  watch();
  try {
    work();
  } finally {
    unwatch();
  }
};

const lookOf = (folder: string): string =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const { size, mtimeMs } = fs.statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .sort()
    .join('\n');

/** Does `work`; returns every state of the shop's folder that a power cut between two operations could have left. */
export const cutsDuring = (shop: Shop, work: () => void): readonly Shop[] => {
  const cuts = new Map<string, Shop>();
  stopAtEach(() => {
    const look = lookOf(shop.folder);
    if (!cuts.has(look)) cuts.set(look, afterPowerCut(shop));
  }, work);
  return [...cuts.values()];
};
