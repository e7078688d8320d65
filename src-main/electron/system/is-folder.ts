import { statSync } from 'node:fs';

/** A macOS application is a folder to the file system, but opening it runs it. */
const MAC_PROGRAM = /\.(?:app|command|workflow|prefPane)[\\/]*$/i;

/** Whether this is a folder that a file manager shows; opening anything else would run it or start another program. */
export const isFolder = (path: string): boolean =>
  !MAC_PROGRAM.test(path) && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
