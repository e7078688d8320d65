import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HistoryFilters } from '../../../../src-renderer/state/history/history-filters.svelte.ts';
import { HistoryList } from '../../../../src-renderer/state/history/history-list.svelte.ts';
import { byDay, referenceOf } from '../../../../src-renderer/state/history/history-rows.ts';
import { historyPage, manyRows, refundRow } from '../../harness/history-views.ts';
import { NOON, payment, refund, snapshot, till } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const NEXT = { at: NOON, id: 8 };

const openList = () => {
  const bridge = openFakeBridge();
  const filters = new HistoryFilters('CNY');
  const list = new HistoryList(bridge, filters);
  const asked = () => bridge.made('history.page');
  const shown = () => (list.read?.rows ?? []).map(referenceOf);
  return { bridge, filters, list, asked, shown };
};
const names = (count: number, from = 0) => manyRows(count, 9, from).map(referenceOf);

describe('the list of the history', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test('asks once for one word, however many letters were typed', async () => {
    const { bridge, list, asked } = openList();
    bridge.answer('history.page', historyPage(manyRows(3, 9)));
    for (const text of ['t', 'ta', 'tab']) {
      list.text = text;
      list.searchSoon();
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(asked()).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked()).toMatchObject([{ text: 'tab', after: null }]);
  });

  test('shows no results of an earlier query', async () => {
    const { bridge, list, shown } = openList();
    const first = bridge.hold('history.page');
    const asking = list.search();
    bridge.answer('history.page', historyPage(manyRows(2, 9, 5)));
    list.text = 'table';
    await list.search();
    await first.answer(historyPage(manyRows(3, 9)));
    await asking;
    expect(shown()).toEqual(names(2, 5));
    expect(list.reading).toBe(false);
  });

  test('begins with what was found elsewhere, and reads it again for what was pushed before it began', async () => {
    const { bridge, filters, asked } = openList();
    const page = historyPage(manyRows(3, 9));
    const newer = historyPage(manyRows(4, 9));
    bridge.answer('history.page', newer);
    const list = new HistoryList(bridge, filters, { text: 'T1-20261105', page });
    const stop = list.start();
    expect([list.text, list.read?.rows]).toEqual(['T1-20261105', page.rows]);
    await vi.advanceTimersByTimeAsync(500);
    expect(list.read?.rows).toEqual(newer.rows);
    expect(asked()).toMatchObject([{ text: 'T1-20261105', after: null }]);
    stop();
  });

  test('tells apart that nothing was found and that there is nothing yet', async () => {
    const { bridge, filters, list } = openList();
    const first = bridge.hold('history.page');
    const searching = list.search();
    expect(list.nothing).toBeNull();
    await first.answer(historyPage());
    await searching;
    expect(list.nothing).toBe('yet');
    list.text = 'table';
    expect(list.nothing).toBe('found');
    list.text = ' ';
    filters.filter = 'refunds';
    expect(list.nothing).toBe('found');
    bridge.answer('history.page', historyPage(manyRows(1, 9)));
    await list.search();
    expect(list.nothing).toBeNull();
  });

  test('says whether the rows are the answer: not if it failed, or if something else is looked for meanwhile', async () => {
    const { bridge, list } = openList();
    bridge.answer('history.page', historyPage(manyRows(1, 9)));
    expect(await list.search()).toBe(true);
    bridge.refuse('history.page', 'unexpected');
    expect(await list.search()).toBe(false);
    const held = bridge.hold('history.page');
    const searching = list.search();
    list.searchSoon();
    await held.answer(historyPage());
    expect(await searching).toBe(false);
  });

  test('shows a newer view of a row at once, however far down it is', async () => {
    const { bridge, list } = openList();
    const rows = manyRows(60, 9);
    const far = rows[50]?.payment ?? payment();
    bridge.answer('history.page', historyPage([...rows, refundRow(far)]));
    const stop = list.start();
    await vi.advanceTimersByTimeAsync(0);
    bridge.answer('history.page', historyPage(rows.slice(0, 30), { next: NEXT }));
    const refunded = { ...far, refunded: far.amount };
    const failed = refund({
      reference: far.reference.replace('-', '-R'),
      paymentReference: far.reference,
      state: 'failed',
    });
    bridge.push('history.changed', refunded);
    bridge.push('refund.changed', failed);
    await vi.advanceTimersByTimeAsync(500);
    const last = list.read?.rows.at(-1);
    expect(list.read?.rows[50]?.payment).toEqual(refunded);
    expect(last).toMatchObject({ kind: 'refund', payment: refunded, refund: failed });
    stop();
  });

  test('adds older rows where its rows end, although the newest page is read again meanwhile', async () => {
    const { bridge, list, shown } = openList();
    bridge.answer('history.page', historyPage(manyRows(40, 9), { next: NEXT }));
    const stop = list.start();
    await vi.advanceTimersByTimeAsync(0);
    const [newest, older] = [bridge.hold('history.page'), bridge.hold('history.page')];
    bridge.push('till.changed', till());
    await vi.advanceTimersByTimeAsync(500);
    const reading = list.more();
    await newest.answer(historyPage(manyRows(30, 9, 200), { next: NEXT }));
    await older.answer(historyPage(manyRows(5, 9, 40)));
    await reading;
    expect(shown()).toEqual(names(45));
    stop();
  });

  test('reports no failure of an earlier query', async () => {
    const { bridge, list } = openList();
    const first = bridge.hold('history.page');
    const asking = list.search();
    bridge.answer('history.page', historyPage());
    await list.search();
    await first.refuse('not-permitted');
    await asking;
    expect(list.problem).toBeNull();
  });

  test('looks further back while few rows were found, and adds what it finds', async () => {
    const { bridge, list, asked, shown } = openList();
    const pages = [
      bridge.hold('history.page'),
      bridge.hold('history.page'),
      bridge.hold('history.page'),
    ] as const;
    const searching = list.search();
    await pages[0].answer(historyPage([], { next: NEXT }));
    expect(list.reading).toBe(true);
    await pages[1].answer(historyPage(manyRows(2, 9), { next: { at: NOON, id: 4 } }));
    expect(shown()).toEqual(names(2));
    await pages[2].answer(historyPage(manyRows(3, 9, 2)));
    await searching;
    expect(shown()).toEqual(names(5));
    expect(asked().map(({ after }) => after)).toEqual([null, NEXT, { at: NOON, id: 4 }]);
    expect(list.reading).toBe(false);
    await list.more();
    expect(asked()).toHaveLength(3);
  });

  test('reads a further page once, and sorts it under its days', async () => {
    const { bridge, list, asked } = openList();
    bridge.answer('history.page', historyPage(manyRows(40, 30), { next: NEXT }));
    await list.search();
    bridge.answer('history.page', historyPage(manyRows(40, 30, 40)));
    await Promise.all([list.more(), list.more()]);
    expect(asked()).toHaveLength(2);
    const days = list.read ? byDay(list.read).map(({ rows }) => rows.length) : [];
    expect(days).toEqual([30, 30, 20]);
  });

  test('shows a refund as soon as it is made, and keeps the older rows', async () => {
    const { bridge, list, shown } = openList();
    bridge.answer('history.page', historyPage(manyRows(40, 9), { next: NEXT }));
    const stop = list.start();
    await vi.advanceTimersByTimeAsync(1);
    bridge.answer('history.page', historyPage(manyRows(40, 9, 40)));
    await list.more();
    const made = refundRow(payment({ startedAt: NOON + 60_000 }));
    bridge.answer('history.page', historyPage([made, ...manyRows(39, 9)], { next: NEXT }));
    if (made.kind === 'refund') bridge.push('refund.changed', made.refund);
    await vi.advanceTimersByTimeAsync(500);
    expect(shown()).toEqual([referenceOf(made), ...names(80)]);
    stop();
    expect(bridge.listeners('refund.changed')).toBe(0);
  });

  test.each(['history.changed', 'till.changed', 'till.replaced'] as const)(
    'is read again after %s',
    async (name) => {
      const { bridge, list, shown } = openList();
      bridge.answer('history.page', historyPage(manyRows(2, 9)));
      const stop = list.start();
      await vi.advanceTimersByTimeAsync(0);
      bridge.answer('history.page', historyPage(manyRows(3, 9)));
      const pushed = { 'history.changed': payment(), 'till.changed': till(), 'till.replaced': snapshot() };
      bridge.push(name, pushed[name]);
      await vi.advanceTimersByTimeAsync(500);
      expect(shown()).toEqual(names(3));
      stop();
      expect(bridge.listeners(name)).toBe(0);
    },
  );

  test('says why nothing could be read, and keeps the rows it has', async () => {
    const { bridge, list, shown } = openList();
    bridge.answer('history.page', historyPage(manyRows(3, 9)));
    await list.search();
    bridge.refuse('history.page', 'not-permitted');
    await list.search();
    expect([list.problem?.code, shown(), list.reading]).toEqual(['not-permitted', names(3), false]);
  });

  test('sends what is chosen, and no amount if none is typed', async () => {
    const { bridge, filters, list, asked } = openList();
    bridge.answer('history.page', historyPage());
    Object.assign(filters, {
      filter: 'refunds',
      from: '2026-11-01',
      least: '7,50',
      most: 'x',
      cashier: 'p1',
    });
    expect(filters.hidden).toBe(4);
    await list.search();
    expect(asked()).toEqual([
      {
        ...{ text: '', filter: 'refunds', from: '2026-11-01', to: null, cashier: 'p1' },
        ...{ least: 750, most: null, after: null },
      },
    ]);
    filters.clear();
    expect([filters.hidden, filters.input.filter]).toEqual([0, 'all']);
  });
});
