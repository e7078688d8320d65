import { createHash } from 'node:crypto';

/** One create or refund as it arrived, stored or not, so that a test notices a till that sends one twice. */
type Send = { readonly requestId: string | null; readonly body: string };
/** With a digest in place of the body: enough to compare, and small. */
type Noted = { readonly requestId: string | null; readonly digest: string };

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');

type Sendable = 'create' | 'refund';

/** Counts arrivals by reference. For contract tests, hence in memory only. */
export type Sends = {
  note(kind: Sendable, reference: string, send: Send): void;
  of(kind: Sendable, reference: string): { times: number; timesSameBody: number; requestIds: string[] };
  clear(): void;
};

/** Starts an empty count. */
export function countSends(): Sends {
  const arrivals = new Map<string, Noted[]>();
  const of = (kind: Sendable, reference: string) => arrivals.get(`${kind} ${reference}`) ?? [];
  return {
    note: (kind, reference, { requestId, body }) => {
      const noted = { requestId, digest: digestOf(body) };
      arrivals.set(`${kind} ${reference}`, [...of(kind, reference), noted]);
    },
    of: (kind, reference) => {
      const sends = of(kind, reference);
      return {
        times: sends.length,
        timesSameBody: sends.filter((send) => send.digest === sends[0]?.digest).length,
        requestIds: sends.flatMap((send) => send.requestId ?? []),
      };
    },
    clear: () => arrivals.clear(),
  };
}
