import { join } from 'node:path';
import { z } from 'zod';
import { jsonFile } from '#files/json-file.ts';
import type { Log } from '#services/ports.ts';
import { readOrQuarantine } from './quarantine-file.ts';

export interface DisplaysFile {
  /** The system's number of the display that was chosen for the customer; null where none was. */
  read(): number | null;
  /** Throws NodeJS.ErrnoException where it cannot be written. */
  write(customer: number): void;
}

const stored = z.object({ customer: z.number().nullable() });

/** Which display is the customer's, in `<home>/displays.json`. */
export const openDisplaysFile = (home: string, log: Log): DisplaysFile => {
  const file = jsonFile(join(home, 'displays.json'), stored, 2);
  const damaged = 'the choice of the customer’s display cannot be read';
  return {
    read: () => readOrQuarantine(file, { customer: null }, log, damaged).customer,
    write: (customer) => file.write({ customer }),
  };
};
