import { describe, expect, test } from 'vitest';
import type { OwnPinField } from '../../../../src-renderer/state/staff/own-pin-form.svelte.ts';
import { OwnPinForm } from '../../../../src-renderer/state/staff/own-pin-form.svelte.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;

const filled = (bridge: FakeBridge, present: string, pin: string, again = pin): OwnPinForm => {
  const own = new OwnPinForm(bridge, lin);
  own.present = present;
  own.form.pin = pin;
  own.form.again = again;
  return own;
};
const typed = ({ present, form }: OwnPinForm) => [present, form.pin, form.again];

describe('Enter', () => {
  test('goes on to the first empty field, and saves when none is', async () => {
    const bridge = openFakeBridge();
    bridge.answer('session.changePin', {});
    const own = filled(bridge, '', '8204', '');
    expect(await own.enter('pin')).toBe('present');
    own.present = '4711';
    expect(await own.enter('present')).toBe('again');
    own.form.again = '8204';
    expect([await own.enter('again'), own.saved]).toEqual([null, true]);
    expect(bridge.made('session.changePin')).toEqual([{ present: '4711', pin: '8204' }]);
    expect(typed(own)).toEqual(['', '', '']);
  });

  test('after another new PIN goes on to its repeat, instead of saying that the two differ', async () => {
    const bridge = openFakeBridge();
    const own = filled(bridge, '4711', '9026', '8204');
    expect(await own.enter('pin')).toBe('again');
    expect([own.form.problem, bridge.made('session.changePin')]).toEqual([null, []]);
  });
});

describe('a change that is refused', () => {
  test.each<[Parameters<FakeBridge['refuse']>[1], OwnPinField | null]>([
    ['pin-too-short', 'pin'],
    ['pin-trivial', 'pin'],
    ['pin-malformed', 'pin'],
    ['pin-locked', 'present'],
    ['pins-unavailable', null],
    ['unexpected', null],
  ])('for %s loses nothing that was typed, and leads to the field at fault', async (code, field) => {
    const bridge = openFakeBridge();
    bridge.refuse('session.changePin', code);
    const own = filled(bridge, '4711', '8204');
    expect(await own.enter('again')).toBe(field);
    expect([own.saved, own.atFault, ...typed(own)]).toEqual([false, field, '4711', '8204', '8204']);
  });

  test('for a wrong current PIN clears that one alone', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('session.changePin', 'pin-wrong');
    const own = filled(bridge, '9999', '8204');
    expect(await own.enter('again')).toBe('present');
    expect(typed(own)).toEqual(['', '8204', '8204']);
  });

  test('for a wrong current PIN says nothing about another one, typed since or meanwhile', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('session.changePin', 'pin-wrong');
    const own = filled(bridge, '9999', '8204');
    await own.enter('again');
    expect(own.problem?.code).toBe('pin-wrong');
    own.present = '4';
    expect([own.problem, own.atFault]).toEqual([null, null]);
    own.present = '8888';
    const held = bridge.hold('session.changePin');
    const entering = own.enter('present');
    own.present = '4711';
    await held.refuse('pin-wrong');
    expect([await entering, own.problem, own.present]).toEqual([null, null, '4711']);
  });

  test('because the new PINs differ keeps both and begins with the first', async () => {
    const own = filled(openFakeBridge(), '4711', '8204', '8205');
    expect(await own.enter('again')).toBe('pin');
    expect(typed(own)).toEqual(['4711', '8204', '8205']);
    own.form.again = '8204';
    expect(own.atFault).toBeNull();
  });
});
