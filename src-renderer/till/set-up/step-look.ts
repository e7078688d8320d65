import type { Problem, TextKey } from '#contract';
import { punctuation, text } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';
import type { Tone } from '../../parts/signal/tone.ts';
import type { Displays } from '../../state/set-up/devices/displays.svelte.ts';
import type { PrinterTest } from '../../state/set-up/devices/printer-test.svelte.ts';
import type { SetUp } from '../../state/set-up/set-up.svelte.ts';
import { numbered, problemWords } from '../problem-words.ts';
import { restoreWords } from '../settings/office/office-words.ts';
import { troubleWords } from './set-up-words.ts';

/** What a step's field says, and what its slab does. */
export interface StepLook {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly word: string;
  readonly advice: string;
  readonly more?: string;
  readonly act: TextKey;
}

export interface StepFacts {
  readonly setUp: SetUp;
  readonly displays: Displays;
  readonly printerTest: PrinterTest;
  /** How many people are on the staff list. */
  readonly people: number;
}

const testLook = ({ draft: { typed }, link, live: { passed } }: SetUp): StepLook => {
  const act = 'set-up.next';
  if (!typed || link.testing)
    return {
      tone: 'signal',
      icon: 'online',
      word: text('set-up.test.running'),
      advice: text('set-up.test.running.advice'),
      act,
    };
  if (passed)
    return {
      tone: 'good',
      icon: 'tick',
      word: text('set-up.test.passed'),
      advice: text('set-up.test.passed.advice', { currency: typed.currency }),
      act,
    };
  const problem = link.problem ?? ({ code: 'unexpected', details: {} } as const);
  const { title, advice } = problemWords(problem);
  const trouble = troubleWords(link.checksOf(typed), typed) ?? {
    word: title,
    advice: numbered(advice, problem.code),
  };
  return { tone: 'stopped', icon: 'cross', ...trouble, more: text('set-up.test.no-money'), act };
};

/** Here the address has just been typed, so it may be what is wrong. */
const printerTrouble = (problem: Problem): Pick<StepLook, 'word' | 'advice'> => {
  const { title, advice } = problemWords(problem);
  return problem.code === 'printer-unreachable'
    ? { word: text('set-up.printer.failed'), advice: text('set-up.printer.failed.advice') }
    : { word: title, advice: numbered(advice, problem.code) };
};

const printerLook = ({ setUp, printerTest }: StepFacts): StepLook => {
  const { typed } = setUp.draft;
  const act = typed?.receipts.printer === 'none' ? 'set-up.skip' : 'set-up.next';
  const problem = typed && printerTest.problemOf(typed);
  if (problem) return { tone: 'stopped', icon: 'printer', ...printerTrouble(problem), act };
  const isPrinted = typed !== null && printerTest.printed(typed);
  return {
    tone: isPrinted ? 'good' : 'ink',
    icon: 'printer',
    word: text(isPrinted ? 'set-up.printer.printed' : 'set-up.printer.word'),
    advice: text(isPrinted ? 'set-up.printer.printed.advice' : 'set-up.printer.advice'),
    act,
  };
};

const peopleLook = ({ setUp, people }: StepFacts): StepLook => ({
  tone: 'ink',
  icon: 'staff',
  word: text('set-up.people.word'),
  advice:
    people > 0
      ? [text('set-up.people.there', { count: people }), text('set-up.people.there.advice')].join(
          punctuation().sentence,
        )
      : text('set-up.people.advice'),
  act: people > 0 ? 'set-up.next' : setUp.addsManager ? 'set-up.people.add' : 'set-up.skip',
});

const plain = (
  icon: IconName,
  step: 'start' | 'office' | 'shop' | 'credentials' | 'shift',
  more?: TextKey,
): StepLook => ({
  tone: 'ink',
  icon,
  word: text(`set-up.${step}.word`),
  advice: text(`set-up.${step}.advice`),
  ...(more && { more: text(more) }),
  act: 'set-up.next',
});

const officeLook = ({ restoring }: SetUp): StepLook => {
  const { view, isHere, isBusy, isBegun } = restoring;
  const word = (state: 'here' | 'running' | 'begun'): Pick<StepLook, 'word' | 'advice'> => ({
    word: text(`set-up.office.${state}`),
    advice: text(`set-up.office.${state}.advice`),
  });
  if (isHere) return { tone: 'good', icon: 'tick', ...word('here'), act: 'set-up.next' };
  const more = view?.progress ? { more: restoreWords(view.progress, isBegun) } : {};
  // Without the office's answer nothing can be promised of the code.
  if (isBusy && (isBegun || view?.progress))
    return { tone: 'signal', icon: 'computer', ...word('running'), ...more, act: 'set-up.office.act' };
  if (isBegun) return { tone: 'ink', icon: 'computer', ...word('begun'), act: 'office.resume' };
  return { ...plain('computer', 'office', 'set-up.office.more'), act: 'set-up.office.act' };
};

const displayLook = ({ displays }: StepFacts): StepLook => ({
  tone: 'ink',
  icon: 'display',
  word: text(displays.isCustomersOwn ? 'set-up.display.word' : 'set-up.display.missing'),
  advice: text(displays.isCustomersOwn ? 'set-up.display.found.advice' : 'set-up.display.missing.advice'),
  act: 'set-up.next',
});

const finishLook = ({ draft: { typed } }: SetUp): StepLook =>
  typed?.environment === 'live'
    ? {
        tone: 'ink',
        icon: 'money',
        word: text('set-up.finish.word'),
        advice: text('set-up.finish.advice'),
        act: 'set-up.finish.live',
      }
    : {
        tone: 'ink',
        icon: 'tick',
        word: text('set-up.finish.test.word'),
        advice: text('set-up.finish.test.advice'),
        act: 'set-up.finish.test',
      };

const plainLook = (facts: StepFacts): StepLook => {
  const { step } = facts.setUp;
  switch (step) {
    case 'start':
      return plain('sale', step);
    case 'office':
      return officeLook(facts.setUp);
    case 'shop':
      return plain('shop', step, 'set-up.shop.more');
    case 'credentials':
      return plain('key', step);
    case 'test':
      return testLook(facts.setUp);
    case 'display':
      return displayLook(facts);
    case 'printer':
      return printerLook(facts);
    case 'people':
      return peopleLook(facts);
    case 'shift':
      return plain('clock', step, 'set-up.shift.later');
    case 'finish':
      return finishLook(facts.setUp);
    default:
      return step satisfies never;
  }
};

/** On a small screen, a field marked in red may be out of sight. */
export const lookOfStep = (facts: StepFacts): StepLook => {
  const { more, ...look } = plainLook(facts);
  if (facts.setUp.faults.isHeldBack) return { ...look, tone: 'stopped', advice: text('set-up.fix') };
  return { ...look, ...(more && { more }) };
};
