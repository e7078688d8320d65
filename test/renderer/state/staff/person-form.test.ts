import { describe, expect, test } from 'vitest';
import { PersonForm } from '../../../../src-renderer/state/staff/person-form.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;

describe('a new person', () => {
  test('starts as a cashier, is added with a PIN typed twice, and the PIN is cleared once main has it', async () => {
    const bridge = openFakeBridge();
    bridge.answer('staff.add', {});
    const form = new PersonForm(bridge, null);
    form.name = 'Mei';
    form.pin = form.again = '5093';
    expect(await form.save()).toBe(true);
    expect(bridge.made('staff.add')).toEqual([{ name: 'Mei', role: 'cashier', pin: '5093' }]);
    expect([form.pin, form.again]).toEqual(['', '']);
  });

  test('needs as many digits as the role requires', () => {
    const form = new PersonForm(openFakeBridge(), null);
    const cashier = form.digits;
    form.role = 'manager';
    expect([cashier, form.digits]).toEqual([4, 6]);
  });

  test('whose two PINs differ is not sent to main', async () => {
    const bridge = openFakeBridge();
    const form = new PersonForm(bridge, null);
    form.pin = '5093';
    form.again = '5094';
    expect(await form.save()).toBe(false);
    expect([form.problem?.code, form.wrong]).toEqual(['pins-differ', 'again']);
    expect(bridge.made('staff.add')).toEqual([]);
  });

  test.each([
    ['name-taken', 'name'],
    ['pin-trivial', 'pin'],
    ['pin-too-short', 'pin'],
    ['pins-unavailable', null],
  ] as const)(
    'who is refused for %s keeps what was typed, and the field at fault is named',
    async (code, field) => {
      const bridge = openFakeBridge();
      bridge.refuse('staff.add', code);
      const form = new PersonForm(bridge, null);
      form.name = 'Mei';
      form.pin = form.again = '1234';
      expect(await form.save()).toBe(false);
      expect([form.name, form.pin, form.again, form.wrong]).toEqual(['Mei', '1234', '1234', field]);
      form.name = 'Mei L.';
      expect(form.wrong).toBeNull();
    },
  );

  test('is sent once, however often the button is pressed', async () => {
    const bridge = openFakeBridge();
    const held = bridge.hold('staff.add');
    const form = new PersonForm(bridge, null);
    const first = form.save();
    expect([form.saving, await form.save()]).toEqual([true, false]);
    await held.answer({});
    expect([await first, form.saving]).toEqual([true, false]);
    expect(bridge.made('staff.add')).toHaveLength(1);
  });

  test('is judged as sent: what is typed meanwhile is neither called wrong nor cleared', async () => {
    const bridge = openFakeBridge();
    const form = new PersonForm(bridge, null);
    form.pin = form.again = '1234';
    const refused = bridge.hold('staff.add');
    const first = form.save();
    form.pin = form.again = '5093';
    await refused.refuse('pin-trivial');
    expect([await first, form.problem]).toEqual([false, null]);
    const added = bridge.hold('staff.add');
    const second = form.save();
    form.pin = '50931';
    await added.answer({});
    expect([await second, form.pin, form.again]).toEqual([true, '50931', '']);
  });

  test('cannot be removed before they are added', async () => {
    expect(await new PersonForm(openFakeBridge(), null).dismiss()).toBe(false);
  });
});

describe('a person on the list', () => {
  test('gets another role, and keeps the PIN when none is typed', async () => {
    const bridge = openFakeBridge();
    bridge.answer('staff.change', {});
    const form = new PersonForm(bridge, lin);
    form.role = 'supervisor';
    expect(await form.save()).toBe(true);
    expect(bridge.made('staff.change')).toEqual([{ id: 'lin', name: 'Lin', role: 'supervisor', pin: '' }]);
  });

  test('who cannot be changed stays as typed for the next try, with the reason', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('staff.change', 'pin-trivial');
    const form = new PersonForm(bridge, lin);
    form.pin = form.again = '1111';
    expect(await form.save()).toBe(false);
    expect([form.problem?.code, form.pin]).toEqual(['pin-trivial', '1111']);
    bridge.answer('staff.change', {});
    form.pin = form.again = '5093';
    await form.save();
    expect(form.problem).toBeNull();
  });

  test('is removed, unless they are the last manager', async () => {
    const bridge = openFakeBridge();
    const form = new PersonForm(bridge, lin);
    bridge.refuse('staff.dismiss', 'last-manager');
    expect([await form.dismiss(), form.problem?.code]).toEqual([false, 'last-manager']);
    bridge.answer('staff.dismiss', {});
    expect([await form.dismiss(), form.problem]).toEqual([true, null]);
    expect(bridge.made('staff.dismiss')).toEqual([{ id: 'lin' }, { id: 'lin' }]);
  });

  test('is removed once, however often the button is pressed', async () => {
    const bridge = openFakeBridge();
    const held = bridge.hold('staff.dismiss');
    const form = new PersonForm(bridge, lin);
    const first = form.dismiss();
    expect([form.saving, await form.dismiss()]).toEqual([true, false]);
    await held.answer({});
    expect([await first, bridge.made('staff.dismiss')]).toEqual([true, [{ id: 'lin' }]]);
  });
});

describe('one’s own PIN', () => {
  test('is set by the first manager when the till is set up', async () => {
    const bridge = openFakeBridge();
    bridge.answer('session.firstManager', {});
    const form = new PersonForm(bridge, null);
    form.name = 'Chen';
    form.pin = '830219';
    form.again = '830218';
    expect(await form.createFirstManager()).toBe(false);
    form.again = '830219';
    expect(await form.createFirstManager()).toBe(true);
    expect(bridge.made('session.firstManager')).toEqual([{ name: 'Chen', pin: '830219' }]);
  });

  test('is changed with the current one as proof', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('session.changePin', 'pin-wrong');
    const form = new PersonForm(bridge, lin);
    form.pin = form.again = '8204';
    expect(await form.changeOwnPin('9999')).toBe(false);
    expect([form.problem?.code, form.pin]).toEqual(['pin-wrong', '8204']);
    bridge.answer('session.changePin', {});
    expect(await form.changeOwnPin('4711')).toBe(true);
    expect(bridge.made('session.changePin').at(-1)).toEqual({ present: '4711', pin: '8204' });
    expect(form.pin).toBe('');
  });
});

describe('a person whose data is being typed', () => {
  test('is unsaved until they are added, or discarded', () => {
    const bridge = openFakeBridge();
    bridge.answer('staff.add', {});
    const form = new PersonForm(bridge, null);
    expect(form.isDirty).toBe(false);
    form.role = 'manager';
    expect(form.isDirty).toBe(true);
    form.discard();
    expect([form.isDirty, form.role]).toEqual([false, 'cashier']);
    const known = new PersonForm(bridge, lin);
    known.name = 'Lin Lin';
    expect(known.isDirty).toBe(true);
    known.discard();
    expect([known.isDirty, known.name]).toEqual([false, 'Lin']);
  });

  test('loses no input when they are refused, and the reason disappears with the next key', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('staff.add', 'pin-trivial', { digits: 4, weakness: 'year' });
    const form = new PersonForm(bridge, null);
    form.name = 'Mei';
    form.pin = form.again = '1984';
    expect(await form.save()).toBe(false);
    expect([form.problem?.code, form.name, form.pin, form.again]).toEqual([
      'pin-trivial',
      'Mei',
      '1984',
      '1984',
    ]);
    form.pin = '19845';
    expect(form.problem).toBeNull();
  });
});
