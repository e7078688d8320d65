/** Props of every text field. */
export interface FieldProps {
  label: string;
  /** In small type beside the label. */
  hint?: string;
  /** What is wrong with the value, in a sentence. */
  error?: string | null;
  /** Whether it is read out when it appears: it is about the last key, not about what the field has. */
  alerts?: boolean;
  /** How much of the limit is used; shown beside the label. */
  counted?: string;
  value: string;
  testid: string;
}

/** The ids that connect the input element with its label and error. */
export interface FieldAttributes {
  readonly id: string;
  readonly 'data-testid': string;
  readonly autocomplete: 'off';
  readonly spellcheck: false;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}
