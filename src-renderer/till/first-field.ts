/** For `{@attach}`: focuses and selects the first field, so that typing or a scan replaces its text. */
export const enterFirstField = (form: HTMLElement): void => {
  const field = form.querySelector('input');
  field?.focus();
  field?.select();
};
