import { app } from 'electron';
import console from 'node:console';
import { text } from '#words/text.ts';
import { askPerson } from './ask-person.ts';

/** There may be nobody to press the button, while whatever started the till waits for it to exit. */
const MAX_DIALOG_MS = 30_000;

const report = (why: string): void => console.error(`Countertop cannot start: ${why}`);

/**
 * Ends a start with invalid environment variables: exit code 1 and a line on stderr for the person who wrote the
 * command.
 */
export const refuseToStart = (why: string): void => {
  report(why);
  app.exit(1);
};

/**
 * Ends a start that went wrong: exit code 1, a line on stderr and a dialog for the person at the till. Not
 * `showErrorBox`, which blocks the whole program until its button is pressed: not even SIGTERM ends it then.
 */
export const failToStart = async (error: unknown): Promise<void> => {
  // A start can fail before anything else has loaded the texts.
  await Promise.all([app.whenReady(), import('#words/texts/all-texts.ts')]);
  const why = error instanceof Error ? error.message : text('start.unexpected');
  app.on('before-quit', (event) => {
    event.preventDefault();
    app.exit(1);
  });
  report(why);
  await askPerson({
    type: 'error',
    message: text('start.failed'),
    detail: `${why}\n\n${text('start.advice')}`,
    buttons: [text('start.close')],
    signal: AbortSignal.timeout(MAX_DIALOG_MS),
  });
  // Not `app.exit`: the customer's window would come back.
  app.quit();
};
