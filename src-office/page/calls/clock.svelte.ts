import { getContext, setContext } from 'svelte';

/** The current time, updated each second. */
export class Clock {
  now = $state(Date.now());

  run(): () => void {
    const every = setInterval(() => (this.now = Date.now()), 1_000);
    return () => clearInterval(every);
  }
}

const KEY = Symbol('clock');

export const setClock = (clock: Clock): Clock => setContext(KEY, clock);
export const getClock = (): Clock => getContext(KEY);
