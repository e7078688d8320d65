import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { create } from 'qrcode';
import type { PrintedPaper } from './escpos.ts';

const MARGIN = 12;

/** The printed paper as a PNG, drawn on a canvas of any page; a dot is a pixel. */
export const pictureOf = async (paper: PrintedPaper, dots: number, page: Page): Promise<Buffer> => {
  const codes = paper.ink.map((ink) => {
    if (ink.kind !== 'code') return null;
    const { size, data } = create(ink.payload, { errorCorrectionLevel: 'M' }).modules;
    return { size, dark: [...data] };
  });
  const base64 = await page.evaluate(
    async ({ ink, height, codes, dots, margin }) => {
      const canvas = new OffscreenCanvas(dots + 2 * margin, height + 2 * margin);
      const context = canvas.getContext('2d')!;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = '#000';
      context.textBaseline = 'top';
      for (const [place, one] of ink.entries()) {
        if (one.kind === 'text') {
          context.font = `${one.bold ? 'bold ' : ''}20px monospace`;
          for (const [column, letter] of Array.from(one.text).entries()) {
            context.save();
            context.translate(margin + one.x + column * 12 * one.wide, margin + one.y);
            context.scale(one.wide, one.high);
            context.fillText(letter, 0, 0, 12);
            context.restore();
          }
        } else if (one.kind === 'bitmap') {
          for (const [byte, value] of one.bytes.entries()) {
            for (let bit = 0; bit < 8; bit++) {
              const dot = byte * 8 + bit;
              if ((value >> (7 - bit)) & 1)
                context.fillRect(
                  margin + (dot % one.width),
                  margin + one.y + Math.floor(dot / one.width),
                  1,
                  1,
                );
            }
          }
        } else {
          const { size, dark } = codes[place]!;
          const left = one.centred ? Math.floor((dots - size * one.module) / 2) : 0;
          for (const [module, isDark] of dark.entries()) {
            const x = margin + left + (module % size) * one.module;
            const y = margin + one.y + Math.floor(module / size) * one.module;
            if (isDark) context.fillRect(x, y, one.module, one.module);
          }
        }
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    { ink: [...paper.ink], height: paper.height, codes, dots, margin: MARGIN },
  );
  return Buffer.from(base64, 'base64');
};
