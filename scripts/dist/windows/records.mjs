// @ts-check
import { join } from 'node:path';
import { projectRoot } from '../../command/project.mjs';

/** Where packing for Windows leaves the trial's report, and the log of each step of the MSI. */
export const records = join(projectRoot, 'out', 'windows');
