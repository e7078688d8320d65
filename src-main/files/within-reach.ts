import { codeOf } from './error-code.ts';
import type { JsonRead } from './json-file.ts';

/** The system refused, for now; a damaged disk would refuse at every start. */
const isOutOfReach = (error: unknown): boolean =>
  ['EBUSY', 'EPERM', 'EACCES', 'EMFILE', 'ENFILE', 'EAGAIN'].includes(codeOf(error));

/**
 * Throws if a file is only out of reach, as while another program holds it: nobody may then act as if it were damaged,
 * and replace it. A later start reads it.
 */
export const withinReach = <T>(read: JsonRead<T>): JsonRead<T> => {
  if (read.state === 'damaged' && isOutOfReach(read.error)) throw read.error;
  return read;
};
