import { z } from 'zod';
import { problem } from '#simulator/api/answer.ts';
import type { Answer } from '#simulator/api/answer.ts';
import { deliver } from '#simulator/api/deliver.ts';
import type { App } from '#simulator/api/routes.ts';
import { CUSTOMER_ACTIONS } from '#simulator/store/customer.ts';
import { divert } from '#simulator/store/life.ts';
import { FAULT_NAMES } from '#simulator/faults.ts';
import { CALL_KINDS } from '#simulator/plans.ts';
import { SCENARIO_NAMES } from '#simulator/scenarios.ts';
import { settingsSchema } from '#simulator/settings.ts';
import { customerActsOn, paymentNamed } from '#simulator/site.ts';
import type { Site } from '#simulator/site.ts';
import { bookedNow } from './booked.ts';

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

const fine = (body: unknown): Answer => ({ status: 200, body });
const unknownReference = problem(404, 'There is no such reference.');

/** The calls under /__control, by which a person or a test steers the simulator. They need no credentials. */
export function serveControl(app: App, site: Site, reset: () => void): void {
  const post = <T>(name: string, input: z.ZodType<T>, run: (asked: T) => Answer) =>
    app.post(`/__control/${name}`, async (c) => {
      const asked = input.safeParse(await c.req.json().catch(() => undefined));
      return deliver(c, asked.success ? run(asked.data) : problem(400, z.prettifyError(asked.error)));
    });

  post('act', ACT, ({ reference, action }) => {
    const payment = paymentNamed(site, reference);
    if (payment === undefined) return unknownReference;
    return fine({ applied: customerActsOn(site, payment, action) });
  });
  post('next', NEXT, (asked) => {
    const plan = 'scenario' in asked ? { scenario: asked.scenario } : { fault: asked.fault };
    site.plans.add('call' in asked ? asked.call : 'create', plan, asked.count);
    return fine({ planned: asked });
  });
  post('settings', settingsSchema.partial(), (changed) => {
    site.settings = settingsSchema.parse({ ...site.settings, ...changed });
    return fine(site.settings);
  });
  post('set-status', SET_STATUS, ({ reference, statusId, of }) =>
    setStatus(site, reference, statusId, of) ? fine({ applied: true }) : unknownReference,
  );
  post('reset', NOTHING, () => {
    reset();
    return fine({ reset: true });
  });
  app.get('/__control/books', (c) => deliver(c, fine(bookedNow(site))));
  app.get('/__control/requests', (c) => deliver(c, fine({ requests: site.traffic.heard() })));
}

/** Any status at any time, as a surprise of the real service would be; plans not yet come true are dropped. */
function setStatus(site: Site, reference: string, statusId: number, of: 'payment' | 'refund'): boolean {
  const now = [{ afterMs: 0, statusId }];
  const payment = of === 'payment' ? paymentNamed(site, reference) : undefined;
  const refund = of === 'refund' ? site.store.refundByReference(reference) : undefined;
  if (payment !== undefined) site.store.putPayment(divert(payment, site.now(), now));
  if (refund !== undefined) site.store.putRefund(divert(refund, site.now(), now));
  return payment !== undefined || refund !== undefined;
}
