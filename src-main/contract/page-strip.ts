/** The share of the customer's window that stays the till's own above the gateway's page. */
export const PAGE_STRIP = 0.14;
