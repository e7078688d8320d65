/** What is kept of a set-up that is not finished, and what follows one that is. */
import { describe, expect, test } from 'vitest';
import { atTest, open, shop, toLastPage } from './open-set-up.ts';

describe('the first shift', () => {
  const afterFinish = async (opensShift: boolean) => {
    const opened = await atTest('pass');
    opened.setUp.keeping.opensShift = opensShift;
    await toLastPage(opened);
    opened.setUp.live.confirmed = true;
    await opened.setUp.finish();
    opened.bridge.refuse('shift.open', 'shift-open');
    await opened.setUp.after.openFirstShift();
    await opened.setUp.after.openFirstShift();
    return opened.bridge.made('shift.open').length;
  };

  test('opens once, for the first person who signs in', async () => expect(await afterFinish(true)).toBe(1));
  test('waits for the cashier where the owner said so', async () => expect(await afterFinish(false)).toBe(0));
});

describe('the input of an unfinished step', () => {
  test('is kept with the step, correct or not, and no longer counts as unsaved', async () => {
    const { bridge, setUp, typed } = await open();
    await setUp.next();
    expect(setUp.isDirty).toBe(false);
    typed().storeName = 'Garden';
    expect(setUp.isDirty).toBe(true);
    expect(await setUp.save()).toBe(true);
    expect(bridge.made('setUp.keep').at(-1)).toMatchObject({ step: 'shop', typed: { storeName: 'Garden' } });
    expect(setUp.isDirty).toBe(false);
  });

  test('counts as unsaved if it came from Settings, which no longer holds it', async () => {
    expect((await open({}, shop)).setUp.isDirty).toBe(true);
  });

  test('stays unsaved if it cannot be written', async () => {
    const { bridge, setUp, typed } = await open();
    typed().storeName = 'Garden';
    bridge.refuse('setUp.keep', 'settings-not-written');
    expect([await setUp.save(), setUp.isDirty]).toEqual([false, true]);
  });

  test('is no longer unsaved once the set-up has ended', async () => {
    const opened = await atTest('pass');
    await toLastPage(opened);
    opened.typed().storeName = 'Garden';
    opened.setUp.live.confirmed = true;
    expect([await opened.setUp.finish(), opened.setUp.isDirty]).toEqual([true, false]);
  });
});
