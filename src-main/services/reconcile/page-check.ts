/** Checks whether a list that is read page by page is complete. */
import type { PaymentPage } from '#services/gateway/gateway-port.ts';

/** 'unproven': there may be more, but nothing can prove any more that the list is complete. */
export type PageVerdict = 'complete' | 'more' | 'unproven' | 'incomplete';

/** The larger of two numbers, either of which the gateway may leave out. */
const larger = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

/**
 * A gateway may count pages from 0, ignore which page is asked for, contradict itself, or count nothing at all. So a
 * list is complete only if its own numbers show it. Without a total of rows, each page must give its number and have
 * rows: a gateway that counts from 0 would end with an empty page.
 */
export class PageCheck {
  readonly #ids = new Set<string>();
  readonly #unreadNames = new Set<string>();
  #unread = 0;
  /** The highest total of any page, since nothing leaves the list while it is read. */
  #totalCount: number | null = null;
  #totalPages: number | null = null;

  /** Adds the answer to a request for a page; the first page is 1. */
  add(page: PaymentPage, asked: number): PageVerdict {
    const before = this.#read;
    const listed = this.#ids.size;
    const repeats = this.#repeats(page);
    this.#take(page);
    if (repeats && !this.#canCountRepeats) return this.#ids.size > listed ? 'unproven' : 'incomplete';
    if (this.#isComplete(page, asked)) return 'complete';
    if (this.#read === before) return 'incomplete';
    const isPageAsked = page.pageIndex === null || page.pageIndex === asked;
    return isPageAsked && this.#mayBecomeComplete ? 'more' : 'unproven';
  }

  get #read(): number {
    return this.#ids.size + this.#unread;
  }

  /** Whether rows of this page were on an earlier one; others may then have been skipped. */
  #repeats({ payments, unread }: PaymentPage): boolean {
    if (payments.length > 0) return payments.some(({ id }) => this.#ids.has(id));
    return unread.length > 0 && unread.every((name) => this.#unreadNames.has(name));
  }

  /** Only readable payments can be told apart, so without unread rows the total still proves completeness. */
  get #canCountRepeats(): boolean {
    return this.#totalCount !== null && this.#unread === 0;
  }

  #take({ payments, unread, totalPages, totalCount }: PaymentPage): void {
    for (const { id } of payments) this.#ids.add(id);
    for (const name of unread) this.#unreadNames.add(name);
    this.#unread += unread.length;
    this.#totalPages = larger(this.#totalPages, totalPages);
    this.#totalCount = larger(this.#totalCount, totalCount);
  }

  #isComplete({ payments, unread, pageIndex }: PaymentPage, asked: number): boolean {
    const pages = this.#totalPages;
    if (this.#totalCount !== null) return this.#read === this.#totalCount && asked >= (pages ?? 0);
    if (pages === null || pageIndex !== asked) return false;
    const isEmpty = payments.length + unread.length === 0;
    return isEmpty ? pages === 0 && this.#read === 0 : pages > 0 && asked >= pages;
  }

  get #mayBecomeComplete(): boolean {
    return this.#totalCount === null ? this.#totalPages !== null : this.#read < this.#totalCount;
  }
}
