import { readFileSync } from 'node:fs';
import type { Intent } from '#domain/payment/payment.ts';
import type { RefundRequest } from '#services/gateway/gateway-port.ts';

export const intent: Intent = {
  reference: 'ST01-20240321-000007',
  requestId: '6f1c2a34-9d1e-4a53-8f0e-6d7f3b1c0a55',
  amount: 1250,
  currency: 'CNY',
  orderReference: 'Table 9',
  note: 'blue coat',
  environment: 'test',
  siteId: '12345',
  terminal: {
    storeName: '茶 House',
    storeId: 'ST01',
    terminalId: 'T1',
    country: 'CN',
    currency: 'CNY',
    email: 'till@shop.example',
    returnUrl: 'https://shop.example/return',
    tokenLifetime: 10,
  },
  cashier: null,
};

export const refundRequest: RefundRequest = {
  paymentId: '7300451',
  reference: 'ST01-20240321-000007-R1',
  requestId: '0b9c7c50-3f0a-4f9c-93f5-0e4d9f5a2b10',
  amount: 250,
  description: 'Wrong size',
};

type Body = Record<string, Record<string, unknown>>;

/** A documented answer, from answers/. */
export const answer = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../answers/${name}.json`, import.meta.url), 'utf8'));

/** The same with some fields under its root key changed. */
export const answerWith = (name: string, root: string, changes: Record<string, unknown>): Body => {
  const body = answer(name) as Body;
  return { ...body, [root]: { ...body[root], ...changes } };
};

/** Status without reasons. */
export const status = (id: unknown, reasons: unknown = null) => ({ ID: id, Info: 'x', Reasons: reasons });
