import type { JsonFile } from './json-file.ts';
import { readWithinReach } from './within-reach.ts';

/** What a note says; null if there is none, or if its content is no note. Throws OutOfReach. */
export const noteValue = <T>(file: Pick<JsonFile<T>, 'path' | 'read'>): T | null => {
  const read = readWithinReach(file);
  return read.state === 'read' ? read.value : null;
};
