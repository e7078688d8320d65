import { dirname, join } from 'node:path';
import { z } from 'zod';
import { RECOVERY_CAUSES } from '#domain/journal/journal-health.ts';
import { removeFile } from '#files/durable-file.ts';
import { jsonFile } from '#files/json-file.ts';
import { readWithinReach } from '#files/within-reach.ts';
import type { LostTail } from '#sqlite/tail/lost-tail.ts';

const recovery = z.strictObject({
  /** When the last event in the journal happened (epoch ms); 0 when it has none. */
  lastAt: z.int(),
  /** Payments and refunds imported from the gateway; null while it has not answered. */
  found: z.int().nullable(),
  why: z.enum(RECOVERY_CAUSES).default('damaged'),
  /** Rows that are known to be gone; null if nothing shows how many. */
  rows: z.int().nullable().default(null),
  /** Rows that came from the office; null if none did. */
  received: z.int().nullable().default(null),
  /** How many Zs and refunds are among them, and the payments that the newest refunds belong to. */
  zsLost: z.int().default(0),
  refundsLost: z.int().default(0),
  refunded: z.array(z.string()).readonly().default([]),
  /** False when the gateway has answered, but could not be shown to have listed everything. */
  complete: z.boolean().default(true),
});
export type Recovery = z.infer<typeof recovery>;

/** Whether the gateway has yet to be asked, or asked again, for what was lost. */
export const isDue = ({ found, complete }: Recovery): boolean => found === null || !complete;

/** What is still to be done, and to be shown to a person, after rows of the journal were lost; kept across restarts. */
export interface RecoveryNote {
  /** Null when nothing is left. */
  read(): Recovery | null;
  /** The journal was recovered; what an earlier recovery left undone stays due. */
  recovered(lastAt: number): void;
  /** The journal has lost its end. */
  tailLost(lost: LostTail, refundsLost: number, zsLost: number): void;
  /** The office sent so many rows, but may not have had all of them. */
  fromOffice(lastAt: number, rows: number): void;
  /** Nothing shows whether the journal is whole. */
  unsure(lastAt: number): void;
  /** The gateway has answered, and so many payments and refunds were imported; see `complete`. */
  markImported(found: number, complete: boolean): void;
  /** Call when a person has seen it. */
  drop(): void;
}

const UNREADABLE: Recovery = recovery.parse({ lastAt: 0, found: null });

/**
 * The note beside this journal. A damaged one counts as a recovery that lost every row. Throws OutOfReach while the
 * system does not let it be read.
 */
export const recoveryNote = (journalFile: string): RecoveryNote => {
  const file = jsonFile(join(dirname(journalFile), 'recovery.json'), recovery);
  const onDisk = (): Recovery | null => {
    const read = readWithinReach(file);
    if (read.state === 'read') return read.value;
    return read.state === 'missing' ? null : UNREADABLE;
  };
  let note = onDisk();
  const write = (next: Recovery): void => {
    file.write(next);
    note = next;
  };
  /** What was still due stays due, under the more serious cause. */
  const begin = (lost: Pick<Recovery, 'lastAt' | 'why'> & Partial<Recovery>): void => {
    const undone = note && isDue(note) ? note : null;
    const graver = (cause: Recovery['why']): number => RECOVERY_CAUSES.indexOf(cause);
    write({
      ...UNREADABLE,
      ...undone,
      ...lost,
      found: null,
      complete: true,
      lastAt: Math.min(lost.lastAt, undone?.lastAt ?? lost.lastAt),
      why: undone && graver(undone.why) < graver(lost.why) ? undone.why : lost.why,
    });
  };
  return {
    read: () => note,
    recovered: (lastAt) => begin({ lastAt, why: 'damaged' }),
    tailLost: ({ since, rows, noted: { refunded } }, refundsLost, zsLost) =>
      begin({ lastAt: since, why: 'tail-lost', rows, refunded, refundsLost, zsLost }),
    fromOffice: (lastAt, received) => begin({ lastAt, why: 'from-office', received }),
    unsure: (lastAt) => begin({ lastAt, why: 'unsure' }),
    markImported: (found, complete) => write({ ...(note ?? UNREADABLE), found, complete }),
    drop: () => {
      removeFile(file.path);
      note = null;
    },
  };
};
