/** A till that the owner renames at the office, or whose store gets another name. */
import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { manager, officeKit } from './office-kit.ts';

const { heartbeat } = PACE.office;
const NAMES = { storeName: 'Garden Café Mitte', stationName: 'Window' };

test('a till hears what it is called with its next heartbeat, shows it, and knows it after a restart', async () => {
  const { clock, office, desk, openDesk, vault, changes } = officeKit();
  await desk.start();
  await clock.pass(heartbeat);
  expect(desk.standing.connected).toMatchObject({ storeName: 'Garden Café', stationName: 'Till 2' });
  office.names = NAMES;
  let shown = 0;
  changes.on('status', () => void (shown += 1));
  await clock.pass(heartbeat);
  expect(desk.standing.connected).toMatchObject(NAMES);
  expect(shown).toBe(1);
  await desk.stop();
  expect(vault.kept).toMatchObject(NAMES);
  const restarted = openDesk();
  await restarted.start();
  expect(restarted.standing.connected).toMatchObject(NAMES);
  await restarted.stop();
});

test('it then tells the office that it knows, so that neither says it again', async () => {
  const { clock, office, desk, vault } = officeKit();
  let stored = 0;
  const store = vault.store.bind(vault);
  vault.store = async (credential) => {
    stored += 1;
    return store(credential);
  };
  office.names = NAMES;
  await desk.start();
  await clock.pass(3 * heartbeat);
  expect(office.pushes.at(-1)?.state.knownAs).toEqual(NAMES);
  expect(stored).toBe(1);
  await desk.stop();
});

test('a name that cannot be kept is shown, and neither stops the pushes nor ends the till', async () => {
  const { clock, office, desk, journal, vault, sellOne } = officeKit();
  vault.refuses = true;
  office.names = NAMES;
  await desk.start();
  await clock.pass(heartbeat);
  sellOne();
  await clock.pass(heartbeat);
  expect(desk.standing.connected).toMatchObject(NAMES);
  expect(office.last).toEqual(journal.head());
  await desk.stop();
});

test('a till that is disconnected at this moment stays disconnected', async () => {
  const { clock, office, desk, vault } = officeKit();
  await desk.start();
  await clock.pass(heartbeat);
  office.names = NAMES;
  const heard = clock.pass(heartbeat);
  await desk.disconnect({ by: manager, approvedBy: manager });
  await heard;
  await desk.stop();
  expect(vault.kept).toBeNull();
});

test('an office whose answer cannot be true does not name the till', async () => {
  const { clock, office, desk, sellOne } = officeKit();
  await desk.start();
  await clock.pass(heartbeat);
  office.says = { answer: 'taken', cursor: office.last, named: NAMES };
  sellOne();
  await clock.pass(heartbeat);
  expect(desk.standing.connected).toMatchObject({ storeName: 'Garden Café', stationName: 'Till 2' });
  await desk.stop();
});
