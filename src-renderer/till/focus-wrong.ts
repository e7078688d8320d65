import { tick } from 'svelte';

/** Whatever is marked as wrong gets the focus and comes into sight; false where nothing is. */
export const focusWrong = async (within: ParentNode): Promise<boolean> => {
  await tick();
  const wrong = within.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]');
  wrong?.focus();
  // Also when it had the focus already: what is wrong stands below it.
  wrong?.scrollIntoView({ block: 'center' });
  return wrong !== null;
};
