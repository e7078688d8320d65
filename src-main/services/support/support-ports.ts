/** A text of the support bundle. */
export interface SupportFile {
  readonly name: string;
  readonly text: string;
}

/** The newest of the log, oldest line first, in about so many bytes, without secrets. */
export type ReadLog = (bytes: number) => string;

/** Saves the files as one archive, made at this time (epoch ms). Throws NodeJS.ErrnoException. */
export type SaveBundle = (fileName: string, files: readonly SupportFile[], at: number) => void;
