import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { Changes } from '#services/changes.ts';
import { PhoneAccess } from '#services/training/phone-access.ts';
import type { LanAddress } from '#services/training/phone-port.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { recorded } from '../../support/recorded-changes.ts';
import { silentLog } from '../../support/station-kit.ts';

const WIFI: LanAddress = { network: 'Wi-Fi', address: '192.168.1.5' };
const CABLE: LanAddress = { network: 'Ethernet', address: '10.0.0.2' };

/** A till in these networks, with a door that opens unless it is told to refuse. */
const phoneKit = (networks: readonly LanAddress[], chosen = '') => {
  const clock = new HandClock();
  const changes = new Changes(silentLog);
  const computer = { networks, refuses: false };
  const door = { at: [] as string[], opened: 0 };
  const access = new PhoneAccess(
    {
      clock,
      changes,
      log: silentLog,
      lanAddresses: () => computer.networks,
      door: {
        open: (address) => {
          door.at = [];
          door.opened += 1;
          if (computer.refuses) return Promise.reject(new Error('EACCES'));
          door.at = [address];
          return Promise.resolve(`http://${address}:7425`);
        },
        shut: () => Promise.resolve(void (door.at = [])),
        linkTo: ({ merchantTransactionId }) => door.at[0] && `${door.at[0]}/${merchantTransactionId}`,
      },
    },
    chosen,
  );
  const later = () => clock.pass(PACE.phoneAddress);
  return { access, computer, door, later, statuses: recorded(changes, 'status') };
};

test('phones come in at the address of the shop’s network, and the till says where', async () => {
  const { access, door, statuses } = phoneKit([WIFI, CABLE]);
  await access.start();
  expect(access.state).toEqual({ at: 'open', origin: 'http://192.168.1.5:7425' });
  expect(door.at).toEqual(['192.168.1.5']);
  expect(access.linkTo('T1-1')).toBe('192.168.1.5/T1-1');
  expect(statuses).toHaveLength(1);
});

test('a changed address is followed within seconds, and nothing is opened again while it stays', async () => {
  const { access, computer, door, later, statuses } = phoneKit([WIFI]);
  await access.start();
  await later();
  expect([door.opened, statuses.length]).toEqual([1, 1]);
  computer.networks = [{ ...WIFI, address: '192.168.1.77' }];
  await later();
  expect(access.state).toEqual({ at: 'open', origin: 'http://192.168.1.77:7425' });
  expect([door.at, statuses.length]).toEqual([['192.168.1.77'], 2]);
});

test('without a network no phone comes in, until there is one again', async () => {
  const { access, computer, door, later, statuses } = phoneKit([WIFI]);
  await access.start();
  computer.networks = [];
  await later();
  expect([access.state.at, door.at, access.linkTo('T1-1')]).toEqual(['no-network', [], null]);
  await later();
  expect(statuses).toHaveLength(2);
  computer.networks = [WIFI];
  await later();
  expect(access.state.at).toBe('open');
});

test('no other network stands in for the one that the manager has chosen', async () => {
  const { access, computer, door, later } = phoneKit([WIFI, CABLE], 'Ethernet');
  await access.start();
  expect(door.at).toEqual(['10.0.0.2']);
  computer.networks = [WIFI];
  await later();
  expect([access.state.at, door.at]).toEqual(['no-network', []]);
});

test('a computer that does not let the till listen is asked again and again, and the till says so once', async () => {
  const { access, computer, later, statuses } = phoneKit([WIFI]);
  computer.refuses = true;
  await access.start();
  await later();
  expect([access.state.at, statuses.length]).toEqual(['refused', 1]);
  computer.refuses = false;
  await later();
  expect([access.state.at, statuses.length]).toEqual(['open', 2]);
});

test('once it is stopped no phone comes in, and nothing opens the door again', async () => {
  const { access, computer, door, later } = phoneKit([WIFI]);
  await access.start();
  await access.stop();
  expect(door.at).toEqual([]);
  computer.networks = [CABLE];
  await later();
  expect([door.at, door.opened]).toEqual([[], 1]);
});

test('a stop while the door is opening shuts it', async () => {
  const { access, door, later } = phoneKit([WIFI]);
  const opening = access.start();
  await access.stop();
  await opening;
  await later();
  expect(door.at).toEqual([]);
});
