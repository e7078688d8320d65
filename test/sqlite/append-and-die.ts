/** Run as a program: books an intent and is killed before it can do anything else. */
import { openJournal } from '#sqlite/journal.ts';
import { trainingTerminal } from '#domain/settings.ts';

const [, , file = ''] = process.argv;
const reference = 'T1-1';
openJournal(file).append(
  reference,
  {
    type: 'intended',
    intent: {
      reference,
      requestId: 'request-1',
      amount: 1250,
      currency: 'CNY',
      orderReference: '',
      environment: 'test',
      siteId: '1000',
      terminal: trainingTerminal,
    },
  },
  Date.UTC(2026, 10, 23, 12),
);
process.kill(process.pid, 'SIGKILL');
