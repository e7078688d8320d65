import { describe, expect, test } from 'vitest';
import type { InstallationNote, NotedInstallation } from '#services/ports.ts';
import { openInstallation } from '#services/installation/open-installation.ts';
import { newJournalFile, NOON, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';

const noteOf = (first: NotedInstallation | null = null): InstallationNote => {
  let noted = first;
  return { read: () => noted, write: (next) => void (noted = next) };
};

const till = (note = noteOf()) => {
  const journal = openForTest(newJournalFile());
  const clock = new HandClock(NOON);
  const ids = countingIds();
  const open = (recovering: number | null = null) =>
    openInstallation({ journal, note, clock, ids, log: silentLog }, recovering);
  return { journal, clock, note, open };
};

describe('a till', () => {
  test('gets its identity once, with its journal, and keeps it however often it is opened', async () => {
    const { journal, clock, open } = till();
    const { identity, since } = open();
    await clock.pass(60_000);
    expect(open()).toMatchObject({ identity, since });
    expect(since).toBe(NOON);
    expect(journal.records(['installation-identified'], 0)).toMatchObject([{ record: { identity } }]);
  });

  test('has another opening each time, and knows the earlier ones in this place', () => {
    const { open } = till();
    const [first, second, third] = [open(), open(), open()];
    expect(new Set([first, second, third].map(({ opening }) => opening)).size).toBe(3);
    expect(third.gap.openings).toEqual([first.opening, second.opening]);
  });

  test('has an identity of its own, and another till another', () => {
    const ids = countingIds();
    const open = () =>
      openInstallation(
        {
          journal: openForTest(newJournalFile()),
          note: noteOf(),
          clock: new HandClock(NOON),
          ids,
          log: silentLog,
        },
        null,
      );
    expect(open().identity).not.toBe(open().identity);
  });

  test('whose journal was moved to a new PC keeps its identity, and knows no opening of there', () => {
    const { journal, clock, open } = till();
    const { identity } = open();
    const moved = openInstallation(
      { journal, note: noteOf(), clock, ids: countingIds(), log: silentLog },
      null,
    );
    expect(moved.identity).toBe(identity);
    expect(moved.gap.openings).toEqual([]);
  });

  test('that starts with a new journal is another installation, whatever is noted beside it', () => {
    const { open } = till(noteOf({ identity: '0LD0LD', openings: ['1111'], reached: 0 }));
    const { identity, gap } = open();
    expect(identity).not.toBe('0LD0LD');
    expect(gap.openings).toEqual([]);
  });

  test('whose journal was recovered without its identity gets that back', () => {
    const { journal, open } = till(noteOf({ identity: '0LD0LD', openings: ['1111'], reached: 0 }));
    expect(open(NOON - 1_000)).toMatchObject({
      identity: '0LD0LD',
      gap: { openings: ['1111'], from: NOON - 1_000, to: NOON },
    });
    expect(journal.lastRecord('installation-identified')?.record.identity).toBe('0LD0LD');
  });

  test('may have lost what is numbered after its last payment; sales since a recovery leave that as it is', async () => {
    const { journal, clock, open } = till();
    sell(journal, 'T1-1', NOON);
    expect(open().gap).toMatchObject({ lastNumber: 1 });
    await clock.pass(60_000);
    sell(journal, 'T1-2', clock.now());
    expect(open(NOON).gap).toMatchObject({ lastNumber: 1, from: NOON });
    expect(open().gap).toMatchObject({ lastNumber: 2 });
  });

  describe('whose journal has lost its end', () => {
    const loses = (journal: ReturnType<typeof till>['journal'], payments: number) =>
      journal.record(
        {
          ...{ type: 'tail-lost', rows: 3, since: NOON, until: NOON },
          ...{ payments, refunds: 0, shifts: 0, zs: 0, zsLost: 0 },
        },
        NOON,
      );

    test('on the way to a new PC knows by its number what it lost, at every start and however much it loses there', () => {
      const { journal, open } = till();
      loses(journal, 8);
      expect(open(NOON).gap).toMatchObject({ openings: [], reached: 8 });
      expect(open(NOON).gap.reached).toBe(8);
      loses(journal, 40);
      expect(open(NOON).gap.reached).toBe(8);
    });

    test('where it always was knows it by the openings alone, for a copy elsewhere gives the same numbers', () => {
      const { journal, open } = till();
      const { opening } = open();
      loses(journal, 8);
      expect(open(NOON).gap).toMatchObject({ openings: [opening], reached: 0 });
    });
  });

  test('is open even where neither journal nor note can be written', () => {
    const fails = (): never => {
      throw new Error('full');
    };
    const { journal, clock } = till();
    const opened = openInstallation(
      {
        journal: { ...journal, record: fails },
        note: { read: () => null, write: fails },
        clock,
        ids: countingIds(),
        log: silentLog,
      },
      null,
    );
    expect(opened.identity).toMatch(/^\w{6}$/);
  });
});
