import type { BrowserWindow } from 'electron';
import type { DisplayChoice } from './display-choice.ts';

/**
 * Returns the till to where somebody last put it on these displays, or to the cashier's display if it is out of reach.
 * Call the result when the displays change, unless the till fills one.
 */
export const openTillPlace = (
  till: BrowserWindow,
  choice: Pick<DisplayChoice, 'arrangement' | 'isTillReachable' | 'till'>,
): (() => void) => {
  let before = choice.arrangement.name;
  return () => {
    const { name, hasTill } = choice.arrangement;
    const isAnother = name !== before;
    before = name;
    if (choice.isTillReachable(till.getBounds()) && !(isAnother && hasTill)) return;
    const { bounds, isMaximized } = choice.till();
    if (till.isMaximized()) till.unmaximize();
    till.setBounds(bounds);
    if (isMaximized) till.maximize();
  };
};
