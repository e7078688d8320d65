import type { AmountFault, AmountStyle, KeyedAmount, SelectedAmount } from '#contract';
import { erasedIn, fieldOf, wholeText, withKeyIn } from '#contract';
import type { MoneyEdit } from './money-edit.ts';
import { composedEdits, moneyEditOf, moneyKeyOf } from './money-edit.ts';
import { Undone } from './undone.ts';

export type MoneyInput = HTMLInputElement | HTMLTextAreaElement;

export interface MoneyEntryPorts {
  readonly style: () => AmountStyle;
  /** Says why what was typed changed nothing; null once something does. */
  readonly onrefused: (why: AmountFault | null) => void;
}

/** The field's text, and what of it is selected. */
interface Standing {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** What was keyed last. */
  readonly keyed: KeyedAmount | null;
}

/** Keys typed into a money field do what they do on the keypad; a field of several lines has an amount on each. */
class MoneyEntry {
  readonly #field: MoneyInput;
  readonly #ports: MoneyEntryPorts;
  readonly #undone = new Undone<Standing>();
  #keyed: KeyedAmount | null = null;
  /** Before what is being composed; null if nothing is. */
  #composed: Standing | null = null;
  /** Whether a key was pressed for what is being composed. */
  #isComposedByKey = false;
  /** Whether the field itself has just changed its text. */
  #isOwn = false;
  /** Whether a key was pressed that has not done anything yet. */
  #isKey = false;

  constructor(field: MoneyInput, ports: MoneyEntryPorts) {
    this.#field = field;
    this.#ports = ports;
  }

  readonly onbeforeinput = (event: InputEvent): void => {
    const edit = moneyEditOf(event, this.#isKey);
    this.#isKey = false;
    if (edit && this.#edit(edit)) event.preventDefault();
  };

  /** Also called when the field is left: the key is then released elsewhere. */
  readonly onkeyup = (): void => {
    this.#isKey = false;
  };

  readonly onkeydown = (event: KeyboardEvent): void => {
    this.#isKey = true;
    this.#isComposedByKey ||= this.#composed !== null;
    const edit = moneyKeyOf(event);
    if (edit && this.#edit(edit)) event.preventDefault();
  };

  /** For what the browser has changed. Nobody else hears of what is still being composed. */
  readonly oninput = (event: Event): void => {
    if (this.#composed) event.stopImmediatePropagation();
    else if (!this.#isOwn) this.#ports.onrefused(null);
  };

  readonly oncompositionstart = (): void => {
    this.#composed = this.#amount() === null ? null : this.#standing();
    this.#isComposedByKey = this.#isKey;
  };

  readonly oncompositionend = ({ data }: CompositionEvent): void => {
    const before = this.#composed;
    this.#composed = null;
    if (!before) return;
    this.#show(before);
    for (const edit of composedEdits(data, this.#isComposedByKey)) this.#edit(edit);
  };

  /** False if it is left to the browser. */
  #edit(edit: MoneyEdit): boolean {
    switch (edit.do) {
      case 'undo':
        return this.#stepTo(this.#undone.back(this.#standing()));
      case 'redo':
        return this.#stepTo(this.#undone.forth(this.#standing()));
      case 'put':
        return this.#put(edit.text);
      case 'key':
      case 'erase':
        return this.#change(edit);
      default:
        return edit satisfies never;
    }
  }

  #change(edit: Extract<MoneyEdit, { readonly do: 'key' | 'erase' }>): boolean {
    const [field, style] = [this.#amount(), this.#ports.style()];
    if (field === null || this.#joinsLines(edit)) return false;
    const after = edit.do === 'key' ? withKeyIn(field, edit.key, style) : erasedIn(field, edit.what, style);
    if (typeof after !== 'string') return this.#write(after.text, after.keyed, after.cursor);
    this.#ports.onrefused(after);
    return true;
  }

  /** Whether it erases the line break before or after the line. */
  #joinsLines(edit: MoneyEdit): boolean {
    const { text, start, end } = this.#line();
    if (edit.do !== 'erase' || start < end) return false;
    return edit.what.endsWith('before') ? start === 0 : end === text.length;
  }

  /** A whole amount takes the place of the line. */
  #put(given: string): boolean {
    const isOfLines = this.#field instanceof HTMLTextAreaElement && given.trim().includes('\n');
    if (isOfLines || this.#line().isPartOfLines) return this.#putLines(given.replaceAll(/\r\n?/g, '\n'));
    // The browser would join the lines in the field, and 1 above 2 would be 12.
    if (/[\n\r]/.test(given.trim())) {
      this.#ports.onrefused('amount-malformed');
      return true;
    }
    const whole = wholeText(given.trim(), this.#ports.style());
    return this.#write(whole.text, whole.keyed, whole.text.length);
  }

  /** Lines go where the cursor is; every line is then written as it is read: `5` is five, as in any pasted text. */
  #putLines(given: string): boolean {
    const { value, start, end } = this.#standing();
    const written = (value.slice(0, start) + given + value.slice(end))
      .split('\n')
      .map((line) => wholeText(line, this.#ports.style()).text)
      .join('\n');
    const place = Math.max(0, written.length - (value.length - end));
    return this.#replace({ value: written, start: place, end: place, keyed: null });
  }

  /** Replaces the text of the line. */
  #write(text: string, keyed: KeyedAmount | null, cursor: number): boolean {
    const { value } = this.#field;
    const { from, to } = this.#line();
    const place = from + cursor;
    const written = value.slice(0, from) + text + value.slice(to);
    return this.#replace({ value: written, start: place, end: place, keyed });
  }

  #replace(after: Standing): boolean {
    this.#undone.did(this.#standing(), after);
    return this.#stepTo(after);
  }

  #stepTo(standing: Standing | undefined): boolean {
    if (!standing) return false;
    this.#show(standing);
    this.#tell();
    return true;
  }

  #show({ value, start, end, keyed }: Standing): void {
    this.#field.value = value;
    this.#field.setSelectionRange(start, end);
    this.#keyed = keyed;
  }

  /** As the browser tells of what is typed. */
  #tell(): void {
    this.#ports.onrefused(null);
    this.#isOwn = true;
    this.#field.dispatchEvent(new Event('input', { bubbles: true }));
    this.#isOwn = false;
  }

  #standing(): Standing {
    const { value, selectionStart, selectionEnd } = this.#field;
    const [start, end] = [selectionStart ?? value.length, selectionEnd ?? value.length];
    return { value, start, end, keyed: this.#keyed };
  }

  /** The line with the cursor, or the lines that are selected, from `from` to `to` in the text; what is selected in it. */
  #line(): Omit<SelectedAmount, 'keyed'> & { from: number; to: number; isPartOfLines: boolean } {
    const { value, start, end } = this.#standing();
    const from = start === 0 ? 0 : value.lastIndexOf('\n', start - 1) + 1;
    const next = value.indexOf('\n', end);
    const to = next < 0 ? value.length : next;
    const text = value.slice(from, to);
    const isPartOfLines = text.includes('\n') && end - start < text.length;
    return { text, from, to, start: start - from, end: end - from, isPartOfLines };
  }

  /** Null for a text that is not an amount, and for a part of several lines. */
  #amount(): SelectedAmount | null {
    const line = this.#line();
    return line.isPartOfLines ? null : fieldOf(line, this.#keyed, this.#ports.style());
  }
}

/** For `{@attach}` on the input element of a money field. */
export const moneyEntry =
  (ports: MoneyEntryPorts) =>
  (field: MoneyInput): (() => void) => {
    const entry = new MoneyEntry(field, ports);
    const stop = new AbortController();
    const { signal } = stop;
    field.addEventListener('beforeinput', (event) => entry.onbeforeinput(event as InputEvent), { signal });
    field.addEventListener('keydown', (event) => entry.onkeydown(event as KeyboardEvent), { signal });
    for (const released of ['keyup', 'blur']) field.addEventListener(released, entry.onkeyup, { signal });
    // Before those who follow what the field has.
    field.addEventListener('input', entry.oninput, { signal, capture: true });
    field.addEventListener('compositionstart', entry.oncompositionstart, { signal });
    field.addEventListener('compositionend', (event) => entry.oncompositionend(event as CompositionEvent), {
      signal,
    });
    return () => stop.abort();
  };
