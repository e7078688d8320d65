import { dirname, join } from 'node:path';
import { z } from 'zod';
import { removeFile } from '#files/durable-file.ts';
import { jsonFile } from '#files/json-file.ts';
import { noteValue } from '#files/note-value.ts';

const damage = z.strictObject({
  /** When it was found; epoch ms. */
  at: z.int(),
  /** What was wrong with the file. */
  fault: z.string(),
  /** The backup that the recovered journal was made from; null if none was good. */
  from: z.string().nullable(),
  /** Rows copied from the damaged file on top of the backup. */
  carriedOver: z.int(),
  /** The last row of the recovered journal and its time (epoch ms); 0 and 0 if it is empty. */
  lastSequence: z.int(),
  lastAt: z.int(),
});
export type Damage = z.infer<typeof damage>;

export interface DamageNote {
  /** Null if the journal is not being recovered. Throws OutOfReach. */
  read(): Damage | null;
  write(damage: Damage): void;
  drop(): void;
}

/** The note beside this journal that a recovered one takes its place; it stays until that is done and recorded. */
export const damageNote = (journalFile: string): DamageNote => {
  const file = jsonFile(join(dirname(journalFile), 'damage.json'), damage);
  return {
    read: () => noteValue(file),
    write: (next) => file.write(next),
    drop: () => removeFile(file.path),
  };
};
