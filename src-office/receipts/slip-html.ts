/** A slip as a page for a phone: no scripts, nothing from other origins. */
import { createHash } from 'node:crypto';
import type { LanguageName } from '#domain/shop/language.ts';
import type { Slip, SlipBlock } from '#domain/print/slip.ts';

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
main { max-inline-size: 26rem; margin: 0 auto; padding: 2rem 1.25rem; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.25rem; text-align: center; }
h2 { margin: 1.5rem 0 0; font-size: 2rem; line-height: 1.2; text-align: center; }
p { margin: 0.25rem 0; text-align: center; }
.amount { font-size: 1.75rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.banner { margin: 1rem 0; padding: 0.5rem; border: 0.125rem solid; font-weight: 700; }
hr { margin: 1.25rem 0; border: 0; border-block-start: 0.0625rem dashed; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1rem; margin: 0; }
dd { margin: 0; text-align: end; }
`;

/** The style that the answer's Content-Security-Policy allows. */
export const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const SPELT: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SPELT[sign] ?? sign);

interface Page {
  readonly language: LanguageName;
  readonly title: string;
  /** Seconds until the phone asks again, and where; null for never. */
  readonly again: { readonly after: number; readonly at: string } | null;
}

const page = ({ language, title, again }: Page, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
${again ? `<meta http-equiv="refresh" content="${again.after}; url=${escaped(again.at)}">\n` : ''}<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;

const line = (block: SlipBlock): string => {
  switch (block.kind) {
    case 'store':
      return `<h1>${escaped(block.text)}</h1>`;
    case 'title':
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'banner':
    case 'amount':
    case 'note':
      return `<p class="${block.kind}">${escaped(block.text)}</p>`;
    case 'fact':
      return `<dt>${escaped(block.label)}</dt><dd>${escaped(block.value)}</dd>`;
    case 'rule':
      return '<hr>';
    // The reference is among the facts; a phone cannot scan its own screen. Receipts have no figures.
    case 'code':
    case 'figure':
      return '';
    default:
      return block satisfies never;
  }
};

/** Consecutive facts form one list. */
const lines = (blocks: readonly SlipBlock[]): string =>
  blocks
    .map((block, index) => {
      const [isFact, wasFact, staysFact] = [block, blocks[index - 1], blocks[index + 1]].map(
        (one) => one?.kind === 'fact',
      );
      return `${isFact && !wasFact ? '<dl>' : ''}${line(block)}${isFact && !staysFact ? '</dl>' : ''}`;
    })
    .join('\n');

export const slipPage = ({ language, blocks }: Slip): string => {
  const store = blocks.find((block) => block.kind === 'store');
  return page({ language, title: store?.text ?? '', again: null }, lines(blocks));
};

/** A page with one sentence. */
export const messagePage = (text: string, about: Omit<Page, 'title'>): string =>
  page({ ...about, title: text }, `<p>${escaped(text)}</p>`);
