import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { deviceAddress } from '#domain/print/printer-address.ts';
import type { Printed } from '#services/print/print-ports.ts';
import { failed } from './failed.ts';
import { makeRaw } from './serial-line.ts';
import type { SendBytes } from './send-bytes.ts';
import { codeOf } from '#files/error-code.ts';

/**
 * Non-blocking, because a stuck printer would hold one of Node's four threads forever. NOCTTY, because unplugging a
 * serial line that became this program's terminal would end the program. Windows has neither mode.
 */
const FLAGS = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
const FULL_PAUSE_MS = 50;

const writeSome = async (device: FileHandle, bytes: Uint8Array): Promise<number> => {
  try {
    return (await device.write(bytes)).bytesWritten;
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return 0;
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

/** Block devices are disks, and files belong to somebody: neither is ever written to. */
const isPrinter = async (device: FileHandle): Promise<boolean> => {
  const facts = await device.stat();
  return facts.isCharacterDevice() || facts.isFIFO();
};

/** Sends bytes to a device such as /dev/usb/lp0 or a serial line. Disks and files are left untouched. */
export const sendToDevice: SendBytes = async ({ address, bytes, onReached, signal }) => {
  const { path, speed } = deviceAddress(address) ?? {};
  if (path === undefined) return failed('unreachable', `${address} is no device`);
  let device: FileHandle;
  try {
    device = await open(path, FLAGS);
  } catch (error) {
    return failed('unreachable', error);
  }
  try {
    if (!(await isPrinter(device))) return failed('unreachable', 'it is on a disk, not a device');
    try {
      await makeRaw(device, speed, signal);
    } catch (error) {
      return failed('unreachable', error);
    }
    onReached();
    return await writeAll(device, bytes, signal);
  } finally {
    await device.close();
  }
};
