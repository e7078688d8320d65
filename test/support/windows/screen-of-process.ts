import { environmentOn, startVirtualDisplay } from '../../../scripts/displays/displays.mjs';

let screen: Promise<Record<string, string>> | undefined;

/** The environment of a virtual display for all test files of this process, with which the display ends. */
export const screenOfProcess = (): Promise<Record<string, string>> =>
  (screen ??= startVirtualDisplay().then(({ display }) => environmentOn(display)));
