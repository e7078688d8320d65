import type { Input } from 'electron';

const PRESSES = 3;
const WITHIN_MS = 5_000;

export type Pressed = Pick<Input, 'type' | 'code' | 'control' | 'alt' | 'shift' | 'isAutoRepeat'>;

const isKey = ({ type, code, control, alt, shift, isAutoRepeat }: Pressed): boolean =>
  type === 'keyDown' && code === 'KeyK' && control && alt && shift && !isAutoRepeat;

/** Tells whether this is Ctrl+Alt+Shift+K for the third time within five seconds. `at`: ms of a steady clock. */
export const openKeyCount = (): ((input: Pressed, at: number) => boolean) => {
  let times: readonly number[] = [];
  return (input, at) => {
    if (!isKey(input)) return false;
    times = [...times, at].filter((time) => at - time < WITHIN_MS);
    if (times.length < PRESSES) return false;
    times = [];
    return true;
  };
};
