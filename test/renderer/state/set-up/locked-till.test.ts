/** A manager at the set-up whom the lock of the till interrupts, and who comes next. */
import { describe, expect, test } from 'vitest';
import { settings } from '../../harness/views.ts';
import { atTest, nobody, open, training } from './open-set-up.ts';

describe('what was typed when the till locked itself', () => {
  test('is there for the same person, at the same step, and not kept yet', async () => {
    const { setUp, typed } = await open();
    await setUp.next();
    typed().storeName = 'Garden';
    setUp.interrupt('chen');
    expect(setUp.draft.typed).toBeNull();
    expect([setUp.interrupted.isOf('sun'), setUp.interrupted.isOf('chen')]).toEqual([false, true]);
    await setUp.enter(null, 'chen');
    expect([setUp.step, typed().storeName, setUp.isDirty]).toEqual(['shop', 'Garden', true]);
    expect(setUp.interrupted.isOf('chen')).toBe(false);
  });

  test('is not shown to anybody else', async () => {
    const { setUp, typed } = await open();
    await setUp.next();
    typed().storeName = 'Garden';
    setUp.interrupt('chen');
    await setUp.enter(null, 'sun');
    expect(typed().storeName).toBe('');
    await setUp.enter(null, 'chen');
    expect(typed().storeName).toBe('');
  });

  test('is there with the reason for going live without a passed test', async () => {
    const { setUp } = await atTest('fail');
    setUp.live.reason = 'The line comes tomorrow';
    setUp.interrupt('chen');
    await setUp.enter(null, 'chen');
    expect([setUp.step, setUp.live.reason]).toEqual(['test', 'The line comes tomorrow']);
    setUp.interrupt('chen');
    await setUp.enter(null, 'sun');
    expect(setUp.live.reason).toBe('');
  });

  test('waits no longer once somebody has changed the settings', async () => {
    const { bridge, setUp, typed } = await open();
    typed().storeName = 'Garden';
    setUp.interrupt('chen');
    bridge.answer('setUp.read', { ...nobody, stage: 'done', opens: false });
    expect(await setUp.opensFor('chen')).toBe(true);
    bridge.answer('settings.read', settings({ saved: { ...training, storeName: 'Harbour' } }));
    expect(await setUp.opensFor('chen')).toBe(false);
    await setUp.enter(null, 'chen');
    expect(typed().storeName).toBe('Harbour');
  });

  test('still waits if main could not be asked meanwhile', async () => {
    const { bridge, setUp, typed } = await open();
    typed().storeName = 'Garden';
    setUp.interrupt('chen');
    bridge.refuse('settings.read', 'unexpected');
    await setUp.enter(null, 'chen');
    expect(setUp.problem?.code).toBe('unexpected');
    bridge.answer('settings.read', settings({ saved: training }));
    await setUp.enter(null, 'chen');
    expect(typed().storeName).toBe('Garden');
  });

  test('at the office is not there for whoever comes next', async () => {
    const { setUp } = await open();
    Object.assign(setUp.restoring, { address: 'office.example', code: 'K7M2-9QXT-4E' });
    await setUp.restoring.begin();
    setUp.interrupt('chen');
    await setUp.enter(null, 'sun');
    expect([setUp.restoring.address, setUp.restoring.code, setUp.restoring.asks]).toEqual(['', '', null]);
  });

  test('at the office is there for the same person, without the code', async () => {
    const { setUp } = await open();
    Object.assign(setUp.restoring, { address: 'office.example', code: 'K7M2-9QXT-4E' });
    setUp.interrupt('chen');
    await setUp.enter(null, 'chen');
    expect([setUp.restoring.address, setUp.restoring.code]).toEqual(['office.example', '']);
  });

  test('waits for nobody if main has it already', async () => {
    const { setUp } = await open();
    setUp.interrupt('chen');
    expect(setUp.interrupted.isOf('chen')).toBe(false);
  });
});
