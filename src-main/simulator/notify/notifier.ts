import { paymentBody } from '#simulator/payments/payment-body.ts';
import { refundBody } from '#simulator/refunds/refund-body.ts';
import type { Site } from '#simulator/site.ts';
import { stamp } from '#simulator/stamp.ts';
import type { PaymentRecord, RefundRecord } from '#simulator/store/records.ts';
import type { StoreLine } from '#simulator/store/store-file.ts';
import { awaitsCustomer } from '#simulator/store/statuses.ts';
import { statusAt, stepAt } from '#simulator/store/timeline.ts';
import { sendNotification } from './send-notification.ts';

type Followed = Exclude<StoreLine, { kind: 'reset' }>;

/** How often to look at a clock that a test sets by hand; ms. */
const POLL_INTERVAL_MS = 250;
/** If more than this many are in flight, new ones are dropped: nobody takes them. */
const MAX_IN_FLIGHT = 1_000;

const recordOf = (line: Followed): PaymentRecord | RefundRecord =>
  line.kind === 'payment' ? line.payment : line.refund;

const keyOf = (line: Followed): string => `${line.kind} ${recordOf(line).id}`;

const AS_CREATED = 'as created';

/** Identifies a status by when it began: the same status set again counts as new. */
function statusOf(line: Followed, at: number): string {
  const record = recordOf(line);
  const step = stepAt(record, at);
  return step === record.steps[0] ? AS_CREATED : `${step.statusId} ${step.at}`;
}

/** When its status will next change, as far as planned (epoch ms); Infinity for never. */
function nextChange(line: Followed, at: number): number {
  const record = recordOf(line);
  const expiresAt = 'expiresAt' in record && awaitsCustomer(statusAt(record, at)) ? record.expiresAt : null;
  const planned = [...record.steps.map((step) => step.at), expiresAt ?? Infinity];
  return Math.min(...planned.filter((change) => change > at));
}

function bodyOf(site: Site, line: Followed, at: number): string {
  if (line.kind === 'refund') return JSON.stringify({ Refund: refundBody(site, line.refund, at) });
  const body = { ...paymentBody(site, line.payment, at), NotificationDateTime: stamp(at) };
  return JSON.stringify({ Payment: body });
}

/**
 * Notifies `url`, which the dashboard of a real site calls NotificationURL, of every change of a payment's or refund's
 * status. Statuses follow from the clock, so it checks when the next one is planned. Returns a function that stops it.
 */
export function startNotifier(site: Site, url: string): () => void {
  const closing = new AbortController();
  const authorization = `Basic ${Buffer.from(`${site.id}:${site.apiKey}`).toString('base64')}`;
  const receiver = { url, authorization, closing: closing.signal };
  const followed = new Map<string, { line: Followed; notified: string }>();
  let timer: NodeJS.Timeout | undefined;
  let underWay = 0;

  const send = async (body: string): Promise<void> => {
    if (underWay >= MAX_IN_FLIGHT) return;
    underWay += 1;
    await sendNotification(receiver, body);
    underWay -= 1;
  };
  const look = (): void => {
    clearTimeout(timer);
    const at = site.now();
    let next = Infinity;
    for (const [key, { line, notified }] of followed) {
      const status = statusOf(line, at);
      if (status !== notified) void send(bodyOf(site, line, at));
      const change = nextChange(line, at);
      if (change === Infinity) followed.delete(key);
      else followed.set(key, { line, notified: status });
      next = Math.min(next, change);
    }
    if (followed.size > 0) timer = setTimeout(look, Math.min(next - at, POLL_INTERVAL_MS));
  };

  site.store.onPut((line) => {
    if (line.kind === 'reset') followed.clear();
    else {
      const notified = followed.get(keyOf(line))?.notified ?? AS_CREATED;
      followed.set(keyOf(line), { line, notified });
      if (!closing.signal.aborted) look();
    }
  });
  return () => {
    clearTimeout(timer);
    closing.abort();
  };
}
