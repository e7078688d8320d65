/** What every field to type in is told. */
export interface FieldProps {
  label: string;
  /** Small words beside the label. */
  hint?: string;
  /** What is wrong with the value, in a sentence. */
  error?: string | null;
  value: string;
  testid: string;
}

/** What ties the element that is typed into to its label and its error. */
export interface FieldAttributes {
  readonly id: string;
  readonly 'data-testid': string;
  readonly autocomplete: 'off';
  readonly spellcheck: false;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}
