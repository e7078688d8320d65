/// <reference types="svelte" />
/// <reference types="vite/client" />
import type { Bridge } from '#contract';

declare global {
  interface Window {
    /** Set by the preload script. */
    readonly countertop: Bridge;
  }
  /** Missing from TypeScript's own types so far. */
  interface AudioContext {
    /** '' is the computer's usual loudspeaker. Rejects if there is no loudspeaker with that id. */
    setSinkId(id: string): Promise<void>;
  }
}
