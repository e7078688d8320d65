/// <reference types="svelte" />
/// <reference types="vite/client" />
import type { Bridge } from '#contract';

declare global {
  interface Window {
    /** Set by the preload script. */
    readonly countertop: Bridge;
  }
}
