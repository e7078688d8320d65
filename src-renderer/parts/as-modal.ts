/** Opens a dialog above everything else. Once the dialog is gone, the focus returns to where it was. */
export const asModal = (dialog: HTMLDialogElement): (() => void) => {
  const before = document.activeElement;
  dialog.showModal();
  return () => before instanceof HTMLElement && before.focus();
};
