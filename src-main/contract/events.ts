/** Every push from main to a window: small views, sent whole when they change. */
import { z } from 'zod';
import type { WindowRole } from './calls.ts';
import { AppearanceView, LookView } from '#contract/views/set-up/appearance-views.ts';
import { DisplayView } from '#contract/views/display-views.ts';
import { ExportStatusView } from '#contract/views/export-views.ts';
import { ReceiptView } from '#contract/views/receipt-views.ts';
import { RefundView } from '#contract/views/refund-views.ts';
import { SessionView } from '#contract/views/staff-views.ts';
import * as views from './views.ts';

const push = <P extends z.ZodType>(role: WindowRole, payload: P) => ({ role, payload });

export const events = {
  'till.changed': push('till', views.TillView),
  /** One payment of today's list, new or changed. */
  'history.changed': push('till', views.PaymentView),
  /** Everything may have changed: the environment, the person or the day, or payments were imported. */
  'till.replaced': push('till', views.TillSnapshot),
  'refund.changed': push('till', RefundView),
  'export.changed': push('till', ExportStatusView),
  'session.changed': push('till', SessionView),
  'receipts.changed': push('till', ReceiptView),
  'appearance.changed': push('till', AppearanceView),
  'display.changed': push('till', DisplayView),
  'customer.lookChanged': push('customer', LookView),
  'customer.changed': push('customer', views.CustomerView),
  /** Somebody setting up the till wants to see which window this is. */
  'customer.identified': push('customer', z.strictObject({})),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.infer<Events[N]['payload']>;
