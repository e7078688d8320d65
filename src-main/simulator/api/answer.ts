import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { CallKind } from '#simulator/plans.ts';
import type { ScenarioName } from '#simulator/scenarios.ts';
import type { Site } from '#simulator/site.ts';

/** An authorized API call. */
export type Call = {
  readonly kind: CallKind;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body; undefined when there is none or it is not JSON. */
  readonly body: unknown;
  readonly requestId: string | null;
  /** Epoch ms. */
  readonly at: number;
  /** The scenario of the payment that this call creates. */
  readonly scenario: ScenarioName;
};

export type Answer = { readonly status: ContentfulStatusCode; readonly body: unknown };

/** Carries a call out and returns the answer; knows nothing of the network. */
export type Handler = (site: Site, call: Call) => Answer;

/**
 * An error that concerns no payment or refund.
 * undocumented: the wording. The shape is the generic one that the vendor's PHP SDK tries first.
 */
export function problem(status: ContentfulStatusCode, text: string): Answer {
  return { status, body: { Message: text } };
}

export const NOT_FOUND: Answer = problem(404, 'The requested resource was not found.');
export const UNREADABLE: Answer = problem(400, 'The request is invalid.');
