/** Serial lines, which the system treats as terminals until told otherwise. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import { isatty } from 'node:tty';

/** Nothing is translated, swallowed or echoed, and no modem is needed. */
const RAW = ['raw', '-echo', 'clocal'];
/** Eight bits, no parity, one stop bit: what printers use at any speed. */
const FRAME = ['cs8', '-parenb', '-cstopb'];

/**
 * Makes a terminal device pass bytes through unchanged, at `speed` baud if given; any other device does so anyway. Uses
 * `stty`, because Node's own raw mode still turns LF into CR LF. Rejects if that fails.
 */
export const makeRaw = async (
  device: FileHandle,
  speed: number | undefined,
  signal: AbortSignal,
): Promise<void> => {
  if (process.platform === 'win32' || !isatty(device.fd)) return;
  const options = speed === undefined ? RAW : [...RAW, ...FRAME, String(speed)];
  const stty = spawn('stty', options, { stdio: [device.fd, 'ignore', 'ignore'], signal });
  const [code] = (await once(stty, 'close')) as [number | null];
  if (code !== 0) throw new Error(`stty ${options.join(' ')} ended with ${String(code)}`);
};
