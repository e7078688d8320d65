import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { dialog } from 'electron';
import { setTimeout } from 'node:timers/promises';

/**
 * Shows a dialog without blocking the program and returns the index of the button pressed, once the dialog is gone: on
 * Linux a program that ends while one is closing crashes.
 */
export const askPerson = async (options: MessageBoxOptions, over?: BrowserWindow): Promise<number> => {
  const { response } = await (over ? dialog.showMessageBox(over, options) : dialog.showMessageBox(options));
  await setTimeout(0);
  return response;
};
