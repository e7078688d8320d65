/** What a till hears from its office: that its credential is no longer good, that it has moved, and hints. */
import { describe, expect, test } from 'vitest';
import type { CredentialRefusal } from '#domain/office/enrolment.ts';
import { PACE } from '#domain/pace.ts';
import { acting, officeKit } from './office-kit.ts';

const { gather, unsound } = PACE.office;
const MINUTE = 60_000;

describe('a credential that the office no longer takes', () => {
  test.each<CredentialRefusal>(['unknown', 'revoked', 'replaced'])(
    '%s: recorded once, and said',
    async (why) => {
      const { clock, office, desk, sellOne, records } = officeKit();
      await desk.start();
      await clock.pass(gather);
      office.refuses = why;
      sellOne();
      await clock.pass(unsound * 4);
      expect(desk.standing.trouble).toBe(why);
      expect(records('office-refused')).toEqual([{ type: 'office-refused', refused: why, station: 'st-1' }]);
      expect(desk.isReplaced).toBe(why === 'replaced');
      await desk.stop();
    },
  );

  test('one that only did not know the till for a while goes on by itself', async () => {
    const { clock, journal, office, desk, sellOne } = officeKit();
    office.refuses = 'unknown';
    sellOne();
    await desk.start();
    await clock.pass(MINUTE);
    office.refuses = null;
    await clock.pass(unsound * 1.2);
    expect(office.last).toEqual(journal.head());
    expect(desk.standing.trouble).toBeNull();
    await desk.stop();
  });
});

describe('a till that has moved to another computer', () => {
  const replaced = async () => {
    const kit = officeKit();
    await kit.desk.start();
    await kit.clock.pass(gather);
    kit.office.refuses = 'replaced';
    kit.sellOne();
    await kit.clock.pass(MINUTE);
    return kit;
  };

  test('hears of it over the stream at once', async () => {
    const { clock, office, changes, desk } = officeKit();
    await desk.start();
    await clock.pass(gather);
    office.refuses = 'replaced';
    let told = 0;
    changes.on('status', () => (told += 1));
    office.listener?.onMessage({ type: 'refused', refused: 'replaced' });
    await clock.pass(0);
    expect(desk.isReplaced).toBe(true);
    expect(told).toBeGreaterThan(0);
    await desk.stop();
  });

  test('remembers it without the office, after a restart and after it was disconnected', async () => {
    const { office, desk, openDesk } = await replaced();
    await desk.stop();
    office.isReached = false;
    const again = openDesk();
    expect(again.isReplaced).toBe(true);
    await again.start();
    expect(again.standing.trouble).toBe('replaced');
    await again.disconnect(acting);
    expect(again.isReplaced).toBe(true);
    expect(again.standing.trouble).toBe('replaced');
    expect(openDesk().isReplaced).toBe(true);
  });

  test('is a till again once the owner’s new code has connected it', async () => {
    const { office, desk, typed, openDesk } = await replaced();
    await desk.disconnect(acting);
    office.refuses = null;
    expect(await desk.connect(typed, acting)).toEqual({ connected: true });
    expect(desk.isReplaced).toBe(false);
    await desk.stop();
    expect(openDesk().isReplaced).toBe(false);
  });
});

describe('the stream', () => {
  test('a hint makes the till look one payment or refund up, and does nothing else', async () => {
    const { clock, journal, office, hints, desk } = officeKit();
    await desk.start();
    await clock.pass(gather);
    const before = journal.head();
    office.listener?.onMessage({ type: 'hint', reference: 'T1-7' });
    expect(hints).toEqual(['T1-7']);
    expect(journal.head()).toEqual(before);
    await desk.stop();
  });

  test('is opened anew after it has ended, ever less often while it does not stand', async () => {
    const { clock, office, desk } = officeKit();
    await desk.start();
    await clock.pass(MINUTE * 2);
    expect(office.streams).toBe(1);
    office.endStream();
    await clock.pass(PACE.retries[0]);
    expect(office.streams).toBe(2);
    for (let second = 0; second < 600; second += 1) {
      office.endStream();
      await clock.pass(1_000);
    }
    expect(office.streams).toBe(24);
    await desk.stop();
  });

  test('is not looked for while pushes are not answered', async () => {
    const { clock, office, desk } = officeKit();
    await desk.start();
    await clock.pass(gather);
    office.isReached = false;
    office.endStream();
    await clock.pass(2 * MINUTE);
    const before = office.streams;
    await clock.pass(30 * MINUTE);
    expect(office.streams).toBe(before);
    office.isReached = true;
    await clock.pass(2 * MINUTE);
    expect(office.listener).not.toBeNull();
    await desk.stop();
  });
});
