/** For `{@attach}`: typing, or a scanner, may begin at once in the first field, and replaces what stands there. */
export const enterFirstField = (around: HTMLElement): void => {
  const field = around.querySelector('input');
  field?.focus();
  field?.select();
};
