/** One create or refund as it arrived, stored or not, so that a test notices a till that sends one twice. */
type Send = { readonly requestId: string | null; readonly body: string };

type Sendable = 'create' | 'refund';

/** Counts arrivals by reference. For contract tests, hence in memory only. */
export type Sends = {
  note(kind: Sendable, reference: string, send: Send): void;
  of(kind: Sendable, reference: string): { times: number; timesSameBody: number; requestIds: string[] };
  clear(): void;
};

/** Starts an empty count. */
export function countSends(): Sends {
  const arrivals = new Map<string, Send[]>();
  const of = (kind: Sendable, reference: string) => arrivals.get(`${kind} ${reference}`) ?? [];
  return {
    note: (kind, reference, send) =>
      void arrivals.set(`${kind} ${reference}`, [...of(kind, reference), send]),
    of: (kind, reference) => {
      const sends = of(kind, reference);
      return {
        times: sends.length,
        timesSameBody: sends.filter((send) => send.body === sends[0]?.body).length,
        requestIds: sends.flatMap((send) => send.requestId ?? []),
      };
    },
    clear: () => arrivals.clear(),
  };
}
