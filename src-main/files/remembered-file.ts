import { removeFile } from './durable-file.ts';
import type { JsonFile, JsonRead } from './json-file.ts';
import { lastSeen } from './last-seen.ts';
import { readWithinReach } from './within-reach.ts';

/** A file of which what was read or written last holds while the system does not let the till read it. */
export interface RememberedFile<T> extends JsonFile<T> {
  /** Throws OutOfReach if it is out of reach before it has been read or written. */
  read(): JsonRead<T>;
  /** Throws NodeJS.ErrnoException. */
  remove(): void;
}

export const rememberedFile = <T>(file: JsonFile<T>): RememberedFile<T> => {
  const seen = lastSeen<JsonRead<T>>(
    () => readWithinReach(file),
    () => undefined,
  );
  return {
    ...file,
    read: () => seen.read(),
    write: (value) => {
      file.write(value);
      seen.note({ state: 'read', value });
    },
    remove: () => {
      removeFile(file.path);
      seen.note({ state: 'missing' });
    },
  };
};
