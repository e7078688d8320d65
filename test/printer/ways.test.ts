import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { sendToDevice } from '#printer/device.ts';
import type { RawPrintJob } from '#printer/send-bytes.ts';
import { sendOverTcp } from '#printer/tcp.ts';
import { temporaryFolder } from '../sqlite/kit/new-journal.ts';

/** Far more than a network or a pipe buffers when nobody reads. */
const LONG = Buffer.alloc(32_000_000, 'receipt ');

const job = (address: string, change: Partial<RawPrintJob> = {}): RawPrintJob => ({
  address,
  bytes: Buffer.from('one receipt'),
  onReached: () => undefined,
  signal: new AbortController().signal,
  ...change,
});

/** A network printer that treats each connection as the test says; `received` has the bytes it read. */
const networkPrinter = async (behave: (caller: Socket) => void, options = { allowHalfOpen: false }) => {
  const received: Buffer[] = [];
  const callers = new Set<Socket>();
  const server = createServer(options, (caller) => {
    callers.add(caller);
    caller.on('error', () => undefined);
    behave(caller);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const caller of callers) caller.destroy();
    server.close();
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, received, callers, server };
};

describe('a printer on the network', () => {
  test('gets every byte, and has printed when it closes the connection', async () => {
    const received: Buffer[] = [];
    const { address } = await networkPrinter((caller) => caller.on('data', (bytes) => received.push(bytes)));
    const reached: number[] = [];
    const onReached = (): void => void reached.push(received.length);
    expect(await sendOverTcp(job(address, { onReached }))).toEqual({ printed: true });
    expect(Buffer.concat(received).toString()).toBe('one receipt');
    expect(reached).toEqual([0]);
  });

  test('that is off is unreachable, and nothing counts as sent', async () => {
    const { address, server } = await networkPrinter(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const onReached = (): void => expect.unreachable();
    expect(await sendOverTcp(job(address, { onReached }))).toMatchObject({ why: 'unreachable' });
  });

  test('that takes everything and hangs is abandoned after the timeout', async () => {
    const given = new AbortController();
    const { address, callers } = await networkPrinter(
      (caller) => {
        caller.resume();
        caller.on('end', () => given.abort());
      },
      { allowHalfOpen: true },
    );
    expect(await sendOverTcp(job(address, { signal: given.signal }))).toMatchObject({ why: 'silent' });
    expect(callers.size).toBe(1);
  });

  test('that accepts the connection and reads nothing is abandoned after the timeout', async () => {
    const given = new AbortController();
    const { address } = await networkPrinter((caller) => caller.pause());
    const onReached = (): void => void setImmediate(() => given.abort());
    const sent = await sendOverTcp(job(address, { bytes: LONG, onReached, signal: given.signal }));
    expect(sent).toMatchObject({ why: 'silent' });
  });

  test('that stops half-way has broken off', async () => {
    const { address } = await networkPrinter((caller) => caller.once('data', () => caller.resetAndDestroy()));
    expect(await sendOverTcp(job(address, { bytes: LONG }))).toMatchObject({ why: 'broke-off' });
  });

  test('that has taken every byte and then resets the connection may have printed, and has not broken off', async () => {
    const { address, received } = await networkPrinter(
      (caller) =>
        caller.on('data', (bytes) => received.push(bytes)).on('end', () => caller.resetAndDestroy()),
      { allowHalfOpen: true },
    );
    expect(await sendOverTcp(job(address))).toMatchObject({ why: 'silent' });
    expect(Buffer.concat(received).toString()).toBe('one receipt');
  });

  test('gets nothing if the copy could not be journaled', async () => {
    const received: Buffer[] = [];
    const { address } = await networkPrinter((caller) => caller.on('data', (bytes) => received.push(bytes)));
    const onReached = (): void => {
      throw new Error('disk full');
    };
    await expect(sendOverTcp(job(address, { onReached }))).rejects.toThrow('disk full');
    expect(received).toEqual([]);
  });
});

describe('a printer behind a device file', () => {
  const pipe = (): string => {
    const file = join(temporaryFolder(), 'lp0');
    execFileSync('mkfifo', [file]);
    return file;
  };

  /** A terminal of the system that nobody has set up: it turns LF into CR LF. */
  const serialLine = async () => {
    const script = spawn('script', [
      '--quiet',
      '--flush',
      '--command',
      'tty; exec cat > /dev/null',
      '/dev/null',
    ]);
    onTestFinished(() => void script.kill());
    let received = Buffer.alloc(0);
    script.stdout.on('data', (bytes: Buffer) => (received = Buffer.concat([received, bytes])));
    await vi.waitFor(() => expect(received.toString()).toContain('\r\n'));
    const path = received.toString().trim();
    received = Buffer.alloc(0);
    return { path, received: () => received };
  };

  test('gets every byte', async () => {
    const file = pipe();
    const reader = await open(file, 'r+');
    expect(await sendToDevice(job(file))).toEqual({ printed: true });
    const { buffer, bytesRead } = await reader.read();
    await reader.close();
    expect(buffer.subarray(0, bytesRead).toString()).toBe('one receipt');
  });

  test('that is missing, or has no printer behind it, is unreachable', async () => {
    const onReached = (): void => expect.unreachable();
    expect(await sendToDevice(job('/nowhere/lp0', { onReached }))).toMatchObject({ why: 'unreachable' });
    expect(await sendToDevice(job(pipe(), { onReached }))).toMatchObject({ why: 'unreachable' });
  });

  test('that stops taking bytes is abandoned after the timeout, without a thread that waits for ever', async () => {
    const file = pipe();
    const reader = await open(file, 'r+');
    const given = new AbortController();
    const sent = sendToDevice(job(file, { bytes: LONG, signal: given.signal }));
    await reader.read();
    given.abort();
    expect(await sent).toMatchObject({ why: 'silent' });
    await reader.close();
  });

  test.runIf(process.platform === 'linux')(
    'that is a serial line gets every byte as it is, at the speed that was given',
    async () => {
      const { path, received } = await serialLine();
      const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      expect(await sendToDevice(job(`${path},19200`, { bytes }))).toEqual({ printed: true });
      await vi.waitFor(() => expect(received().length).toBeGreaterThanOrEqual(bytes.length));
      expect(received().toString('hex')).toBe(Buffer.from(bytes).toString('hex'));
      expect(execFileSync('stty', ['-F', path, 'speed']).toString().trim()).toBe('19200');
    },
  );

  test.runIf(process.platform === 'linux')(
    'that is a serial line without the speed that was given is unreachable',
    async () => {
      const { path } = await serialLine();
      const onReached = (): void => expect.unreachable();
      expect(await sendToDevice(job(`${path},12345`, { onReached }))).toMatchObject({ why: 'unreachable' });
    },
  );

  test.each([
    ['a folder', () => temporaryFolder()],
    ['a disk', () => '/dev/loop0'],
  ])('%s is never written to', async (_name, pathOf) => {
    const onReached = (): void => expect.unreachable();
    expect(await sendToDevice(job(pathOf(), { onReached }))).toMatchObject({ why: 'unreachable' });
  });

  test('that is an ordinary file is never written to, whatever the settings say', async () => {
    const file = join(temporaryFolder(), 'journal.db');
    writeFileSync(file, 'the journal');
    expect(await sendToDevice(job(file))).toMatchObject({ why: 'unreachable' });
    expect(readFileSync(file, 'utf8')).toBe('the journal');
  });
});
