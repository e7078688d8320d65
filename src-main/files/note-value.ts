import type { JsonRead } from './json-file.ts';
import { isOutOfReach } from './within-reach.ts';

/**
 * What a note says; null if there is none, or if its content is no note. Throws if it is only out of reach, as while
 * another program holds it: nobody may then act as if there were none, and the next start reads it.
 */
export const noteValue = <T>(read: JsonRead<T>): T | null => {
  switch (read.state) {
    case 'read':
      return read.value;
    case 'missing':
      return null;
    case 'damaged':
      if (isOutOfReach(read.error)) throw read.error;
      return null;
    default:
      return read satisfies never;
  }
};
