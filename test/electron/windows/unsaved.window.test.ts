import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerWith, closeTill, questions } from '../../support/windows/closing.ts';
import type { Station, StationOptions } from '../../support/station.ts';
import { charge, freshHome, openStation, removeHome, tillState } from '../../support/station.ts';

let home: string;
let station: Station;
let gone: Promise<unknown[]>;

const open = async (options: StationOptions = {}): Promise<void> => {
  station = await openStation({ home, ...options });
  gone = once(station.app.process(), 'exit');
};

/** The tests beside this call have one data folder; each continues where the previous one left it. */
const keepHome = (): void => {
  beforeAll(() => {
    home = freshHome();
  });
  afterAll(async () => {
    await station.close();
    removeHome(home);
  });
};

const at = (testid: string) => station.till.getByTestId(testid);

const typeStoreName = async (name: string): Promise<void> => {
  await at('rail-settings').click();
  await at('field-storeName').fill(name);
};

/** Closes the window by its close button; a program that has ended can no longer confirm it. */
const close = (): Promise<void> => closeTill(station.app).catch(() => undefined);

const savedName = (): unknown => {
  const saved: unknown = JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'));
  return saved;
};

describe('a till that is closed with unsaved settings', () => {
  keepHome();

  test('stays open and asks; going back keeps everything as typed, and it can still be discarded', async () => {
    await open();
    await typeStoreName('Corner Shop');
    await close();
    await at('leave-form-stay').click();
    await expect.poll(() => at('leave-form').count()).toBe(0);
    expect(await at('field-storeName').inputValue()).toBe('Corner Shop');
    await close();
    await at('leave-form-discard').click();
    expect((await gone)[0]).toBe(0);
    await open();
    await at('rail-settings').click();
    expect(await at('field-storeName').inputValue()).toBe('Training Store');
  });

  test('closes by itself once they are saved', async () => {
    await at('field-storeName').fill('Corner Shop');
    await close();
    await at('leave-form-save').click();
    expect((await gone)[0]).toBe(0);
    expect(savedName()).toMatchObject({ terminal: { storeName: 'Corner Shop' } });
  });

  test('asks about them first and then about the payment that is still open, each once', async () => {
    await open();
    await answerWith(station.app, 'Close the till');
    await charge(station.till, 1250);
    await tillState(station.till, 'open');
    await typeStoreName('Other Shop');
    await close();
    await at('leave-form').waitFor();
    expect(await questions(station.app)).toEqual([]);
    await at('leave-form-stay').click();
    await answerWith(station.app, 'Keep the till open');
    await close();
    await at('leave-form-discard').click();
    await expect.poll(() => questions(station.app)).toEqual(['A payment is still being checked']);
    await answerWith(station.app, 'Close the till');
    await close();
    expect((await gone)[0]).toBe(0);
  });
});

describe('a set-up', () => {
  keepHome();

  test('that is stopped in the middle of a step keeps its input for the next person', async () => {
    await open({ setUp: true });
    await at('set-up-next').click();
    await at('set-up-storeName').fill('Garden');
    await at('set-up-later').click();
    await tillState(station.till, 'idle');
    await at('band-set-up').click();
    expect(await at('set-up-storeName').inputValue()).toBe('Garden');
  });

  test('that is closed in the middle of a step asks nothing, and goes on with all that was typed', async () => {
    await at('set-up-storeName').fill('Garden Café');
    await close();
    expect((await gone)[0]).toBe(0);
    await open({ setUp: true, env: { COUNTERTOP_SETUP: '' } });
    await station.till.locator('[data-testid="set-up"][data-step="shop"]').waitFor();
    expect(await at('set-up-storeName').inputValue()).toBe('Garden Café');
  });
});
