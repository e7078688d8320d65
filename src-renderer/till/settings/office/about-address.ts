import type { Problem, ProblemCode } from '#contract';

const ABOUT_ADDRESS: readonly ProblemCode[] = [
  'office-no-address',
  'office-not-secure',
  'office-unreached',
  'office-unreachable',
];

/** Whether the office's address may be what is wrong, so that its field is marked. */
export const isAboutAddress = (problem: Problem | null): boolean =>
  problem !== null && ABOUT_ADDRESS.includes(problem.code);
