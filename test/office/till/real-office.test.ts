/** The till's side of the office against the real office, over HTTP: each understands what the other says. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { Changes } from '#services/changes.ts';
import { OfficeDesk } from '#services/office/office-desk.ts';
import { openOffices } from '#office/open-offices.ts';
import { systemClock } from '#electron/system/clock.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { tillDoor } from '../../../src-office/doors/till/till-door.ts';
import { serve } from '../../../src-office/serve.ts';
import { codeForNewTill, codeForReplacing } from '../../../src-office/stations/codes.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { acting, tillState } from '../../services/office/office-kit.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { plainNetwork } from '../../support/network/plain-network.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { memoryNote, memoryOfficeVault } from '../../support/office/memory-office.ts';
import { handOutside } from '../../support/office/tills.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';

const outside = handOutside();
const patiently = (is: () => boolean | Promise<boolean>): Promise<unknown> =>
  vi.waitUntil(is, { timeout: PATIENCE_MS, interval: 50 });

const openOffice = async (database: Database) => {
  const streams = openStreams(database, outside, () => undefined);
  const door = tillDoor({ database, outside, streams });
  const listening = await serve(door, { host: '127.0.0.1', port: 0, tls: null });
  onTestFinished(async () => {
    streams.close();
    await listening.close();
  });
  return { url: listening.url, streams };
};

const noDraft = (): never => {
  throw new Error('nothing is restored here');
};

const openTill = () => {
  const journal = openForTest(newJournalFile());
  const hints: string[] = [];
  const changes = new Changes(silentLog);
  const vault = memoryOfficeVault();
  const desk = new OfficeDesk({
    clock: systemClock,
    ids: countingIds(),
    log: { ...silentLog, hide: () => undefined },
    journal,
    note: memoryNote(),
    changes,
    offices: openOffices(plainNetwork),
    vault,
    identity: '7HJ2K9',
    environment: 'live',
    care: { draft: noDraft },
    tillState: () => tillState,
    hint: (reference) => void hints.push(reference),
  });
  onTestFinished(async () => desk.stop());
  return { journal, hints, changes, vault, desk };
};

const last = z.array(z.strictObject({ sequence: z.coerce.number(), hash: z.string() }));
const lastAt = async (database: Database): Promise<unknown> => {
  const rows = await database.query('SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1', []);
  return last.parse(rows)[0];
};

onEachDatabase((tested) => {
  test('a till is let in by its code, its whole journal arrives, a hint comes back, and a replaced till hears of it', async () => {
    const { database } = tested();
    const { url, streams } = await openOffice(database);
    const { store } = await addStore(database, outside, 'Main street');
    const { journal, hints, changes, vault, desk } = openTill();
    for (let sale = 1; sale <= 30; sale += 1) sell(journal, `T1-${String(sale)}`);
    const code = await codeForNewTill(database, outside, { store, name: 'Front' });
    expect(await desk.connect({ address: url, code: code!.code }, acting)).toEqual({ connected: true });
    expect(desk.standing.connected).toMatchObject({ storeName: 'Main street', stationName: 'Front' });
    await patiently(() => desk.standing.confirmedAt !== null && desk.standing.behind === null);
    expect(await lastAt(database)).toEqual(journal.head());

    sell(journal, 'T1-31');
    changes.emit('written');
    await patiently(() => desk.standing.behind === null);
    expect(await lastAt(database)).toEqual(journal.head());

    const kept = vault.kept;
    if (kept === null || kept === 'unopened') throw new Error('no credential was kept');
    await patiently(async () => {
      await streams.publish(kept.station, { type: 'hint', reference: 'T1-31' });
      return hints.includes('T1-31');
    });

    const replacing = await codeForReplacing(database, outside, kept.station);
    const enrolment = { code: replacing!.code, installation: '7HJ2K9', state: tillState };
    const restored = await fetch(`${url}/till/1/restore`, {
      method: 'POST',
      body: JSON.stringify(enrolment),
    });
    expect(restored.status).toBe(201);
    await patiently(() => desk.isReplaced);
    expect(desk.standing.trouble).toBe('replaced');
  });

  test('a code that was used is refused by name', async () => {
    const { database } = tested();
    const { url } = await openOffice(database);
    const { store } = await addStore(database, outside, 'Main street');
    const code = await codeForNewTill(database, outside, { store, name: 'Front' });
    await openTill().desk.connect({ address: url, code: code!.code }, acting);
    const answer = await openTill().desk.connect({ address: url, code: code!.code }, acting);
    expect(answer).toEqual({ connected: false, why: 'used-code' });
  });
});
