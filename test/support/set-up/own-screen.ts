/** Set up before each file of window tests: the display of this process, so that files can run side by side. */
import process from 'node:process';
import { screenOfProcess } from '../windows/screen-of-process.ts';

// Elsewhere windows open on the existing screen, and files run one after the other.
if (process.platform === 'linux') Object.assign(process.env, await screenOfProcess());
