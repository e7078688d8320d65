import { beforeEach, expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import { DisplayWatch } from '#services/display/display-watch.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { silentLog } from '../../support/station-kit.ts';

const OWN = { width: 1280, height: 800 };

/** A shop with a second display, whose window reports every two seconds while `code` is a number. */
const openShop = (given: { own?: typeof OWN | null; hadOwn?: boolean } = {}) => {
  const clock = new HandClock();
  const changes = new Changes(silentLog);
  const shop = {
    own: given.own === undefined ? OWN : given.own,
    hadOwn: given.hadOwn ?? given.own !== null,
    isCodeDue: false,
    isCovered: false,
    isUnreadable: false,
    restarts: 0,
    told: [] as (string | null)[],
  };
  let onChange = (): void => undefined;
  const watch = new DisplayWatch({
    clock,
    log: silentLog,
    changes,
    isCodeDue: () => {
      if (shop.isUnreadable) throw new Error('SQLITE_IOERR');
      return shop.isCodeDue;
    },
    customerScreen: {
      own: () => shop.own,
      hadOwn: () => shop.hadOwn,
      isCovered: () => shop.isCovered,
      forget: () => (shop.hadOwn = false),
      onChange: (listener) => (onChange = listener),
      restart: () => (shop.restarts += 1),
    },
  });
  changes.on('display', () => void shop.told.push(watch.health.fault));
  watch.start();
  const plug = (own: typeof OWN | null): void => {
    shop.own = own;
    onChange();
  };
  const due = (isCodeDue: boolean): void => {
    shop.isCodeDue = isCodeDue;
    watch.look();
  };
  /** For so many seconds the window is alive and shows this. */
  const beats = async (seconds: number, code = 0): Promise<void> => {
    for (let second = 0; second < seconds; second += 2) {
      await clock.pass(2_000);
      watch.beat(code);
    }
  };
  return { shop, watch, clock, plug, due, beats };
};

let opened: ReturnType<typeof openShop>;
beforeEach(() => (opened = openShop()));

test('a window that is alive and shows what it should is not reported, however long', async () => {
  const { beats, due, shop } = opened;
  await beats(600);
  due(true);
  await beats(600, 640);
  due(false);
  await beats(60);
  expect(shop.told).toEqual([]);
  expect(shop.restarts).toBe(0);
});

test('a window that stops answering is missed within five seconds, until it answers again', async () => {
  const { beats, clock, shop, watch } = opened;
  await beats(20);
  await clock.pass(4_999);
  expect(shop.told).toEqual([]);
  await clock.pass(1);
  expect(watch.health.fault).toBe('silent');
  watch.beat(0);
  expect(shop.told).toEqual(['silent', null]);
});

test('a window that is still loading at the start is given time, one that never comes is missed', async () => {
  const { clock, shop } = opened;
  await clock.pass(14_000);
  expect(shop.told).toEqual([]);
  await clock.pass(1_000);
  expect(shop.told).toEqual(['silent']);
});

test('a page that hangs is ended after ten seconds of silence, again where that did not help, and never in good health', async () => {
  const { beats, clock, shop } = opened;
  await beats(20);
  await clock.pass(14_900);
  expect(shop.restarts).toBe(0);
  await clock.pass(200);
  expect(shop.restarts).toBe(1);
  await clock.pass(24_000);
  expect(shop.restarts).toBe(1);
  await clock.pass(1_000);
  expect(shop.restarts).toBe(2);
  await beats(120);
  expect(shop.restarts).toBe(2);
});

test('a code that the window cannot show is told within a few seconds, and no longer once it shows one', async () => {
  const { beats, due, shop, watch } = opened;
  await beats(10);
  due(true);
  await beats(4);
  expect(watch.health).toEqual({ fault: 'no-code', own: OWN, code: 0 });
  await beats(2, 512);
  expect(watch.health).toEqual({ fault: null, own: OWN, code: 512 });
  expect(shop.told).toEqual(['no-code', null]);
});

test('the health page says what was really painted last, how large, and when, even after the code is gone', async () => {
  const { beats, clock, watch } = opened;
  expect(watch.window).toEqual({ fault: null, beatAgo: null, painted: null });
  watch.beat(640, 121);
  await beats(4);
  await clock.pass(500);
  expect(watch.window).toEqual({
    fault: null,
    beatAgo: 500,
    painted: { pixels: 640, mm: 121, ago: 4_500 },
  });
});

test('one look that falls between two codes, or into a change of the display’s size, is no fault', async () => {
  const { beats, due, shop } = opened;
  due(true);
  for (let time = 0; time < 10; time++) {
    await beats(2);
    await beats(2, 512);
  }
  expect(shop.told).toEqual([]);
});

test('a code that could not be shown is forgotten with its payment', async () => {
  const { beats, due, shop } = opened;
  due(true);
  await beats(6);
  due(false);
  expect(shop.told).toEqual(['no-code', null]);
  due(true);
  await beats(2);
  expect(shop.told).toEqual(['no-code', null]);
});

test('a display that is pulled out is missed at once, and its return, its new size and its loss are each told', async () => {
  const { beats, plug, shop, watch } = opened;
  await beats(4);
  plug(null);
  expect(shop.told).toEqual(['missing']);
  plug({ width: 1024, height: 768 });
  expect(shop.told).toEqual(['missing', null]);
  plug({ width: 768, height: 1024 });
  expect(shop.told).toEqual(['missing', null, null]);
  expect(watch.health.own).toEqual({ width: 768, height: 1024 });
});

test('a display that was there in an earlier run is missed from the start, until the shop says that it has one only', () => {
  const { shop, watch } = openShop({ own: null, hadOwn: true });
  expect(watch.health.fault).toBe('missing');
  watch.forget();
  expect(watch.health.fault).toBeNull();
  expect(shop.told).toEqual(['missing', null]);
});

test('a shop that never had a second display is told of nothing, and its window behind the till is never ended', async () => {
  const { shop, clock, due } = openShop({ own: null, hadOwn: false });
  due(true);
  await clock.pass(300_000);
  expect(shop.told).toEqual([]);
  expect(shop.restarts).toBe(0);
});

test('a computer that slept does not count as silent', async () => {
  const { beats, clock, watch, shop } = opened;
  await beats(4);
  watch.wake();
  await clock.pass(10_000);
  expect(shop.told).toEqual([]);
});

test('a till that has closed watches nothing more', async () => {
  const { beats, clock, watch, shop } = opened;
  await beats(4);
  watch.stop();
  await clock.pass(60_000);
  expect(shop.told).toEqual([]);
});

test('while no till is open, nothing is asked of the display and nothing is reported about it', async () => {
  const { watch, clock, shop, due, beats } = opened;
  await beats(4, 900);
  watch.stop();
  Object.defineProperty(shop, 'isCodeDue', {
    configurable: true,
    get: () => expect.fail('the journal is closed'),
    set: () => undefined,
  });
  due(true);
  watch.beat(0);
  await clock.pass(60_000);
  expect(shop.told).toEqual([]);
  Object.defineProperty(shop, 'isCodeDue', { value: false, writable: true });
  watch.start();
  await clock.pass(20_000);
  expect(shop.told).toEqual(['silent']);
});

test('a till that fills the only display says that it covers the customer’s window, until it no longer does', () => {
  opened = openShop({ own: null });
  const { shop, watch, plug } = opened;
  shop.isCovered = true;
  plug(null);
  expect(watch.health.fault).toBe('covered');
  shop.isCovered = false;
  plug(null);
  expect(watch.health.fault).toBeNull();
});

test('a till that cannot read its payments for a moment still restarts a window that has died', async () => {
  const { beats, shop, clock } = opened;
  await beats(10);
  shop.isUnreadable = true;
  await expect(clock.pass(60_000)).rejects.toThrow('SQLITE_IOERR');
  shop.isUnreadable = false;
  await clock.pass(60_000);
  expect([shop.restarts > 0, shop.told]).toEqual([true, ['silent']]);
});

test('the customer cannot see a window whose display is missing or that the till covers; one beside the till, or one that is silent, they may', async () => {
  const { watch, plug, shop, clock } = opened;
  await clock.pass(20_000);
  expect(watch.health.fault).toBe('silent');
  expect(watch.isUnseen).toBe(false);
  plug(null);
  expect(watch.isUnseen).toBe(true);
  watch.forget();
  expect(watch.isUnseen).toBe(false);
  shop.isCovered = true;
  expect(watch.isUnseen).toBe(true);
});
