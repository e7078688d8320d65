/** What a till is told about its names at the office. */
import { expect, test } from 'vitest';
import type { Push } from '#domain/office/push.ts';
import { workOutAgain } from '../../../src-office/journal/again/due-again.ts';
import { renameStation } from '../../../src-office/stations/stations.ts';
import { renameStore } from '../../../src-office/stations/stores.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import {
  enrolledTill,
  handOutside,
  pushed,
  pushOf,
  readJournal,
  tillState,
} from '../../support/office/tills.ts';
import { thrown } from '../../support/office/thrown.ts';

const AT_FIRST = { storeName: 'Main street', stationName: 'Front' };

onEachDatabase((tested) => {
  const till = async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const file = newJournalFile();
    sell(openForTest(file), 'T1-1');
    const journal = readJournal(file);
    await pushed(database, shown, pushOf(journal, 0, 3));
    const beat = (knownAs: Push['state']['knownAs']): Push => ({
      ...pushOf(journal, 3, 3),
      state: tillState({ knownAs }),
    });
    const heard = async (knownAs: Push['state']['knownAs']) => {
      const answer = await pushed(database, shown, beat(knownAs));
      return answer.answer === 'taken' ? answer.named : answer;
    };
    const [{ store = '' } = {}] = (await database.query('SELECT store FROM stores')) as { store?: string }[];
    return { database, shown, store, heard };
  };

  test('a till hears a new name of its own and of its store with its next push, until it knows them', async () => {
    const { database, shown, store, heard } = await till();
    expect(await heard(AT_FIRST)).toBeUndefined();
    await renameStation(database, shown.station, 'Window');
    const named = { ...AT_FIRST, stationName: 'Window' };
    expect(await heard(AT_FIRST)).toEqual(named);
    expect(await heard(named)).toBeUndefined();
    await database.transaction((statements) => renameStore(statements, store, 'Main street 1'));
    expect(await heard(named)).toEqual({ storeName: 'Main street 1', stationName: 'Window' });
  });

  test('a till of before, which says nothing of its names, is told nothing', async () => {
    const { database, shown, heard } = await till();
    await renameStation(database, shown.station, 'Window');
    expect(await heard(undefined)).toBeUndefined();
  });

  test('a store that was renamed before its till first asked has its new name', async () => {
    const { database, store, heard } = await till();
    await database.query("UPDATE stores SET name = 'Old mill' WHERE store = $1", [store]);
    expect(await heard(AT_FIRST)).toEqual({ ...AT_FIRST, storeName: 'Old mill' });
  });

  test('a store that a process of an earlier version has renamed has its new name with the next look', async () => {
    const { database, store, heard } = await till();
    expect(await heard(AT_FIRST)).toBeUndefined();
    await database.query("UPDATE stores SET name = 'Old mill' WHERE store = $1", [store]);
    await workOutAgain(database, thrown);
    expect(await heard(AT_FIRST)).toEqual({ ...AT_FIRST, storeName: 'Old mill' });
  });

  test('a till that somebody holds keeps no other from hearing its new name, and waits for the next look', async () => {
    const { database, another } = tested();
    const other = await another();
    // An embedded database has one process.
    if (other === database) return;
    const { shown, store, heard } = await till();
    expect(await heard(AT_FIRST)).toBeUndefined();
    await database.query("UPDATE stores SET name = 'Old mill' WHERE store = $1", [store]);
    await database.transaction(async ({ query }) => {
      await query('SELECT station FROM stations WHERE station = $1 FOR UPDATE', [shown.station]);
      await workOutAgain(other, thrown);
    });
    expect(await heard(AT_FIRST)).toBeUndefined();
    await workOutAgain(other, thrown);
    expect(await heard(AT_FIRST)).toEqual({ ...AT_FIRST, storeName: 'Old mill' });
  });
});
