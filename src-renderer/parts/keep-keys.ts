/** For a question over a screen: a key that is still held down answers nothing, and none reaches the screen below. */
export const keepKeys = (event: KeyboardEvent): void => {
  event.stopPropagation();
  if (event.repeat) event.preventDefault();
};
