import type { HelpTexts } from '#words/help-texts.ts';
import type { ProblemCode } from './problem.ts';
import { PROBLEM_TABLE } from './problem-table.ts';

export const problemNumber = (code: ProblemCode): number => PROBLEM_TABLE[code][0];

export const moneyAnswer = (code: ProblemCode): keyof HelpTexts['money'] => PROBLEM_TABLE[code][1];

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEM_TABLE, code);

/** Every problem, by its number. */
export const PROBLEMS_BY_NUMBER: readonly ProblemCode[] = Object.keys(PROBLEM_TABLE)
  .filter(isProblemCode)
  .toSorted((one, other) => problemNumber(one) - problemNumber(other));
