import { describe, expect, test } from 'vitest';
import type { PersonView } from '#contract';
import { StaffEditor } from '../../../../src-renderer/state/staff/staff-editor.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const lin: PersonView = { id: 'lin', name: 'Lin', role: 'cashier' };
const sun: PersonView = { id: 'sun', name: 'Sun', role: 'supervisor' };
const people = [lin, sun];

const open = () => {
  const bridge = openFakeBridge();
  const editor = new StaffEditor(bridge);
  editor.enter('chen', people);
  return { bridge, editor };
};

describe('the form of a person', () => {
  test('makes room for a new one once it is saved, and says so', async () => {
    const { bridge, editor } = open();
    editor.open(lin);
    editor.form.name = 'Lin Li';
    bridge.answer('staff.change', {});
    expect(await editor.save()).toBe(true);
    expect([editor.person, editor.form.name, editor.saved]).toEqual([null, '', true]);
  });

  test.each(['save', 'dismiss'] as const)(
    'that somebody has opened while another one was still busy (%s) stays open, with what is typed in it',
    async (change) => {
      const { bridge, editor } = open();
      editor.open(lin);
      editor.form.name = 'Lin Li';
      const held = bridge.hold(change === 'save' ? 'staff.change' : 'staff.dismiss');
      const changing = editor[change]();
      editor.open(sun);
      editor.form.name = 'Sun Wu';
      await held.answer({});
      await changing;
      expect([editor.person, editor.form.name, editor.saved]).toEqual([sun, 'Sun Wu', false]);
    },
  );
});

describe('what was typed about a person when the till locked itself', () => {
  test('is there for whoever typed it, without the PIN', () => {
    const { editor } = open();
    editor.open(lin);
    Object.assign(editor.form, { name: 'Lin Li', role: 'supervisor', pin: '830219', again: '830219' });
    editor.interrupt('chen');
    expect([editor.person, editor.form.isDirty]).toEqual([null, false]);
    editor.interrupt('chen');
    editor.enter('chen', people);
    const { name, role, pin, isDirty } = editor.form;
    expect([editor.person, name, role, pin, isDirty]).toEqual([lin, 'Lin Li', 'supervisor', '', true]);
  });

  test('is there for a new person, too', () => {
    const { editor } = open();
    editor.form.name = 'Mei';
    editor.interrupt('chen');
    editor.enter('chen', people);
    expect([editor.person, editor.form.name]).toEqual([null, 'Mei']);
  });

  test('is not there for anybody else, and then for nobody', () => {
    const { editor } = open();
    editor.form.name = 'Mei';
    editor.interrupt('chen');
    editor.enter('sun', people);
    expect(editor.form.name).toBe('');
    editor.enter('chen', people);
    expect(editor.form.name).toBe('');
  });

  test('is gone with the person who was removed meanwhile, and with whoever signs out', () => {
    const { editor } = open();
    editor.open(lin);
    editor.form.name = 'Lin Li';
    editor.interrupt('chen');
    editor.enter('chen', [sun]);
    expect([editor.person, editor.form.name]).toEqual([null, '']);
    editor.form.name = 'Mei';
    editor.interrupt(null);
    editor.enter('chen', people);
    expect(editor.form.name).toBe('');
  });
});
