// What `electron <folder>` runs: it takes on the name, version and path of the app in that folder and loads it.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** Electron's own default app uses these two as well. */
const undocumented = /** @type {Record<'setVersion' | 'setAppPath', (value: string) => void>} */ (
  /** @type {unknown} */ (app)
);

const named = process.argv.slice(1).find((word) => !word.startsWith('-'));
if (named === undefined) {
  console.error('Name the folder of the app: electron <folder>');
  app.exit(1);
} else {
  const folder = resolve(named);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
  app.setName(about.productName ?? about.name);
  undocumented.setVersion(about.version);
  undocumented.setAppPath(folder);
  await import(pathToFileURL(join(folder, about.main)).href);
}
