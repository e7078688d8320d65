import type { Quirk, Scenario } from '#simulator/scenarios.ts';
import { SCENARIOS } from '#simulator/scenarios.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import type { StatusBody } from './status-body.ts';

/** A payment's body with one deviation. undocumented, all of them: real services drift, and a till must notice. */
export function applyQuirk(
  body: Record<string, unknown>,
  quirk: Quirk,
  status: StatusBody,
): Record<string, unknown> {
  switch (quirk) {
    case 'wrong-amount':
      return { ...body, Amount: String(Number(body.Amount) + 100) };
    case 'wrong-currency':
      return { ...body, Currency: body.Currency === 'CNY' ? 'USD' : 'CNY' };
    case 'number-types':
      return { ...body, Amount: Number(body.Amount), Status: { ...status, Reasons: textCodes(status) } };
    case 'null-customer':
      return { ...body, Customer: null };
    case 'empty-reasons':
      return { ...body, Status: { ...status, Reasons: status.Reasons ?? [] } };
    case 'keys-left-out':
      return withoutNulls(body);
    case 'qr-code-given':
      return body;
    default:
      return quirk satisfies never;
  }
}

/** Whether the answers about a payment and its refunds leave out keys without a value. */
export const omitsEmptyKeys = (payment: PaymentRecord): boolean => {
  const { quirk }: Scenario = SCENARIOS[payment.scenario];
  return quirk === 'keys-left-out';
};

/** Leaves out keys without a value, at any depth. */
export const withoutNulls = (body: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => value !== null)
      .map(([key, value]: [string, unknown]) => [
        key,
        typeof value === 'object' && value !== null && !Array.isArray(value) ? withoutNulls(value) : value,
      ]),
  );

const textCodes = ({ Reasons }: StatusBody) =>
  Reasons?.map(({ Code, Info }) => ({ Code: String(Code), Info })) ?? null;
