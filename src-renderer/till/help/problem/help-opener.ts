import { createContext } from 'svelte';
import type { Help } from '../../../state/help.svelte.ts';

/** Lets any component that shows a problem open the help, however deeply it is nested. */
export const [helpOfTill, setHelpOfTill] = createContext<Help>();
