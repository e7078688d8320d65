import { focusWrong } from '../focus-wrong.ts';

/** What a person would use first: a field, else the large button, else one that leads on. */
const FIRST = ['.work :is(input, textarea)', '.slab', '[type="submit"]'] as const;

/** Focuses what is wrong on the open step, else what comes first there. */
export const focusStep = async (form: HTMLFormElement): Promise<void> => {
  if (await focusWrong(form)) return;
  const all = FIRST.map((one) => form.querySelector<HTMLElement>(`${one}:enabled`));
  all.find((one) => one !== null)?.focus();
};
