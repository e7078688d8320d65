/**
 * Rolls of paper by their millimetres across. '80-42' is a roll of 80 mm in a printer of 180 dots an inch, as many Epson
 * TM models are: its line ends after 42 characters, and one of 48 would run over into the next.
 */
export const PAPER_WIDTHS = [58, 80, '80-42'] as const;
export type PaperWidth = (typeof PAPER_WIDTHS)[number];

interface Paper {
  readonly millimetres: 58 | 80;
  /** Characters of 12 × 24 dots in a line. */
  readonly columns: number;
  readonly dots: number;
}

/** What a receipt printer fits across that paper. */
export const PAPER: Readonly<Record<PaperWidth, Paper>> = {
  58: { millimetres: 58, columns: 32, dots: 384 },
  80: { millimetres: 80, columns: 48, dots: 576 },
  '80-42': { millimetres: 80, columns: 42, dots: 512 },
};

/** What a slip's page is as wide as: a roll of paper, or sheets for PDF files. */
export type PageSize = Paper['millimetres'] | 'a4';
