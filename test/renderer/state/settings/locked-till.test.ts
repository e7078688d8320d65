/** A manager at Settings whom the lock of the till interrupts, and who comes next. */
import { describe, expect, test } from 'vitest';
import { settings, till } from '../../harness/views.ts';
import { openForm } from './open-form.ts';

const { saved } = settings();

/** Chen has typed a name and a key when the till locks itself. */
const interrupted = async () => {
  const opened = await openForm();
  opened.form.enter('chen');
  await opened.form.readFor(till());
  Object.assign(opened.typed(), { storeName: 'Corner Shop', apiKey: 'a-long-enough-key' });
  opened.form.interrupt('chen');
  // The window clears more than once.
  opened.form.interrupt('chen');
  const enter = async (person: string): Promise<string | undefined> => {
    opened.form.enter(person);
    await opened.form.readFor(till());
    return opened.form.typed?.storeName;
  };
  return { ...opened, enter };
};

describe('what was typed in Settings when the till locked itself', () => {
  test('is there for the same person, not saved yet, without the ApiKey', async () => {
    const { form, typed, enter } = await interrupted();
    expect(form.typed).toBeNull();
    expect(await enter('chen')).toBe('Corner Shop');
    expect([typed().apiKey, form.changes, form.outcome.kind]).toEqual(['', ['storeName'], 'none']);
    form.discard();
    expect(await enter('chen')).toBe(saved.storeName);
  });

  test('is not shown to anybody else, and then to nobody', async () => {
    const { enter } = await interrupted();
    expect(await enter('sun')).toBe(saved.storeName);
    expect(await enter('chen')).toBe(saved.storeName);
  });

  test('waits no longer once somebody has changed the settings: it would undo that', async () => {
    const { bridge, enter } = await interrupted();
    bridge.answer('settings.read', settings({ saved: { ...saved, terminalId: 'T2' } }));
    expect(await enter('chen')).toBe(saved.storeName);
  });

  test('is still there although main answers what was asked before', async () => {
    const { bridge, form, typed } = await openForm();
    form.enter('chen');
    await form.readFor(till());
    typed().storeName = 'Corner Shop';
    const held = bridge.hold('settings.read');
    const reading = form.readFor(till());
    form.interrupt('chen');
    await held.answer(settings());
    await reading;
    expect(form.typed).toBeNull();
    form.enter('chen');
    await form.readFor(till());
    expect(typed().storeName).toBe('Corner Shop');
  });
});

test('whoever signs out leaves nothing behind, and is not told what came of a test that was still running', async () => {
  const { bridge, form, typed } = await openForm();
  typed().storeName = 'Corner Shop';
  const held = bridge.hold('settings.test');
  const testing = form.test();
  form.interrupt(null);
  await held.answer({ verdict: 'works', field: null });
  await testing;
  form.enter('chen');
  await form.readFor(till());
  expect([typed().storeName, form.outcome.kind]).toEqual([saved.storeName, 'none']);
});
