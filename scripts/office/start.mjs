// @ts-check
/** npm run office: builds the owner's page if that is out of date, then runs the office. */
import { ensureBuild } from '../command/build.mjs';

await ensureBuild();
await import('./office.ts');
