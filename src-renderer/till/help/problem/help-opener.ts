import { createContext } from 'svelte';
import type { Help } from '../../../state/help.svelte.ts';

/** The help of the till, for whatever shows a problem, however deep. */
export const [helpOfTill, setHelpOfTill] = createContext<Help>();
