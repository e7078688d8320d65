import { app } from 'electron';
import { join } from 'node:path';
import process from 'node:process';

/**
 * Where copies of anchors are kept: beside the system's folders for application data, outside every till's own.
 * COUNTERTOP_ANCHORS names another one for tests; a packaged program does not read it.
 */
export const anchorCopies = (): string => {
  const named = app.isPackaged ? undefined : process.env['COUNTERTOP_ANCHORS'];
  return named ?? join(app.getPath('appData'), 'countertop-anchors');
};
