import type { LinkCheckView, SettingsInput, TextKey } from '#contract';
import { LINK_FAULTS, listWords, text } from '#contract';
import type { FieldFault } from '../../state/settings/settings-check.ts';
import { faultWords } from '../settings/fault-words.ts';
import { dayOf } from '../time-words.ts';

type Reason = LinkCheckView['reason'];

/** What a step of the connection test found. */
export const checkWords = ({ reason, facts }: LinkCheckView): string => {
  // A bench on this computer may use plain HTTP.
  if (facts.protocol === '') return text('set-up.secure.bench');
  const until = typeof facts.validUntil === 'number' ? dayOf(facts.validUntil) : '';
  const protocol = String(facts.protocol ?? '').replace('TLSv', 'TLS ');
  const currencies = listWords(String(facts.currencies ?? '').split(', '));
  return text(`set-up.reason.${reason}`, { ...facts, currencies, until, protocol });
};

/** The reasons that keep a test from passing; each has a name and says what to do. */
const TROUBLES: ReadonlyMap<Reason, readonly [title: TextKey, advice: TextKey]> = new Map(
  (
    [
      'host-not-found',
      'unreachable',
      ...LINK_FAULTS,
      'clock-behind',
      'clock-ahead',
      'clock-unknown',
      'credentials-refused',
      'no-answer',
      'gateway-trouble',
      'currency-not-offered',
      'alipay-not-offered',
    ] as const
  ).map((reason) => [reason, [`set-up.trouble.${reason}.title`, `set-up.trouble.${reason}.advice`]] as const),
);

/** What keeps the test from passing, and what to do; undefined if nothing does. */
export const troubleWords = (
  checks: readonly LinkCheckView[],
  { environment, currency }: SettingsInput,
): { readonly word: string; readonly advice: string } | undefined => {
  const trouble = checks.map(({ reason }) => TROUBLES.get(reason)).find((found) => found !== undefined);
  if (!trouble) return undefined;
  const values = { currency, environment: text(`environment.${environment}`) };
  return { word: text(trouble[0], values), advice: text(trouble[1], values) };
};

/** What is wrong with a field of the set-up; countries and the like are chosen there, not typed. */
export const stepFaultWords = (
  field: Parameters<typeof faultWords>[0],
  typed: SettingsInput,
  fault: FieldFault | null,
): string | null => {
  if (fault === null) return null;
  if ((field === 'country' || field === 'currency') && typed[field] === '')
    return text(`set-up.${field}.choose`);
  return faultWords(field, fault);
};
