/** The guided set-up: its steps, in their order, and where it stands. Free of zod, since windows import it. */
export const SET_UP_STEPS = [
  'start',
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

/** `new`: nobody has answered it yet. `later`: left, to be gone on with. */
export const SET_UP_STAGES = ['new', 'under-way', 'later', 'done'] as const;
export type SetUpStage = (typeof SET_UP_STAGES)[number];
