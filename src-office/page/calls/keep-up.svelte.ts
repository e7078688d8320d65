import { untrack } from 'svelte';
import { unattended } from './ask.ts';
import type { Live } from './live.svelte.ts';

/**
 * Reads again whenever the live view reports a change, but at most every `every` ms, since a chain sells something each
 * second. What `read` asks at once keeps nobody signed in. Call while a component initializes.
 */
export const keepUp = (live: Live, every: number, read: () => void): void => {
  let readAt = Date.now();
  $effect(() => {
    if (live.now === null) return undefined;
    const again = (): void => {
      readAt = Date.now();
      untrack(() => unattended(read));
    };
    const timer = setTimeout(again, Math.max(0, readAt + every - Date.now()));
    return () => clearTimeout(timer);
  });
};
