import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { FileOpened, SavedFiles } from '#services/saved-files.ts';
import { done } from './handlers.ts';

export interface OpenSavedPorts {
  readonly savedFiles: SavedFiles;
  /** Opens a file with the computer's default program. */
  readonly openFile: (path: string) => Promise<FileOpened>;
}

/** Opens a saved file by the name that the window got. */
export const openSaved = async (
  { savedFiles, openFile }: OpenSavedPorts,
  fileName: string,
): Promise<Reply<Record<string, never>>> => {
  const path = savedFiles.pathOf(fileName);
  const opened = path === undefined ? 'gone' : await openFile(path);
  if (opened === 'opened') return done;
  return refuse(opened === 'gone' ? 'file-gone' : 'file-not-opened');
};
