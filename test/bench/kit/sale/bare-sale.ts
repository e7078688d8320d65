import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { PaymentEvent } from '#domain/payment/payment.ts';
import { paymentBody } from '#globalpay/request.ts';
import { intended, reportedPayment } from '../../../sqlite/kit/sales.ts';
import type { Gateway } from '../../../support/station.ts';
import { openGatewayBench } from '../../../support/station.ts';
import type { BareWork } from '../../limits/bare-sale.ts';

/** The bare program with its own gateway; each call resolves to the ms it took. */
export interface BareSale {
  charge(): Promise<number>;
  /** Asks for the payment of the last charge. */
  look(): Promise<number>;
  close(): Promise<void>;
}

const bytesOf = (event: PaymentEvent): string => canonicalJson(event);

const headersOf = ({ siteId, apiKey }: Gateway, requestId: string): Record<string, string> => ({
  Authorization: `Basic ${Buffer.from(`${siteId}:${apiKey}`).toString('base64')}`,
  'Content-Type': 'application/json; charset=utf-8',
  RequestId: requestId,
});

const ask = async (program: ChildProcess, work: BareWork): Promise<number> => {
  const answered = once(program, 'message');
  program.send(work);
  const [took] = (await answered) as [number];
  return took;
};

export const openBareSale = async (folder: string): Promise<BareSale> => {
  const { simulator, gateway } = await openGatewayBench();
  const file = join(import.meta.dirname, '..', '..', 'limits', 'bare-sale.ts');
  const program = fork(file, [folder, gateway.url]);
  let charges = 0;
  return {
    charge: () => {
      const reference = `B1-20261123-${String((charges += 1)).padStart(6, '0')}-Q4ZK7MA3F8-0000ABCD`;
      const event = intended(reference);
      if (event.type !== 'intended') throw new Error('a sale begins with its intent');
      const created = { type: 'created', payment: reportedPayment(reference, 1) } as const;
      return ask(program, {
        do: 'charge',
        body: JSON.stringify(paymentBody(event.intent)),
        headers: headersOf(gateway, event.intent.requestId),
        rows: [bytesOf(event), bytesOf(created)],
      });
    },
    look: () => {
      const paid = { type: 'observed', payment: reportedPayment('B1', 2) } as const;
      return ask(program, { do: 'look', headers: headersOf(gateway, 'look'), rows: [bytesOf(paid)] });
    },
    close: async () => {
      const ended = once(program, 'exit');
      program.disconnect();
      await ended;
      await simulator.close();
    },
  };
};
