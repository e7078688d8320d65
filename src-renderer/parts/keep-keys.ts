/**
 * For a question over a screen: a key that is still held down answers nothing, and no key but help reaches
 * the screen below.
 */
export const keepKeys = (event: KeyboardEvent): void => {
  if (event.key !== 'F1') event.stopPropagation();
  if (event.repeat) event.preventDefault();
};
