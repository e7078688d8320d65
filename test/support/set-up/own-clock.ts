/** Set up for each file: files share a thread, and timers that one of them has faked must not stop those of the next. */
import { afterAll, vi } from 'vitest';

afterAll(() => {
  vi.useRealTimers();
});
