/** What the page desk needs from the windows. Interfaces only. */
import type { LanguageName } from '#domain/shop/language.ts';

export type PageFault =
  /** It did not load, or loaded with an error. */
  | 'unloaded'
  /** It takes too long to load, or no longer answers. */
  | 'hangs'
  | 'crashed'
  /** It started at, or navigated to, an address that is not allowed. */
  | 'left'
  /** It started a download. */
  | 'downloads'
  /** It returned to the shop with another payment's reference. */
  | 'another'
  /** The gateway cannot be reached. */
  | 'offline'
  /** The customer cannot see their window. */
  | 'unseen';

export interface PageRequest {
  readonly address: string;
  /** The customer's language, which the page is asked to use. */
  readonly language: LanguageName;
  /** Whether the page may navigate to an address. */
  readonly mayOpen: (address: string) => boolean;
  /** Whether the page may load an address as a part of itself. */
  readonly mayFetch: (address: string) => boolean;
  /** `mayFetch` for a content security policy. */
  readonly sources: readonly string[];
  /** Whether an address is the return to the shop, which is never loaded. */
  readonly isReturn: (address: string) => boolean;
}

/** How a page ended by itself. Nothing is reported about it afterwards. */
export type PageEnd =
  | { readonly kind: 'returned'; readonly address: string }
  | { readonly kind: 'failed'; readonly fault: Exclude<PageFault, 'another' | 'offline' | 'unseen'> };

/** The area of the customer's window that can show one page at a time. */
export interface HostedPageView {
  /** Opens a page. The returned function closes it, and does nothing once the page has ended. */
  open(request: PageRequest, onEnd: (end: PageEnd) => void): () => void;
}
