/** Options of a start that environment variables set, apart from a bench. */

type Variables = Readonly<Record<string, string | undefined>>;

/** An option that is left out, or set to “ask”. */
export type AskOption =
  | { readonly kind: 'usual' }
  | { readonly kind: 'ask' }
  /** `why` is a sentence for the person who started the program. */
  | { readonly kind: 'refused'; readonly why: string };

const readAskOption = (name: string, { [name]: value = '' }: Variables): AskOption => {
  if (value === '') return { kind: 'usual' };
  return value === 'ask'
    ? { kind: 'ask' }
    : { kind: 'refused', why: `${name} can only be “ask”, or be left out.` };
};

/** COUNTERTOP_STAFF=ask: people sign in everywhere, in training and on the bench too. */
export const readStaffOption = (variables: Variables): AskOption =>
  readAskOption('COUNTERTOP_STAFF', variables);

/** COUNTERTOP_SETUP=ask: the till opens with the guided set-up. */
export const readSetUpOption = (variables: Variables): AskOption =>
  readAskOption('COUNTERTOP_SETUP', variables);
