/** Looks for secrets, in each way that a text may write them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { unzip } from '../../../test/files/unzip.ts';
import { ACCOUNTS } from '../../../test/support/network/both-gateways.ts';
import { filesBelow } from '../../../test/support/station.ts';
import type { Attacked } from '../attacked.ts';

export const heapOf = async (app: ElectronApplication, page: Page): Promise<string> => {
  const session = await app.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
};

/** What anybody on this computer sees of other processes, as far as this user may. */
export const processes = (file: 'cmdline' | 'environ'): string =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => {
      try {
        return readFileSync(join('/proc', pid, file), 'latin1');
      } catch {
        return '';
      }
    })
    .join('\n');

const formsOf = (secret: string): readonly string[] => [
  secret,
  // As Chromium and Windows keep texts; files are read here byte by byte.
  Buffer.from(secret, 'utf16le').toString('latin1'),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64').replaceAll('=', '').slice(0, -1),
  Buffer.from(`${ACCOUNTS.live.siteId}:${secret}`).toString('base64').replaceAll('=', '').slice(0, -1),
];

const isIn = (text: string, secret: string): boolean => formsOf(secret).some((form) => text.includes(form));

export const bundlesIn = (home: string): string =>
  filesBelow(join(home, 'support'))
    .map(({ bytes }) => JSON.stringify(unzip(bytes)))
    .join('\n');

export interface Place {
  readonly where: string;
  readonly text: string;
  /** What is there, or nothing could be found there. */
  readonly has: string;
  /** Left out: all of them. */
  readonly but?: readonly string[];
}

export const judge = (
  places: readonly Place[],
  secrets: Readonly<Record<string, string>>,
): readonly Attacked[] =>
  places.map(({ where, text, has, but = [] }) => {
    const sought = Object.entries(secrets).filter(([name]) => !but.includes(name));
    const found = sought.filter(([, secret]) => isIn(text, secret)).map(([name]) => name);
    return {
      name: `secrets: ${where}`,
      outcome: `${found.join(' and ') || 'nothing'} found of ${sought.map(([name]) => name).join(', ')} in ${Math.ceil(text.length / 1024)} kB${text.includes(has) ? '' : `, BUT NOT EVEN ${has}`}`,
      held: found.length === 0 && text.includes(has),
    };
  });
