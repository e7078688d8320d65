import { describe, expect, test } from 'vitest';
import type { SavedSetUp, RollOut, SetUpNote } from '#services/ports.ts';
import { SetUpDesk } from '#services/set-up/set-up-desk.ts';
import { acting, settingsKit, typed } from '../settings/settings-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { silentLog } from '../../support/station-kit.ts';

const kept: SavedSetUp = {
  step: 'test',
  typed: { ...typed, environment: 'live' },
  opensShift: true,
  restores: false,
};

const inTest: SavedSetUp = { ...kept, typed: { ...kept.typed, environment: 'test' } };

interface Options {
  readonly note?: SetUpNote;
  readonly isWanted?: boolean;
  readonly isBench?: boolean;
  readonly inUse?: 'training' | 'live';
  readonly isChanging?: boolean;
  readonly keyStore?: boolean;
  readonly diskFull?: boolean;
  readonly rollOut?: RollOut;
}

const setUpKit = (options: Options = {}) => {
  const { ports, keys, journal } = settingsKit({ keyStore: options.keyStore ?? true });
  const written: SetUpNote[] = [];
  const lastNote = (): SetUpNote => written.at(-1) ?? options.note ?? { stage: 'new', kept: null };
  const desk = new SetUpDesk({
    file: {
      read: () => options.note ?? { stage: 'new', kept: null },
      write: (note) => {
        if (options.diskFull) throw new Error('disk full');
        written.push(note);
      },
    },
    rollOut: options.rollOut ?? { state: 'none' },
    vault: ports.vault,
    current: () => ({ environment: options.inUse ?? 'training' }),
    isChanging: () => options.isChanging ?? false,
    journal: () => journal,
    clock: new HandClock(),
    log: silentLog,
    isWanted: options.isWanted ?? false,
    isBench: options.isBench ?? false,
  });
  return { desk, keys, journal, written, lastNote };
};

describe('what was typed up to the last Next', () => {
  test('is on disk, its ApiKey in the vault and nowhere else', async () => {
    const { desk, keys, written, journal } = setUpKit();
    expect(await desk.keep(kept, acting)).toEqual({ kept: true });
    expect(written).toEqual([
      { stage: 'under-way', kept: { ...kept, typed: { ...kept.typed, apiKey: '' } } },
    ]);
    expect(keys.get('live')).toBe('a-long-enough-key');
    expect(journal.activity.map(({ record }) => record)).toEqual([
      { type: 'settings-changed', ...acting, fields: ['apiKey'] },
    ]);
  });

  test('does not replace a key that is in use, nor anything on a bench', async () => {
    for (const change of [{ inUse: 'live' }, { isBench: true }] as const) {
      const { desk, keys } = setUpKit(change);
      expect(await desk.keep(kept, acting)).toEqual({ kept: true });
      expect([...keys]).toEqual([]);
    }
  });

  test.each([
    ['entered the environment', { inUse: 'live' }, { kept: true }],
    ['are being saved', { isChanging: true }, { kept: false, why: 'settings-not-written' }],
  ] as const)('replaces no key of settings that, while it is sealed, %s', async (_what, change, answer) => {
    const options: Options = {};
    const { desk, keys, journal } = setUpKit(options);
    const keeping = desk.keep(kept, acting);
    Object.assign(options, change);
    expect(await keeping).toEqual(answer);
    expect([[...keys], journal.activity]).toEqual([[], []]);
  });

  test('without a key store, or on a full disk, the step is not left', async () => {
    expect(await setUpKit({ keyStore: false }).desk.keep(kept, acting)).toMatchObject({
      why: 'no-key-store',
    });
    expect(await setUpKit({ diskFull: true }).desk.keep(kept, acting)).toMatchObject({
      why: 'settings-not-written',
    });
    const full = setUpKit();
    full.journal.full = true;
    expect(await full.desk.keep(kept, acting)).toMatchObject({ why: 'settings-not-written' });
    expect([...full.keys, ...full.written]).toEqual([]);
  });
});

describe('the till opens with the set-up', () => {
  const note = (stage: SetUpNote['stage']): SetUpNote => ({ stage, kept: null });
  test.each<[string, Options, boolean]>([
    ['on the first start of an installed till', { isWanted: true }, true],
    ['not in a fresh folder that nobody asked to be set up', {}, false],
    ['again after it was cut off', { note: note('under-way') }, true],
    ['not on a bench that was not asked to', { note: note('under-way'), isBench: true }, false],
    ['on a bench that was', { isBench: true, isWanted: true }, true],
    ['not by itself once it was left for later', { note: note('later') }, false],
    ['not any more when it is done', { note: note('done'), isWanted: true }, false],
  ])('%s', (_when, options, opens) => {
    expect(setUpKit(options).desk.opens).toBe(opens);
  });

  describe('again after a new till was left, or lost power, on its first page', () => {
    const leftByItsOwner = (): SetUpNote => setUpKit({ isWanted: true }).lastNote();

    test('however often that happens, until somebody chose something', () => {
      const second = setUpKit({ note: leftByItsOwner() });
      expect(second.desk.opens).toBe(true);
      const third = setUpKit({ note: second.lastNote() });
      expect(third.desk.opens).toBe(true);
      third.desk.leave('later');
      expect(setUpKit({ note: third.lastNote() }).desk.opens).toBe(false);
    });

    test('with what countertop.json prepares by then', () => {
      const rollOut: RollOut = { state: 'read', typed: kept.typed };
      const { desk } = setUpKit({ note: leftByItsOwner(), rollOut });
      expect(desk.note.kept).toMatchObject({ step: 'start', typed: kept.typed });
    });

    test('and a disk that refuses does not keep it from opening the first time', () => {
      expect(setUpKit({ isWanted: true, diskFull: true }).desk.opens).toBe(true);
    });

    test('but a bench leaves no trace of having been asked', () => {
      expect(setUpKit({ isWanted: true, isBench: true }).written).toEqual([]);
    });
  });

  test('not after it was left; its input stays for the next person', async () => {
    const { desk, written } = setUpKit({ isWanted: true });
    await desk.keep(kept, acting);
    desk.leave('later');
    expect(desk.opens).toBe(false);
    expect(desk.note).toMatchObject({ stage: 'later', kept: { step: 'test' } });
    desk.leave('done');
    expect(written.at(-1)).toEqual({ stage: 'done', kept: null });
  });
});

describe('what countertop.json prepares', () => {
  const currency = { why: 'field', field: 'currency' } as const;
  const rollOut: RollOut = { state: 'read', typed: kept.typed };

  test('is what the set-up begins with, until the shop has answered itself', () => {
    const { desk } = setUpKit({ rollOut });
    expect(desk.opens).toBe(true);
    expect(desk.note.kept).toMatchObject({ step: 'start', typed: kept.typed });
    const answered = setUpKit({ rollOut, note: { stage: 'later', kept } });
    expect([answered.desk.opens, answered.desk.note.kept]).toEqual([false, kept]);
  });

  test.each<[string, Options]>([
    ['on a bench', { isBench: true }],
    ['once the till is set up', { note: { stage: 'done', kept: null } }],
    ['where the till sells live already', { inUse: 'live' }],
  ])('is not looked at %s, right or wrong', (_where, options) => {
    const { desk } = setUpKit({ ...options, rollOut });
    expect([desk.opens, desk.note.kept]).toEqual([false, null]);
    const wrong = setUpKit({ ...options, rollOut: { state: 'wrong', fault: currency } });
    expect([wrong.desk.opens, wrong.desk.rollOutFault]).toEqual([false, null]);
  });

  test('is read anew at each start while people only try the till', () => {
    const tried = setUpKit({ rollOut });
    tried.desk.leave('later');
    expect(tried.desk.note.kept).toMatchObject({ typed: kept.typed });
    const corrected: RollOut = { state: 'read', typed: { ...kept.typed, storeName: 'Garden Café' } };
    const { desk } = setUpKit({ rollOut: corrected, note: tried.lastNote() });
    expect([desk.opens, desk.note.stage, desk.note.kept?.typed.storeName]).toEqual([
      false,
      'later',
      'Garden Café',
    ]);
  });

  test('is refused whole where a part is wrong, and the set-up opens and says which', () => {
    const { desk } = setUpKit({ rollOut: { state: 'wrong', fault: currency } });
    expect([desk.opens, desk.rollOutFault, desk.note.kept]).toEqual([true, currency, null]);
    desk.leave('later');
    expect(desk.opens).toBe(false);
  });
});

describe('a till that leaves training without the set-up', () => {
  test.each<[string, SetUpNote['kept'], string]>([
    ['counts as set up', null, 'done'],
    ['and enters the environment that is typed there counts as set up', kept, 'done'],
    ['for another environment than is typed there keeps that for its owner', inTest, 'later'],
  ])('%s', (_what, before, stage) => {
    const { desk, lastNote } = setUpKit({ note: { stage: 'later', kept: before } });
    desk.leaveTraining('live');
    expect(lastNote()).toEqual({ stage, kept: stage === 'done' ? null : before });
  });

  test('is none while it stays in training', () => {
    const { desk, written } = setUpKit({ note: { stage: 'later', kept } });
    desk.leaveTraining('training');
    expect(written).toEqual([]);
  });
});
