/** How a till gets to know its office, and forgets it. */
import { describe, expect, test, vi } from 'vitest';
import { ENROLMENT_REFUSALS } from '#domain/office/enrolment.ts';
import { PACE } from '#domain/pace.ts';
import { credential } from '../../support/office/fake-office.ts';
import { acting, officeKit } from './office-kit.ts';

const { gather } = PACE.office;
const MINUTE = 60_000;

describe('connecting', () => {
  test('with address and code: the credential is kept, said in the journal, hidden from the log, and used', async () => {
    const { clock, journal, office, vault, hidden, desk, sellOne, typed, records } = officeKit(false);
    sellOne();
    expect(await desk.connect(typed, acting)).toEqual({ connected: true });
    expect(vault.kept).toEqual({ ...credential, connected: journal.head() });
    expect(hidden).toContain(credential.credential);
    const { address, station, storeName, stationName } = credential;
    expect(records('office-connected')).toEqual([
      { type: 'office-connected', ...acting, address, station, storeName, stationName },
    ]);
    await clock.pass(gather);
    expect(office.last).toEqual(journal.head());
    expect(desk.standing.connected).toEqual({ address, storeName, stationName });
    await desk.stop();
  });

  test.each(ENROLMENT_REFUSALS)('refused by the office: %s', async (refusal) => {
    const { office, vault, desk, typed } = officeKit(false);
    office.refusesEnrolment = refusal;
    expect(await desk.connect(typed, acting)).toEqual({ connected: false, why: refusal });
    expect(vault.kept).toBeNull();
  });

  test.each([
    [{ address: '' }, 'no-address'],
    [{ address: 'http://office.example' }, 'not-secure'],
    [{ code: 'K7M2' }, 'malformed-code'],
    [{ code: 'AAAAAAAAAA' }, 'unknown-code'],
  ])('with %j: %s', async (change, why) => {
    const { desk, typed } = officeKit(false);
    expect(await desk.connect({ ...typed, ...change }, acting)).toEqual({ connected: false, why });
  });

  test('without an answer, without a key store, on a full disk, and a second time', async () => {
    const { office, vault, desk, typed, records } = officeKit(false);
    office.isReached = false;
    expect(await desk.connect(typed, acting)).toEqual({ connected: false, why: 'unreachable' });
    office.isReached = true;
    vault.isUnsafe = true;
    expect(await desk.connect(typed, acting)).toEqual({ connected: false, why: 'no-key-store' });
    vault.isUnsafe = false;
    vault.refuses = true;
    expect(await desk.connect(typed, acting)).toEqual({ connected: false, why: 'not-kept' });
    expect([records('office-connected').length, records('office-disconnected').length]).toEqual([1, 1]);
    vault.refuses = false;
    await desk.connect(typed, acting);
    expect(await desk.connect(typed, acting)).toEqual({ connected: false, why: 'connected-already' });
    await desk.stop();
  });

  test('after a power cut amid it, the journal says who has connected the till', async () => {
    const { vault, desk, typed, records } = officeKit(false);
    vault.store = (kept) => {
      vault.kept = kept;
      return new Promise(() => undefined);
    };
    void desk.connect(typed, acting);
    await vi.waitFor(() => expect(vault.kept).not.toBeNull());
    expect(records('office-connected')).toMatchObject([acting]);
  });

  test('a till that cannot write down who has connected it is not connected', async () => {
    const { journal, vault, desk, typed } = officeKit(false);
    journal.record = () => {
      throw new Error('disk full');
    };
    await expect(desk.connect(typed, acting)).rejects.toThrow('disk full');
    expect(vault.kept).toBeNull();
    expect(desk.standing.connected).toBeNull();
  });
});

test('disconnecting forgets the credential and how far the office had got, and nothing more is sent', async () => {
  const { clock, office, vault, note, desk, sellOne, records } = officeKit();
  sellOne();
  await desk.start();
  await clock.pass(gather);
  expect(await desk.disconnect(acting)).toBe(true);
  expect(vault.kept).toBeNull();
  expect(note.read()).toBeNull();
  const { address, station } = credential;
  expect(records('office-disconnected')).toEqual([
    { type: 'office-disconnected', ...acting, address, station },
  ]);
  const before = office.pushes.length;
  sellOne();
  await clock.pass(5 * MINUTE);
  expect(office.pushes.length).toBe(before);
  expect(await desk.disconnect(acting)).toBe(false);
});

test('a disconnection that a power cut broke off is completed at the next start', async () => {
  const { changes, clock, office, vault, note, desk, openDesk, sellOne, typed } = officeKit(false);
  sellOne();
  await desk.connect(typed, acting);
  await clock.pass(gather);
  vault.drop = () => {
    throw new Error('the power is gone');
  };
  await expect(desk.disconnect(acting)).rejects.toThrow('the power is gone');
  await desk.stop();
  vault.drop = () => (vault.kept = null);
  const [again, before] = [openDesk(), office.pushes.length];
  const told = vi.fn();
  changes.on('status', told);
  await again.start();
  expect(told).toHaveBeenCalled();
  sellOne();
  await clock.pass(5 * MINUTE);
  expect([vault.kept, note.read(), office.pushes.length]).toEqual([null, null, before]);
});

test('a till connected again stays so, even if its journal is restored from before and ends with the disconnection', async () => {
  const { journal, office, vault, desk, openDesk, sellOne, typed } = officeKit(false);
  sellOne();
  await desk.connect(typed, acting);
  await desk.disconnect(acting);
  // The row that says so is not in the restored journal.
  const connected = { sequence: journal.head().sequence + 1, hash: 'a'.repeat(64) };
  for (const kept of [{ ...credential, connected }, credential]) {
    vault.kept = kept;
    const again = openDesk();
    await again.start();
    expect(vault.kept).toEqual(kept);
    await vi.waitFor(() => expect(office.listener).not.toBeNull());
    await again.stop();
  }
});

test('a till that is connected to nothing does nothing', async () => {
  const { clock, office, desk, sellOne } = officeKit(false);
  await desk.start();
  sellOne();
  await clock.pass(5 * MINUTE);
  expect(office.pushes).toEqual([]);
  expect(desk.standing).toMatchObject({ connected: null, confirmedAt: null, behind: null, trouble: null });
});

test('a credential that this computer no longer opens is said, until the till is connected anew', async () => {
  const { vault, desk, typed } = officeKit(false);
  vault.kept = 'unopened';
  await desk.start();
  expect(desk.standing).toMatchObject({ connected: null, trouble: 'unopened' });
  await desk.connect(typed, acting);
  expect(desk.standing.trouble).toBeNull();
  await desk.stop();
});

test('a till that closes breaks off what is under way', async () => {
  const { office, desk, sellOne } = officeKit();
  let release = (): void => undefined;
  office.delay = () => new Promise((resolve) => (release = resolve));
  sellOne();
  await desk.start();
  const stopped = desk.stop();
  release();
  await stopped;
  expect(office.pushes.length).toBe(1);
});
