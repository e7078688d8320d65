import { app } from 'electron';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { jsonFile } from '#files/json-file.ts';
import { packageFault } from './package-rules.ts';

const marked = z.object({ trial: z.literal(true) });

/** Whether this package was made to be tried with the development runtime; see scripts/dist/trial.mjs. */
export const isTrialPackage = (): boolean =>
  app.isPackaged && jsonFile(join(app.getAppPath(), 'package.json'), marked).read().state === 'read';

/** Why this program must not start as it was started; null in development and in a trial, which tests control. */
export const startFault = (): string | null =>
  app.isPackaged && !isTrialPackage()
    ? packageFault({
        platform: process.platform,
        arguments: process.argv.slice(1),
        variables: process.env,
      })
    : null;
