/** Attached to a dialog: opens it as modal, and returns the focus to where it was when the dialog closes. */
export const asModal = (dialog: HTMLDialogElement): (() => void) => {
  const before = document.activeElement;
  dialog.showModal();
  return () => before instanceof HTMLElement && before.focus();
};
