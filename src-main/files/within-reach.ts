import { codeOf } from './error-code.ts';
import type { JsonFile, JsonRead } from './json-file.ts';

/** The system refused, for now; a damaged disk would refuse at every start. */
const isOutOfReach = (error: unknown): boolean =>
  ['EBUSY', 'EPERM', 'EACCES', 'EMFILE', 'ENFILE', 'EAGAIN'].includes(codeOf(error));

/** A file that cannot be read now. Its message is for the person who starts the till. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';

  constructor(path: string, cause: unknown) {
    super(
      `the file ${path} cannot be read now (${codeOf(cause)}). Nothing in it was changed. Give this user the right to read it, or close the program that holds it, and start again.`,
      { cause },
    );
  }
}

/** Throws OutOfReach if it is there but cannot be read now: nobody may then act as if it were missing or damaged. */
export const readWithinReach = <T>(file: Pick<JsonFile<T>, 'path' | 'read'>): JsonRead<T> => {
  const read = file.read();
  if (read.state === 'damaged' && isOutOfReach(read.error)) throw new OutOfReach(file.path, read.error);
  return read;
};
