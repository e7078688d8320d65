/** A receipt or report, block by block. Paper, the hidden page and PDF files only lay it out. */
import type { LanguageName } from '#domain/shop/language.ts';

/** A figure of a report; all but `name` may be ''. */
export interface SlipFigure {
  readonly name: string;
  /** Explains the figure. */
  readonly note: string;
  readonly count: string;
  readonly sum: string;
}

export type SlipBlock =
  | { readonly kind: 'store'; readonly text: string }
  /** A warning in large type: training, test, bench or duplicate. */
  | { readonly kind: 'banner'; readonly text: string }
  /** The outcome, in the largest letters. */
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'amount'; readonly text: string }
  | { readonly kind: 'fact'; readonly label: string; readonly value: string }
  /** Above the figures of a report. */
  | { readonly kind: 'heading'; readonly text: string }
  | ({ readonly kind: 'figure' } & SlipFigure)
  | { readonly kind: 'rule' }
  /** Text of a QR code to scan at the till. */
  | { readonly kind: 'code'; readonly payload: string }
  | { readonly kind: 'note'; readonly text: string };

export interface Slip {
  readonly language: LanguageName;
  readonly blocks: readonly SlipBlock[];
}
