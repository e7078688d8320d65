/** The guided set-up: its steps, in order, and its stages. Free of zod, since windows import it. */
export const SET_UP_STEPS = [
  'start',
  'office',
  'shop',
  'credentials',
  'test',
  'display',
  'printer',
  'people',
  'shift',
  'finish',
] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

/** What can wait until a restored till goes on. */
const AFTER_RESTORE: readonly SetUpStep[] = ['display', 'printer', 'people', 'shift'];

/** The steps of a new till, or of one that is restored from the office. */
export const setUpSteps = (restores: boolean): readonly SetUpStep[] =>
  SET_UP_STEPS.filter((step) => (restores ? !AFTER_RESTORE.includes(step) : step !== 'office'));

/** `new`: nobody has answered anything yet. `later`: left, to be continued. */
export const SET_UP_STAGES = ['new', 'under-way', 'later', 'done'] as const;
export type SetUpStage = (typeof SET_UP_STAGES)[number];

/** `unreadable`: the system does not let the till read it. */
export const ROLL_OUT_FAULTS = ['field', 'not-json', 'unreadable'] as const;

/** What is wrong with countertop.json. `field` is the name of the wrong field, or ''. */
export interface RollOutFault {
  readonly why: (typeof ROLL_OUT_FAULTS)[number];
  readonly field: string;
}
