/** A text file of the support bundle. */
export interface SupportFile {
  readonly name: string;
  readonly text: string;
}

/** The newest part of the log, oldest line first, in about this many bytes, without secrets. */
export type ReadLog = (bytes: number) => string;

/** Saves the files as one archive dated `at` (epoch ms). Throws NodeJS.ErrnoException. */
export type SaveBundle = (fileName: string, files: readonly SupportFile[], at: number) => void;

/** The name of the bundle that was saved last; null if there is none. */
export type LastBundle = () => string | null;
