/** `make-year.ts daily` makes a busy year in a process of its own, which keeps one core busy for twenty minutes. */
import type { YearName } from './kit/busy-year.ts';
import { makeYear } from './kit/busy-year.ts';

await makeYear(process.argv[2] as YearName);
