import { z } from 'zod';
import { problem } from '#simulator/api/answer.ts';
import type { Answer } from '#simulator/api/answer.ts';
import { deliver } from '#simulator/api/deliver.ts';
import type { App } from '#simulator/api/routes.ts';
import { CUSTOMER_ACTIONS } from '#simulator/store/customer.ts';
import { reschedule } from '#simulator/store/timeline.ts';
import { FAULT_NAMES } from '#simulator/faults.ts';
import { CALL_KINDS } from '#simulator/plans.ts';
import { SCENARIO_NAMES } from '#simulator/scenarios.ts';
import { settingsSchema } from '#simulator/settings.ts';
import { customerActsOn, findPayment } from '#simulator/site.ts';
import type { Site } from '#simulator/site.ts';
import { storedRecords } from './stored-records.ts';

const count = z.number().int().min(1).default(1);
const ACT = z.strictObject({ reference: z.string(), action: z.enum(CUSTOMER_ACTIONS) });
const NEXT = z.union([
  z.strictObject({ scenario: z.enum(SCENARIO_NAMES), count }),
  z.strictObject({ fault: z.enum(FAULT_NAMES), call: z.enum(CALL_KINDS).default('create'), count }),
]);
const SET_STATUS = z.strictObject({
  reference: z.string(),
  statusId: z.number().int(),
  of: z.enum(['payment', 'refund']).default('payment'),
});
const NOTHING = z.unknown();

const ok = (body: unknown): Answer => ({ status: 200, body });
const unknownReference = problem(404, 'There is no such reference.');

/** The calls under /__control, with which a person or a test steers the simulator. They need no credentials. */
export function serveControl(app: App, site: Site, reset: () => void): void {
  const post = <T>(name: string, schema: z.ZodType<T>, run: (input: T) => Answer) =>
    app.post(`/__control/${name}`, async (c) => {
      const read = schema.safeParse(await c.req.json().catch(() => undefined));
      return deliver(c, read.success ? run(read.data) : problem(400, z.prettifyError(read.error)));
    });

  post('act', ACT, ({ reference, action }) => {
    const payment = findPayment(site, reference);
    if (payment === undefined) return unknownReference;
    return ok({ applied: customerActsOn(site, payment, action) });
  });
  post('next', NEXT, (next) => {
    const plan = 'scenario' in next ? { scenario: next.scenario } : { fault: next.fault };
    site.plans.add('call' in next ? next.call : 'create', plan, next.count);
    return ok({ planned: next });
  });
  post('settings', settingsSchema.partial(), (changed) => {
    site.settings = settingsSchema.parse({ ...site.settings, ...changed });
    return ok(site.settings);
  });
  post('set-status', SET_STATUS, ({ reference, statusId, of }) =>
    setStatus(site, reference, statusId, of) ? ok({ applied: true }) : unknownReference,
  );
  post('reset', NOTHING, () => {
    reset();
    return ok({ reset: true });
  });
  app.get('/__control/books', (c) => deliver(c, ok(storedRecords(site))));
  app.get('/__control/requests', (c) => deliver(c, ok({ requests: site.traffic.requests() })));
}

/** Sets any status at any time, as the real service might; later planned steps are dropped. */
function setStatus(site: Site, reference: string, statusId: number, of: 'payment' | 'refund'): boolean {
  const now = [{ afterMs: 0, statusId }];
  const payment = of === 'payment' ? findPayment(site, reference) : undefined;
  const refund = of === 'refund' ? site.store.refundByReference(reference) : undefined;
  if (payment !== undefined) site.store.putPayment(reschedule(payment, site.now(), now));
  if (refund !== undefined) site.store.putRefund(reschedule(refund, site.now(), now));
  return payment !== undefined || refund !== undefined;
}
