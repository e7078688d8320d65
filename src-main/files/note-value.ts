import type { JsonRead } from './json-file.ts';
import { withinReach } from './within-reach.ts';

/** What a note says; null if there is none, or if its content is no note. Throws as `withinReach` does. */
export const noteValue = <T>(read: JsonRead<T>): T | null => {
  const reached = withinReach(read);
  return reached.state === 'read' ? reached.value : null;
};
