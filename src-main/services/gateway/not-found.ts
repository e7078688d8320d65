import type { Answer, Gateway } from './gateway-port.ts';

interface Asking {
  ask<T>(call: Promise<Answer<T>>): Promise<Answer<T>>;
}

/**
 * Whether the gateway itself says "not found": that may also come from something between us and the gateway. It counts only
 * if the gateway answers another call. If that is wrong, a payment is sent again as the same request, and a refund only if
 * nobody may have made it in its place (`RefundCourse`).
 */
export const isNotFoundThere = async (run: Asking, gateway: Pick<Gateway, 'method'>): Promise<boolean> =>
  (await run.ask(gateway.method())).kind === 'ok';
