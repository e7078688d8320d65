/** Faults in how texts are placed: cut off, outside their button, or on top of each other. */
import type { Box, ShownText } from './shown-texts.ts';

/** A line's box is as high as its font allows, higher than its letters. */
const HEADROOM = 0.3;
/** Of a pixel: what rounding leaves. */
const SLACK = 1;

/**
 * Of a full-width punctuation mark, only the left half is drawn; at the end of a line the other half is left
 * out.
 */
const ENDS_IN_HALF = /[）」』】》〉。，、]$/u;

const leavesSideways = ({ words, size }: ShownText, line: Box, room: Box): boolean =>
  line.left < room.left - SLACK || line.right > room.right + (ENDS_IN_HALF.test(words) ? size / 2 : SLACK);

const leavesUpOrDown = (line: Box, room: Box, size: number): boolean =>
  line.top < room.top - size * HEADROOM || line.bottom > room.bottom + size * HEADROOM;

const isCutOff = (text: ShownText): boolean =>
  text.lines.some(
    (line) =>
      (!text.isToldWhole && leavesSideways(text, line, text.room)) ||
      leavesUpOrDown(line, text.room, text.size),
  );

const isOutOfControl = (text: ShownText): boolean =>
  text.lines.some((line) => {
    if (text.control === null) return false;
    const seen = within(line, text.room);
    return leavesSideways(text, seen, text.control) || leavesUpOrDown(seen, text.control, text.size);
  });

/** What of a line is seen. */
const within = (line: Box, room: Box): Box => ({
  left: Math.max(line.left, room.left),
  top: Math.max(line.top, room.top),
  right: Math.min(line.right, room.right),
  bottom: Math.min(line.bottom, room.bottom),
});

const meet = (one: Box, other: Box, size: number): boolean =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 * SLACK &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > size * HEADROOM + 2 * SLACK;

const overlap = (one: ShownText, other: ShownText): boolean =>
  one.area === other.area &&
  one.lines.some((line) =>
    other.lines.some((another) =>
      meet(within(line, one.room), within(another, other.room), Math.min(one.size, other.size)),
    ),
  );

/** One line for each: `cut off: “Charge” in charge`. */
export const misfits = (texts: readonly ShownText[]): readonly string[] => {
  const named = ({ words, place }: ShownText): string => `“${words}” in ${place}`;
  return texts.flatMap((text, index) => {
    const over = texts.slice(index + 1).find((other) => overlap(text, other));
    return [
      ...(isCutOff(text) ? [`cut off: ${named(text)}`] : []),
      ...(isOutOfControl(text) ? [`out of its button: ${named(text)}`] : []),
      ...(over ? [`overlap: ${named(text)} and ${named(over)}`] : []),
    ];
  });
};
