/** How long it takes to verify a journal of a million payments that no till has open. */
import { verify } from '#sqlite/check/verify.ts';
import { head, line } from './kit/timing.ts';
import { overTwoYears } from './kit/two-years.ts';

overTwoYears((journal, file) => {
  journal.close();
  head();
  line('all of it', () => verify(file), 1);
});
