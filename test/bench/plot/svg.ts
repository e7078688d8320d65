/** The little SVG that our plots need. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Legible one beside the other, and in grey. */
export const COLOURS = ['#1f5fbf', '#c2410c', '#15803d', '#7c3aed', '#525252'] as const;

export const colourOf = (index: number): string => COLOURS[index % COLOURS.length] ?? '#000';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

type Attributes = Readonly<Record<string, string | number>>;

export const element = (name: string, attributes: Attributes, content = ''): string => {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${name}${list.join('')}>${content}</${name}>`;
};

export const words = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(text));

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: string): string =>
  element('line', { x1, y1, x2, y2, stroke });

export const drawing = ({ width, height }: Size, title: string, parts: readonly string[]): string =>
  element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      'font-family': 'sans-serif',
      'font-size': 12,
    },
    [
      element('title', {}, escaped(title)),
      element('rect', { width, height, fill: '#fff' }),
      words(16, 24, title, { 'font-weight': 'bold', 'font-size': 14 }),
      ...parts,
    ].join('\n'),
  );
