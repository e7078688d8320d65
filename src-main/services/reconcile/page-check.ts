/** Whether a list that was read page by page is all there is. */
import type { PaymentPage } from '#services/gateway/gateway-port.ts';

/** 'unproven' when there may be more, but nothing will show that it was all. */
export type PageVerdict = 'complete' | 'more' | 'unproven' | 'incomplete';

/**
 * A gateway may count pages from 0, ignore which page is asked for, or count nothing at all: a list is complete only if
 * its own numbers show it. Without a total of rows, each page must say which one it is, and have rows: a gateway that
 * counts from 0 would end with an empty one.
 */
export class PageCheck {
  readonly #ids = new Set<string>();
  #unread = 0;

  /** Adds the answer to a page, the first of which is 1. */
  add(page: PaymentPage, asked: number): PageVerdict {
    const { payments, unread, pageIndex } = page;
    const before = this.#read;
    for (const { id } of payments) this.#ids.add(id);
    this.#unread += unread.length;
    if (this.#isComplete(page, asked)) return 'complete';
    if (this.#read === before) return 'incomplete';
    const isPageAsked = pageIndex === null || pageIndex === asked;
    return isPageAsked && this.#mayBecomeComplete(page) ? 'more' : 'unproven';
  }

  get #read(): number {
    return this.#ids.size + this.#unread;
  }

  #isComplete({ payments, unread, pageIndex, totalPages, totalCount }: PaymentPage, asked: number): boolean {
    if (totalCount !== null) return this.#read === totalCount;
    if (totalPages === null || pageIndex !== asked) return false;
    const isEmpty = payments.length + unread.length === 0;
    return isEmpty ? totalPages === 0 : asked >= totalPages;
  }

  #mayBecomeComplete({ totalPages, totalCount }: PaymentPage): boolean {
    return totalCount === null ? totalPages !== null : this.#read < totalCount;
  }
}
