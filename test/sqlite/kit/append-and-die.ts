/** Run as a program: journals an intent and is killed before it can do anything else. */
import { openJournal } from './open-journal.ts';
import { intended, NOON } from './sales.ts';

const [, , file = ''] = process.argv;
openJournal(file).append('T1-1', intended('T1-1'), NOON);
process.kill(process.pid, 'SIGKILL');
