/** Run as a program: opens the journal as a till does, sells once, reports that, and stays until it is killed. */
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { newKey } from '../../support/new-key.ts';
import { NOON, sell } from '../kit/sales.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { worker } from '../kit/journal-worker.ts';

const [, , file = ''] = process.argv;
const quiet = (): void => undefined;
const { journal } = openManagedJournal({
  worker,
  file,
  key: newKey(),
  anchor: newAnchor(),
  clock: new HandClock(NOON),
  log: { info: quiet, warn: quiet, error: quiet },
  isBusy: () => false,
  onChange: quiet,
  onWritten: quiet,
});
sell(journal, 'T1-1');
console.log('open');
setInterval(quiet, 60_000);
