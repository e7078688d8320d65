import { statSync } from 'node:fs';

/** A program of macOS looks like a folder to its file system, and is run when it is opened. */
const MAC_PROGRAM = /\.(?:app|command|workflow|prefPane)[\\/]*$/i;

/** Whether this is a folder that a file manager shows: everything else is run, or opened by some other program. */
export const isFolder = (path: string): boolean =>
  !MAC_PROGRAM.test(path) && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
