import type { ScreenField } from '#contract';
import { STANDINGS, text } from '#contract';
import type { FieldFault } from '../../state/settings/settings-check.ts';
import { numbered, problemWords, titled } from '../problem-words.ts';

/** What is wrong with a field, in a plain sentence with an example. */
export const faultWords = (field: ScreenField, fault: FieldFault): string => {
  const setting = STANDINGS[field];
  if (fault === 'invalid') return 'error' in setting ? text(setting.error) : '';
  const { title, advice } = problemWords(fault);
  // The advice on an unusual currency is longer; it is shown beside the box that enables the currency.
  return numbered(fault.code === 'currency-unusual' ? title : titled(title, advice), fault.code);
};
