import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Printed } from '#services/print/print-ports.ts';
import { failed } from './failed.ts';
import type { SendBytes } from './send-bytes.ts';

/** Without blocking: a stuck printer would hold one of Node's four threads for ever. Windows has no such mode. */
const WITHOUT_WAITING = constants.O_WRONLY | constants.O_NONBLOCK;
const FULL_PAUSE_MS = 50;

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EAGAIN';

const writeSome = async (device: FileHandle, bytes: Uint8Array): Promise<number> => {
  try {
    return (await device.write(bytes)).bytesWritten;
  } catch (error) {
    if (isFull(error)) return 0;
    throw error;
  }
};

const writeAll = async (device: FileHandle, bytes: Uint8Array, signal: AbortSignal): Promise<Printed> => {
  let rest = bytes;
  try {
    while (rest.length > 0) {
      signal.throwIfAborted();
      const written = await writeSome(device, rest);
      rest = rest.subarray(written);
      if (written === 0) await wait(FULL_PAUSE_MS, undefined, { signal });
    }
    return { printed: true };
  } catch (error) {
    return failed(signal.aborted ? 'silent' : 'broke-off', error);
  }
};

/** Sends bytes to a device file such as /dev/usb/lp0. A file on a disk is no printer and is left as it is. */
export const sendToDevice: SendBytes = async ({ address, bytes, onReached, signal }) => {
  let device: FileHandle;
  try {
    device = await open(address, WITHOUT_WAITING);
  } catch (error) {
    return failed('unreachable', error);
  }
  try {
    if ((await device.stat()).isFile()) return failed('unreachable', 'it is a file, not a device');
    onReached();
    return await writeAll(device, bytes, signal);
  } finally {
    await device.close();
  }
};
