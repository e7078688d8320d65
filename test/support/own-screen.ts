/** Set up before each file of window tests: a display of its own, so that files can run side by side. */
import process from 'node:process';
import { afterAll } from 'vitest';
import { environmentOn, startVirtualDisplay } from '../../scripts/displays/displays.mjs';

// Elsewhere windows open on the screen that there is, and files run one after the other.
if (process.platform === 'linux') {
  const { display, stop } = await startVirtualDisplay();
  Object.assign(process.env, environmentOn(display));
  afterAll(stop);
}
