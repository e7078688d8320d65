import { app, clipboard, shell } from 'electron';
import { join } from 'node:path';
import process from 'node:process';
import { isTrialPackage } from '#electron/start/start-fault.ts';
import { isFolder } from './is-folder.ts';

/**
 * What this program is made of, and where its files are. `data`: where this till keeps its data; `home`: the data folder,
 * which has the log. `built` is the folder of the build.
 */
export const aboutProgram = (data: string, home: string, built: string) => ({
  product: isTrialPackage() ? `${app.getName()} (a trial, not for release)` : app.getName(),
  version: app.getVersion(),
  license: 'MIT',
  electron: process.versions.electron,
  chromium: process.versions.chrome,
  node: process.versions.node,
  system: `${process.platform} ${process.arch} ${process.getSystemVersion()}`,
  files: {
    data,
    log: join(home, 'logs'),
    // In a package it is beside the archive, so that any editor can open it.
    licenses: join(app.isPackaged ? process.resourcesPath : built, 'THIRD-PARTY-LICENSES.txt'),
  },
});

/** Opens a folder, or the folder of a file with the file marked, in the system's file manager. */
export const showFile = (path: string): void => {
  if (isFolder(path)) void shell.openPath(path);
  else shell.showItemInFolder(path);
};

export const copyText = (text: string): void => void clipboard.writeText(text);
