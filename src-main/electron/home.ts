import { app } from 'electron';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';

/**
 * The folder in which this till keeps everything: COUNTERTOP_HOME where it is set, else Electron's own place for the
 * app. Files made from here on are the owner's alone, and what Chromium writes by itself stays under `<home>/electron`.
 * To be called first of all: the single-instance lock and the windows' session live in the folders named here.
 * @returns the absolute path of the folder, which exists
 * @throws Error where it cannot be made
 */
export const openHome = (): string => {
  process.umask(0o077);
  const named = process.env['COUNTERTOP_HOME'];
  const home = named ? resolve(named) : app.getPath('userData');
  const chromium = join(home, 'electron');
  mkdirSync(chromium, { recursive: true });
  app.setPath('userData', chromium);
  app.setPath('sessionData', chromium);
  app.setPath('crashDumps', join(chromium, 'crashes'));
  app.setAppLogsPath(join(home, 'logs'));
  return home;
};

/**
 * Makes this the only till on its home; two on one journal would both follow the same payments.
 * @param onSecondStart called in the first program when somebody starts another one
 * @returns false in that other one, which must quit at once
 */
export const claimHome = (onSecondStart: () => void): boolean => {
  app.on('second-instance', onSecondStart);
  return app.requestSingleInstanceLock();
};
