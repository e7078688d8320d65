import { describe, expect, test } from 'vitest';
import { memberOf } from '#services/staff/check-pin.ts';
import { NO_PIN } from '#services/staff/staff-ports.ts';
import { member, shopStaff } from '../../support/staff-kit.ts';
import { knownKit } from './known-kit.ts';

const pinOf = (id: string) => shopStaff.find((one) => one.id === id)!.pin;

describe('a staff list that was changed outside of the till', () => {
  const started = async () => {
    const kit = knownKit();
    await kit.start();
    expect(kit.told()).toEqual([]);
    return kit;
  };

  test('gives nobody a role: the role that the journal knows holds, on disk too', async () => {
    const { start, change, told, disk, differences } = await started();
    change('sun', { role: 'manager' });
    const { known } = await start();
    expect(told()).toEqual(['sun role outside']);
    expect(differences()[0]).toMatchObject({ person: { role: 'supervisor' }, found: { role: 'manager' } });
    expect(memberOf(known.staff, 'sun')).toMatchObject({ role: 'supervisor', pin: pinOf('sun') });
    expect(disk.staff).toMatchObject({ seal: 'ours' });
    await start();
    expect(told()).toHaveLength(1);
  });

  test('gives nobody a PIN: a person whose PIN was changed has none until a manager sets a new one', async () => {
    const { start, change, told } = await started();
    change('chen', { pin: pinOf('lin') });
    const { known } = await start();
    expect(told()).toEqual(['chen pin outside']);
    expect(memberOf(known.staff, 'chen')?.pin).toEqual(NO_PIN);
    expect(memberOf(known.staff, 'lin')?.pin).toEqual(pinOf('lin'));
  });

  test('cannot add, remove or rename anybody', async () => {
    const { start, change, disk, told } = await started();
    change('lin', { name: 'Chen' });
    const without = disk.staff.people.filter(({ id }) => id !== 'audrey');
    disk.staff.people = [...without, member('Eve', 'manager', '830219')];
    const { known } = await start();
    expect(told()).toEqual(['lin name outside', 'audrey removed outside', 'eve added outside']);
    expect(known.staff.read().map(({ name }) => name)).toEqual(['Lin', 'Sun', 'Chen', 'Audrey', 'Ivan']);
    expect(memberOf(known.staff, 'audrey')?.pin).toEqual(NO_PIN);
  });

  test('while the till runs is found at the next sign-in, and everybody keeps their PIN', async () => {
    const { start, change, told } = await started();
    const { known } = await start();
    change('chen', { pin: pinOf('lin') });
    change('lin', { role: 'manager' });
    await known.compare();
    expect(told()).toEqual(['lin role outside', 'chen pin outside']);
    expect(known.staff.read()).toEqual(shopStaff);
  });

  test('while the till runs cannot be moved away to begin it anew', async () => {
    const { start, disk } = await started();
    const { known } = await start();
    Object.assign(disk.staff, { people: [], versions: [], seal: 'none' });
    await known.compare();
    expect(known.staff.read()).toEqual(shopStaff);
  });

  test('is found whichever way its seal was taken off', async () => {
    const { start, disk, told } = await started();
    disk.staff.people = disk.staff.people.map((one) => ({ ...one, pin: { ...one.pin, role: undefined } }));
    disk.staff.people = disk.staff.people.map((one) =>
      one.id === 'lin' ? { ...one, role: 'manager' } : one,
    );
    Object.assign(disk.staff, { versions: [], seal: 'none' });
    await start();
    expect(told()).toEqual(['lin role outside']);
  });

  test('by an older copy of it, with the right seal, brings nobody back', async () => {
    const { start, disk, told } = await started();
    const older = { ...disk.staff };
    const { known } = await start();
    known.staff.write(known.staff.read().filter(({ id }) => id !== 'chen'));
    Object.assign(disk.staff, older);
    const later = await start();
    expect(told()).toEqual(['chen added outside']);
    expect(memberOf(later.known.staff, 'chen')).toBeUndefined();
  });

  test('by an older copy that was then written on brings nobody back either', async () => {
    const { start, disk, told } = await started();
    const older = { ...disk.staff };
    const { known } = await start();
    known.staff.write(known.staff.read().filter(({ id }) => id !== 'chen'));
    Object.assign(disk.staff, older);
    const { known: trained, enter } = await start('training');
    for (let times = 0; times < 5; times += 1) trained.staff.write(trained.staff.read());
    await enter('live');
    expect(told()).toEqual(['chen added outside']);
    expect(memberOf(trained.staff, 'chen')).toBeUndefined();
  });

  test('in an environment that knows nobody yet is believed only of PINs that prove themselves', async () => {
    const { start, disk, told } = knownKit();
    disk.staff.people = disk.staff.people.map((one) =>
      one.id === 'lin' ? { ...one, role: 'manager' } : one,
    );
    disk.staff.seal = 'broken';
    const { known } = await start('training');
    expect(told('training')).toEqual(['lin pin-unproven outside']);
    expect(memberOf(known.staff, 'lin')?.pin).toEqual(NO_PIN);
    expect(memberOf(known.staff, 'chen')?.pin).toEqual(pinOf('chen'));
  });
});

describe('a staff list that says itself how it came to be', () => {
  /** What live last knew it by; anyone can read this in the file. */
  const forged = async () => {
    const kit = knownKit();
    await kit.start('live');
    return { ...kit, versions: kit.disk.staff.versions };
  };

  test('is not believed without its seal, when training, which knows nobody yet, is opened first', async () => {
    const { start, change, disk, told, versions } = await forged();
    change('lin', { name: 'Chen the Second' });
    disk.staff.versions = versions;
    const { enter, known } = await start('training');
    await enter('live');
    expect(told('live')).toEqual(['lin name anew']);
    expect(known.unread).toHaveLength(1);
  });

  test('is not believed where it is empty and a first manager goes on with it', async () => {
    const { start, disk, told, versions } = await forged();
    Object.assign(disk.staff, { people: [], versions, seal: 'none' });
    const { enter, known } = await start('training');
    known.staff.write([member('Eve', 'manager', '604183')]);
    await enter('live');
    expect(told('live')).toContain('eve added anew');
    expect(known.unread).toHaveLength(6);
  });

  test('that live has put right raises no alarm in training', async () => {
    const { start, change, told } = await forged();
    const first = await start('live');
    await first.enter('training');
    first.known.staff.write(first.known.staff.read().filter(({ id }) => id !== 'audrey'));
    await first.enter('live');
    change('lin', { role: 'manager' });
    const { enter, known } = await start('live');
    expect(told('live')).toEqual(['audrey removed at-till', 'lin role outside']);
    known.staff.write(known.staff.read().filter(({ id }) => id !== 'ivan'));
    await enter('training');
    expect(told('training')).toEqual(['ivan removed at-till']);
  });
});
