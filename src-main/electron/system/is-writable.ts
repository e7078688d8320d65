import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Whether files can be written to a folder. If it does not exist yet, and the till makes it, what counts is the folder
 * that it will be made in.
 */
export const isWritable = (folder: string, isMade: boolean): boolean => {
  if (isMade && !existsSync(folder)) return dirname(folder) !== folder && isWritable(dirname(folder), true);
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};
