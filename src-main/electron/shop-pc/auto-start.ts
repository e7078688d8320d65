import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { removeFile, writeWhole } from '#files/durable-file.ts';
import type { AutoStart } from '#services/computer/computer-ports.ts';
import { desktopEntry } from './desktop-entry.ts';

const entryFile = (): string =>
  join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart', 'countertop.desktop');

/** As in `linux.executableArgs` of electron-builder.yml. An unpackaged Electron is given the path of its app. */
const switches = (): readonly string[] => (app.isPackaged ? ['--ozone-platform=x11'] : [app.getAppPath()]);

const entry = (): string =>
  desktopEntry(app.getName(), {
    program: process.execPath,
    switches: switches(),
    home: process.env['COUNTERTOP_HOME'] || undefined,
  });

const readOr = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** A file of its own in the user's autostart folder; one that somebody has changed or switched off does not count. */
const byDesktop: AutoStart = {
  isSet: () => readOr(entryFile()) === entry(),
  set: (isWanted) => {
    if (isWanted) writeWhole(entryFile(), entry());
    else removeFile(entryFile());
  },
};

/** Windows and macOS have a list of their own; on Windows people may switch an entry off in the Task Manager. */
const byLoginItem: AutoStart = {
  isSet: () => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings();
    return openAtLogin && (process.platform !== 'win32' || executableWillLaunchAtLogin);
  },
  set: (isWanted) => app.setLoginItemSettings({ openAtLogin: isWanted }),
};

export const systemAutoStart: AutoStart = process.platform === 'linux' ? byDesktop : byLoginItem;
