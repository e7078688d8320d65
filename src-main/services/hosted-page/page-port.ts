/** What the page desk needs of the windows. Interfaces only. */
import type { LanguageName } from '#domain/shop/language.ts';

export const PAGE_FAULTS = [
  /** It was not loaded, or with an error. */
  'unloaded',
  /** It loads for too long, or no longer answers. */
  'hangs',
  'crashed',
  /** It went, or came, where it must not be. */
  'left',
  /** It sent something to be saved on this computer. */
  'downloads',
  /** It came back to the shop with another payment. */
  'another',
  /** The gateway cannot be reached. */
  'offline',
] as const;
export type PageFault = (typeof PAGE_FAULTS)[number];

export interface PageOrder {
  readonly address: string;
  /** The customer's, which the page is asked to speak. */
  readonly language: LanguageName;
  /** Whether the page may go there. */
  readonly mayOpen: (address: string) => boolean;
  /** Whether the page may fetch that for itself. */
  readonly mayFetch: (address: string) => boolean;
  /** `mayFetch` for a content security policy. */
  readonly sources: readonly string[];
  /** Whether that is the way back to the shop, which is never loaded. */
  readonly isReturn: (address: string) => boolean;
}

/** How a page ended by itself; nothing is told of it afterwards. */
export type PageEnd =
  | { readonly kind: 'returned'; readonly address: string }
  | { readonly kind: 'failed'; readonly fault: Exclude<PageFault, 'another' | 'offline'> };

/** The place over the customer's window where one page at a time can be shown. */
export interface HostedPageView {
  /** The result closes it, and does nothing once it has ended. */
  open(order: PageOrder, onEnd: (end: PageEnd) => void): () => void;
}
