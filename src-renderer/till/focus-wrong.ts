import { tick } from 'svelte';

/** Focuses the first field marked as wrong and scrolls it into view; false if there is none. */
export const focusWrong = async (within: ParentNode): Promise<boolean> => {
  await tick();
  const wrong = within.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]');
  wrong?.focus();
  // Scrolls even if it already had the focus: the message is below it.
  wrong?.scrollIntoView({ block: 'center' });
  return wrong !== null;
};
