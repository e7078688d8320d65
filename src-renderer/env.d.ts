/// <reference types="svelte" />
/// <reference types="vite/client" />
import type { Bridge } from '#contract';

declare global {
  interface Window {
    /** Set by the preload script. */
    readonly countertop: Bridge;
  }
  /** Not yet among TypeScript's own. */
  interface AudioContext {
    /** '' is the computer's usual loudspeaker. Rejects where there is none of that id. */
    setSinkId(id: string): Promise<void>;
  }
}
