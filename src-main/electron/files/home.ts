import { app } from 'electron';
import { accessSync, constants, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import { makeFolders } from '#files/durable-file.ts';
import { withFolderLock } from '#files/folder-lock.ts';

/**
 * The folder in which this till keeps everything: COUNTERTOP_HOME if set, otherwise Electron's own folder for the app.
 * From here on only the owner can read new files, and Chromium's own files stay under `<home>/electron`. Call this
 * first: the single-instance lock and the windows' session live in the folders named here.
 * @returns the absolute path of the folder, which exists
 * @throws Error if it cannot be written, in words for the person who starts the till
 */
export const openHome = (): string => {
  process.umask(0o077);
  const named = process.env['COUNTERTOP_HOME'];
  const home = named ? resolve(named) : app.getPath('userData');
  const chromium = join(home, 'electron');
  makeFolder(home, chromium);
  app.setPath('userData', chromium);
  app.setPath('sessionData', chromium);
  app.setPath('crashDumps', join(chromium, 'crashes'));
  app.setAppLogsPath(join(home, 'logs'));
  return home;
};

/** Whether no till has ever run on this home: it has no settings, no staff and no journal. */
export const isUnusedHome = (home: string): boolean =>
  ['settings.json', 'staff.json', 'set-up.json', ...JOURNALS].every((name) => !existsSync(join(home, name)));

const JOURNALS = ENVIRONMENTS.map((environment) => join(environment, 'journal.db'));

const makeFolder = (home: string, folder: string): void => {
  try {
    makeFolders(folder);
    accessSync(home, constants.W_OK);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const advice = 'Give this user the right to write there, or name another folder in COUNTERTOP_HOME.';
    throw new Error(`the data folder ${home} cannot be written. ${advice}`, { cause: error });
  }
};

/**
 * Makes this the only till on its home; two on one journal would both follow the same payments. Chromium's own lock is
 * not enough: two programs that ask at the same moment can both get it.
 * @returns false if another till has it; its app then emits 'second-instance', and this one must quit at once
 */
export const claimHome = (): boolean =>
  withFolderLock(join(app.getPath('userData'), 'claiming'), () => app.requestSingleInstanceLock());
