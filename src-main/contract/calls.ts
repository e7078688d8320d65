/** Every request a window may make: who may make it, what goes in, what comes out. Declared once, here. */
import { z } from 'zod';
import * as day from './day-views.ts';
import { RefundInput, RefundOffer, RefundView } from './refund-views.ts';
import * as views from './views.ts';

export type WindowRole = 'till' | 'customer';

const nothing = z.strictObject({});

const call = <I extends z.ZodType, O extends z.ZodType>(role: WindowRole, input: I, output: O) => ({
  role,
  input,
  output,
});

const reference = z.strictObject({ reference: z.string().regex(/^[0-9a-zA-Z_-]{1,50}$/) });

export const calls = {
  'till.snapshot': call('till', nothing, views.TillSnapshot),
  'customer.snapshot': call('customer', nothing, views.CustomerView),
  'payments.start': call(
    'till',
    z.strictObject({
      amount: z.number(),
      orderReference: z.string().max(500),
      /** The earlier payment of the same amount that the cashier was asked about, as it stood when they read of it. */
      despite: z.strictObject({ ...reference.shape, state: views.PaymentStateName }).optional(),
    }),
    views.StartView,
  ),
  'payments.cancel': call('till', reference, views.PaymentView),
  /** New sale: puts the current payment away; one in doubt stays watched. */
  'payments.putAway': call('till', reference, nothing),
  /** Puts a parked payment in front of the cashier again, when no other is running there. */
  'payments.bringBack': call('till', reference, views.PaymentView),
  /** Takes a late payment as a sale: the goods were or will be handed over. */
  'payments.acceptLate': call('till', reference, views.PaymentView),
  'payments.story': call('till', reference, views.StoryView),
  /** By reference, gateway's or wallet's number, amount, or what a scanner read off our receipt; newest first. */
  'payments.search': call('till', z.strictObject({ text: z.string().max(200) }), views.HistoryView),
  /** What may be given back of a payment; asks the gateway. */
  'refunds.offer': call('till', reference, RefundOffer),
  'refunds.start': call('till', RefundInput, RefundView),
  /** The refunds of a payment, oldest first. */
  'refunds.ofPayment': call('till', reference, z.array(RefundView)),
  /** The notice about the journal was read and nothing is left to do. */
  'books.putAway': call('till', nothing, nothing),
  'day.export': call('till', nothing, views.ExportView),
  'day.showExports': call('till', nothing, nothing),
  'day.read': call('till', nothing, day.DayView),
  'day.xReport': call('till', nothing, day.ReportView),
  'day.close': call('till', day.CloseInput, day.ZView),
  'day.z': call('till', z.strictObject({ number: z.int().min(1) }), day.ZView),
  'shift.open': call('till', nothing, day.DayView),
  'shift.close': call('till', day.Declared, day.ShiftClosedView),
  'shift.handOver': call('till', day.Declared, day.ShiftClosedView),
  'settings.read': call('till', nothing, views.SettingsView),
  'settings.save': call('till', views.SettingsInput, views.SettingsSaved),
  'settings.test': call('till', views.SettingsInput, views.ConnectionVerdict),
  'training.act': call('till', z.strictObject({ action: views.TrainingAction }), nothing),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.infer<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<Calls[N]['output']>;
