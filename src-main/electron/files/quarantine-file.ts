import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Keeps `<home>/<stem>.json`, which cannot be read, beside itself as `<stem>.broken-<n>.json`.
 * @returns the name it is kept under
 */
export const quarantineFile = (home: string, stem: string): string => {
  let n = 1;
  while (existsSync(join(home, `${stem}.broken-${n}.json`))) n += 1;
  const name = `${stem}.broken-${n}.json`;
  renameSync(join(home, `${stem}.json`), join(home, name));
  return name;
};
