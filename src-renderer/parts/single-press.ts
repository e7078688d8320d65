/**
 * For a button that changes what is under the pointer, or cannot be undone: the second click of a double click
 * presses nothing.
 */
export const single =
  (act: () => void) =>
  (event: MouseEvent): void => {
    if (event.detail < 2) act();
  };
