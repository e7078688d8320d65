import type { LinkFault } from '#domain/gateway/connection.ts';
import type { LinkCheck, LinkReason } from '#domain/gateway/link-check.ts';
import type { FieldName, TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import type { CheckLinkPorts } from '#services/set-up/check-link.ts';
import { checkLink } from '#services/set-up/check-link.ts';

export type Verdict =
  | { readonly verdict: 'incomplete'; readonly field: FieldName }
  | {
      readonly verdict:
        | 'works'
        /** Nothing is reached: it has a gateway inside the till. */
        | 'training'
        | 'currency-not-offered'
        | 'credentials-refused'
        | 'unreachable'
        | LinkFault
        | 'no-answer'
        | 'gateway-trouble';
    };

type Word = Exclude<Verdict['verdict'], 'incomplete'>;

/** The verdict for each reason that has one. A wrong clock does not stop the connection from working. */
const WORDS: Partial<Readonly<Record<LinkReason, Word>>> = {
  'host-not-found': 'unreachable',
  unreachable: 'unreachable',
  'certificate-date': 'certificate-date',
  'certificate-unknown': 'certificate-unknown',
  'proxy-asks': 'proxy-asks',
  'proxy-refused': 'proxy-refused',
  'proxy-unreachable': 'proxy-unreachable',
  'proxy-unusable': 'proxy-unusable',
  'credentials-refused': 'credentials-refused',
  'no-answer': 'no-answer',
  'gateway-trouble': 'gateway-trouble',
  'alipay-not-offered': 'gateway-trouble',
  'currency-not-offered': 'currency-not-offered',
};

const wordOf = (checks: readonly LinkCheck[]): Word =>
  checks.map(({ reason }) => WORDS[reason]).find((word) => word !== undefined) ?? 'works';

/** The result of the connection test as a single verdict. */
export const testConnection = async (ports: CheckLinkPorts, typed: TypedSettings): Promise<Verdict> => {
  const test = await checkLink(ports, typed);
  if (!test.tested) return { verdict: 'incomplete', field: test.field };
  return { verdict: typed.environment === 'training' ? 'training' : wordOf(test.checks) };
};
