import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { cancelPayment } from '#simulator/payments/cancel-payment.ts';
import { createPayment } from '#simulator/payments/create-payment.ts';
import { getPayment } from '#simulator/payments/get-payment.ts';
import { listPayments } from '#simulator/payments/list-payments.ts';
import type { CallKind } from '#simulator/plans.ts';
import { createRefund } from '#simulator/refunds/create-refund.ts';
import { getRefund, listRefunds } from '#simulator/refunds/read-refunds.ts';
import { refundTypesOfMethod, refundTypesOfPayment } from '#simulator/refunds/refund-types.ts';
import type { Site } from '#simulator/site.ts';
import { NOT_FOUND, problem } from './answer.ts';
import type { Handler } from './answer.ts';
import { isAuthorized } from './basic-auth.ts';
import { deliver } from './deliver.ts';
import type { Wire } from './deliver.ts';
import { getMethod, listMethods } from './methods.ts';
import { serveCall } from './serve-call.ts';

export type App = Hono<{ Bindings: HttpBindings }>;

/** Every call. The first match wins, so fixed paths come before those with placeholders. */
const CALLS: readonly (readonly ['GET' | 'POST', string, CallKind, Handler])[] = [
  ['POST', '/v1/payments', 'create', createPayment],
  ['GET', '/v1/payments', 'list', listPayments],
  ['GET', '/v1/payments/:id', 'get', getPayment],
  ['POST', '/v1/payments/:id/cancel', 'cancel', cancelPayment],
  ['POST', '/v1/payments/:id/refunds', 'refund', createRefund],
  ['GET', '/v1/payments/:id/refunds', 'refund-list', listRefunds],
  ['GET', '/v1/payments/:id/refunds/types', 'refund-types', refundTypesOfPayment],
  ['GET', '/v1/payments/:id/refunds/:refundId', 'refund-get', getRefund],
  ['GET', '/v1/refunds/types/:method/:country/:currency', 'refund-types', refundTypesOfMethod],
  ['GET', '/v1/methods', 'methods', listMethods],
  ['GET', '/v1/methods/assigned', 'methods', listMethods],
  ['GET', '/v1/methods/:id', 'methods', getMethod],
];

/** Serves the API under /v1: credentials first, then the calls, then 405 for a wrong verb and 404 for the rest. */
export function serveApi(app: App, site: Site): void {
  app.use('/v1/*', async (c: Wire, next) => {
    if (isAuthorized(site, c.req.header('authorization'))) return next();
    c.header('www-authenticate', 'Basic realm="GlobalPay simulator"');
    return deliver(c, problem(401, 'Authorization has been denied for this request.'));
  });
  for (const [verb, path, kind, handle] of CALLS) app.on(verb, path, serveCall(site, kind, handle));
  for (const path of new Set(CALLS.map(([, each]) => each))) {
    const verbs = CALLS.flatMap(([verb, each]) => (each === path ? [verb] : []));
    app.all(path, (c) => {
      c.header('allow', verbs.join(', '));
      return deliver(c, problem(405, 'The requested resource does not support this method.'));
    });
  }
  app.all('/v1/*', (c) => deliver(c, NOT_FOUND));
}
