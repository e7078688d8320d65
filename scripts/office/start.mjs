// @ts-check
/** npm run office: builds the owner's page if that is out of date, then runs the office. */
import { ensureBuild } from '../command/build.mjs';
import { readOptions } from '../command/read-options.ts';

readOptions('npm run office: runs the office until Ctrl+C; docs/office.md lists its environment variables.', {
  options: {},
});
await ensureBuild();
await import('./office.ts');
