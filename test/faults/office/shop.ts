/** A database with two real office processes and tills that push to them; the faults happen here. */
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../../src-office/database/database.ts';
import { openPostgres } from '../../../src-office/database/postgres.ts';
import type { Compared } from '../../office/load/compare-books.ts';
import { compareBooks, NO_BOOKS, readBooks } from '../../office/load/compare-books.ts';
import type { EnrolledTill } from '../../office/load/enrolled.ts';
import { enrolTills, send } from '../../office/load/enrolled.ts';
import type { OfficeProcess } from '../../office/load/office-process.ts';
import { startOfficeProcess } from '../../office/load/office-process.ts';
import { addressIn, kill, startServer, stop } from '../../support/office/postgres-server.ts';

/** What is confirmed is on the disk, here and on every standby. */
const SETTINGS = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', max_wal_senders: '4' };

/** Eleven in the morning, UTC. */
const START = Date.UTC(2026, 10, 23, 11);

const TILLS = 4;
const SALES = 12;
/** Of one push. */
const ROWS = 6;
const PATIENCE = 60_000;

export interface OfficeShop {
  readonly programs: string;
  /** The folder of the server that writes. */
  readonly server: string;
  readonly settings: typeof SETTINGS;
  readonly offices: [OfficeProcess, OfficeProcess];
  readonly tills: readonly EnrolledTill[];
  readonly database: Database;
  newFolder(): Promise<string>;
  /** Gives each till new rows. */
  sellMore(): void;
  /** From now on the database's name leads to the server in this folder. */
  pointAt(folder: string): Promise<void>;
  restart(office: 0 | 1): Promise<void>;
  /**
   * Sends everything the tills have, repeatedly until it is confirmed; `onPush` after each confirmed push.
   */
  pushAll(onPush?: (done: number) => Promise<void>): Promise<void>;
  compare(): Promise<Compared>;
  close(): Promise<void>;
}

/** Waits until the office has all of this till's rows; whatever fails is tried again by the other process. */
const pushOne = async (shop: OfficeShop, one: EnrolledTill, onPush: () => Promise<void>): Promise<void> => {
  const until = Date.now() + PATIENCE;
  for (let tried = 0; one.till.waiting > 0; tried += 1) {
    const office = shop.offices[tried % 2 === 0 ? 0 : 1];
    const answer = await send(office.url, one.authorization, one.till.push(ROWS)).catch((error: unknown) => {
      if (Date.now() > until) throw error;
    });
    if (answer) {
      one.till.told(answer);
      await onPush();
    } else await wait(50);
  }
};

export const openOfficeShop = async (programs: string): Promise<OfficeShop> => {
  const folders: string[] = [];
  const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'countertop-office-'));
    folders.push(folder);
    return folder;
  };
  const [home, server] = [await newFolder(), await newFolder()];
  await startServer({ folder: server, owner: process.pid }, programs, SETTINGS);
  const name = join(home, 'writes');
  await symlink(server, name);
  const address = addressIn(name, 'postgres');
  const start = (): Promise<OfficeProcess> => startOfficeProcess(address, home, 'ignore');
  const offices: [OfficeProcess, OfficeProcess] = [await start(), await start()];
  const database = openPostgres(address);
  const tills = await enrolTills(database, TILLS);
  let minute = 0;
  const shop: OfficeShop = {
    ...{ programs, server, settings: SETTINGS, offices, tills, database, newFolder },
    sellMore: () => {
      for (let sale = 0; sale < SALES; sale += 1) {
        minute += 1;
        for (const { till } of tills) till.sell(START + minute * 60_000);
      }
    },
    pointAt: async (folder) => {
      await symlink(folder, `${name}-next`);
      await rename(`${name}-next`, name);
    },
    restart: async (office) => {
      await offices[office].kill();
      offices[office] = await start();
    },
    pushAll: async (onPush = () => Promise.resolve()) => {
      let done = 0;
      await Promise.all(
        tills.map((one) =>
          pushOne(shop, one, () => {
            done += 1;
            return onPush(done);
          }),
        ),
      );
    },
    compare: async () => {
      const books = tills.map(({ station, till }) => ({ ...till.book, station }));
      return compareBooks(NO_BOOKS, await readBooks(database), books);
    },
    close: async () => {
      await database.close();
      await Promise.all(offices.map((office) => office.kill()));
      for (const folder of folders) await kill(folder);
      for (const folder of folders) await stop(folder);
      await rm(home, { recursive: true, force: true });
    },
  };
  return shop;
};
