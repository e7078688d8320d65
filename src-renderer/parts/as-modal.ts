/** Opens a dialog above everything, and returns the focus to where it was once the dialog is gone. */
export const asModal = (dialog: HTMLDialogElement): (() => void) => {
  const before = document.activeElement;
  dialog.showModal();
  return () => before instanceof HTMLElement && before.focus();
};
