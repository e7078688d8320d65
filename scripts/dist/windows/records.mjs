// @ts-check
import { join } from 'node:path';
import { projectRoot } from '../../command/project.mjs';

/** What packing for Windows leaves beside the packages: the trial's report, and the log of each step of the MSI. */
export const records = join(projectRoot, 'out', 'windows');
