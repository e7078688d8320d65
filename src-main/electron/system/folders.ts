import type { OpenDialogOptions } from 'electron';
import { existsSync } from 'node:fs';
import { BrowserWindow, dialog, shell } from 'electron';
import { isFolder } from './is-folder.ts';

/** Asks the person at the till for a folder; null when they choose none. */
export const chooseFolder = async (): Promise<string | null> => {
  const options: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
  // Without a parent window it may open behind a till that fills its display.
  const over = BrowserWindow.getFocusedWindow();
  const { filePaths } = await (over ? dialog.showOpenDialog(over, options) : dialog.showOpenDialog(options));
  return filePaths[0] ?? null;
};

/** Opens a folder in the system's file manager; whether there is one. */
export const showFolder = (folder: string): boolean => {
  if (!isFolder(folder)) return false;
  void shell.openPath(folder);
  return true;
};

/** Opens a file in the program that the system has for it. */
export const openFile = async (file: string): Promise<'opened' | 'gone' | 'refused'> => {
  if (!existsSync(file)) return 'gone';
  return (await shell.openPath(file)) === '' ? 'opened' : 'refused';
};
