import { describe, expect, test } from 'vitest';
import { memberOf } from '#services/staff/check-pin.ts';
import { member, shopStaff } from '../../support/staff-kit.ts';
import { knownKit } from './known-kit.ts';

describe('no alarm is raised', () => {
  test('by a list of an earlier version, which is sealed from then on', async () => {
    const { start, disk, told } = knownKit();
    disk.staff.people = shopStaff.map((one) => ({ ...one, pin: { ...one.pin, role: undefined } }));
    Object.assign(disk.staff, { versions: [], seal: 'none' });
    const { known } = await start();
    expect(known.unread).toEqual([]);
    expect(disk.staff.seal).toBe('ours');
    await start();
    await start('training');
    expect([...told(), ...told('training')]).toEqual([]);
  });

  test('by what was changed at the till, before or after a restart', async () => {
    const { start, told, journals } = knownKit();
    const { known } = await start();
    known.staff.write([...known.staff.read(), member('Mei', 'cashier', '5093')]);
    await known.compare();
    const rows = journals.live.activity.length;
    await start();
    expect(told()).toEqual([]);
    expect(journals.live.activity).toHaveLength(rows);
  });

  test('by what was changed at the till in another environment, but it is recorded', async () => {
    const { start, told } = knownKit();
    const { known, enter } = await start();
    await enter('training');
    known.staff.write(known.staff.read().filter(({ id }) => id !== 'audrey'));
    await enter('live');
    expect(told()).toEqual(['audrey removed at-till']);
    expect(known.unread).toEqual([]);
  });

  test('while the key cannot be opened; the comparison waits for it', async () => {
    const { start, change, disk, told } = knownKit();
    await start();
    change('sun', { role: 'manager' });
    disk.staff.opens = false;
    const { known } = await start();
    expect(told()).toEqual([]);
    disk.staff.opens = true;
    await known.compare();
    expect(told()).toEqual(['sun role outside']);
    expect(memberOf(known.staff, 'sun')).toMatchObject({ role: 'supervisor' });
  });
});

describe('a list that was moved away and begun anew in training', () => {
  const anew = async () => {
    const kit = knownKit();
    await kit.start();
    Object.assign(kit.disk.staff, { people: [], versions: [], seal: 'none' });
    const { known, enter } = await kit.start('training');
    known.staff.write([member('Eve', 'manager', '604183')]);
    await enter('live');
    return { ...kit, known };
  };

  test('is told in live before anybody signs in there, name by name', async () => {
    const { told, known } = await anew();
    expect(told().toSorted()).toEqual(
      ['audrey', 'chen', 'ivan', 'lin', 'sun']
        .map((id) => `${id} removed anew`)
        .concat('eve added anew')
        .toSorted(),
    );
    expect(known.unread).toHaveLength(6);
    expect(known.staff.read().map(({ name }) => name)).toEqual(['Eve']);
  });

  test('is told to managers until one has read it, also after a restart', async () => {
    const { start, journals } = await anew();
    const { known } = await start();
    expect(known.unread).toHaveLength(6);
    known.read({ id: 'eve', name: 'Eve', role: 'manager' });
    expect(known.unread).toEqual([]);
    expect(journals.live.lastRecord('differences-read')?.record).toMatchObject({ by: { name: 'Eve' } });
    expect((await start()).known.unread).toEqual([]);
  });

  test('has no secret of anybody’s in the journal', async () => {
    const { journals } = await anew();
    const rows = JSON.stringify(journals.live.activity);
    for (const { pin } of shopStaff) expect(rows).not.toContain(pin.hash);
  });
});
