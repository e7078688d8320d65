/** What the gateway is told about a refund. */
import type { Refund } from './refund.ts';

/** The most UTF-16 units that the gateway accepts (vendor's field hint `^.{1,255}$`). */
const MAX_LENGTH = 255;

/** The line ends that a note may have, and that the vendor's `.` does not match. */
const LINE_END = /[\p{Zl}\p{Zp}]/gu;

const segmenter = new Intl.Segmenter();

/**
 * Its reason and note on one line, cut after a whole character: half of one is no text, and a gateway may refuse the
 * refund for it. '' for none.
 */
export const refundDescription = ({ reason, note }: Pick<Refund, 'reason' | 'note'>): string => {
  const whole = [reason, note].filter(Boolean).join(': ').replaceAll(LINE_END, ' ');
  let short = '';
  for (const { segment } of segmenter.segment(whole)) {
    if (short.length + segment.length > MAX_LENGTH) break;
    short += segment;
  }
  return short;
};
