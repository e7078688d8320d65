import { NOT_CONNECTED } from '#domain/office/office-standing.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import type { ShownStation } from '#handlers/views/snapshot.ts';
import { settings } from '../../support/station-kit.ts';

/** A station with which nothing is wrong; a test adds its desks and its journal. */
export const quietStation: Omit<ShownStation, 'payments' | 'refunds' | 'journal'> = {
  settings,
  readiness: () => ({ ready: true }),
  training: null,
  page: { stage: { at: 'none' } },
  businessDays: businessDays({ cutOff: '00:00', timeZone: 'UTC' }),
  link: { connection: 'online', paused: false, clockSkewMs: null },
  receipts: {
    mode: 'off',
    hasPrinter: false,
    usualLanguage: 'en',
    chosenLanguage: null,
    textOf: () => null,
    status: (reference) => ({ reference, state: 'none', copies: 0, why: null }),
  },
  otherTills: { met: null },
  office: { standing: NOT_CONNECTED, receiptAddress: () => null },
  journalHealth: () => ({ diskTrouble: null, damaged: false, alarm: null, recovery: null }),
};
