/** Closes the till's window as a person does, and answers what the system's dialogs ask then. */
import type { ElectronApplication } from 'playwright-core';

type Asked = { questions?: string[] };

/** From now on every question is answered with that button; the questions are recorded. */
export const answerWith = (app: ElectronApplication, button: string): Promise<void> =>
  app.evaluate(({ dialog }, button) => {
    const asked = globalThis as Asked;
    asked.questions = [];
    dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
      asked.questions?.push(options.message);
      return Promise.resolve({ response: options.buttons?.indexOf(button) ?? -1, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, button);

export const questions = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as Asked).questions ?? []);

/** Closes the till's window by its close button. */
export const closeTill = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((one) => one.getTitle() === 'Countertop – Till')
      ?.close(),
  );
