import type { TextField } from '#contract';
import { STANDINGS, text } from '#contract';
import type { FieldFault } from '../../state/settings/settings-check.ts';
import { problemWords } from '../problem-words.ts';

/** What is wrong with a field, in a plain sentence with an example. */
export const faultWords = (field: TextField, fault: FieldFault): string => {
  if (fault === 'invalid') return text(STANDINGS[field].error);
  const { title, advice } = problemWords(fault);
  // The advice on an unusual currency is longer and is shown beside the box that enables it.
  return fault.code === 'currency-unusual' ? `${title}.` : `${title}. ${advice}`;
};
