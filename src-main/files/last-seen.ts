import { OutOfReach } from './within-reach.ts';

/** What a file holds, for as long as the program runs. */
export interface LastSeen<T> {
  /** While the system does not let the file be read, what was read or noted last. Throws OutOfReach if nothing was. */
  read(): T;
  /** Call once this was written. */
  note(written: T): void;
}

/** `readNow` throws OutOfReach while another program holds the file; `onHeld` hears of each time that an earlier value holds. */
export const lastSeen = <T>(readNow: () => T, onHeld: (error: OutOfReach) => void): LastSeen<T> => {
  let seen: { readonly value: T } | null = null;
  return {
    read: () => {
      try {
        seen = { value: readNow() };
      } catch (error) {
        if (!(error instanceof OutOfReach) || seen === null) throw error;
        onHeld(error);
      }
      return seen.value;
    },
    note: (value) => {
      seen = { value };
    },
  };
};
