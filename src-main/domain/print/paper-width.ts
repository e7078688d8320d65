/**
 * Paper rolls by their width in mm. '80-42' is an 80 mm roll in a printer with 180 dots per inch, as many Epson TM
 * models have: 42 characters fit on a line, and a line of 48 would wrap.
 */
export const PAPER_WIDTHS = [58, 80, '80-42'] as const;
export type PaperWidth = (typeof PAPER_WIDTHS)[number];

interface Paper {
  readonly millimetres: 58 | 80;
  /** Characters of 12 × 24 dots in a line. */
  readonly columns: number;
  readonly dots: number;
}

/** What a receipt printer fits on a line of that paper. */
export const PAPER: Readonly<Record<PaperWidth, Paper>> = {
  58: { millimetres: 58, columns: 32, dots: 384 },
  80: { millimetres: 80, columns: 48, dots: 576 },
  '80-42': { millimetres: 80, columns: 42, dots: 512 },
};

/** How wide a slip's page is: a paper roll, or A4 for PDF files. */
export type PageSize = Paper['millimetres'] | 'a4';
