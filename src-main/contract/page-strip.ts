/** The share of the customer's window, above the gateway's page, that the till keeps for itself. */
export const PAGE_STRIP = 0.14;
