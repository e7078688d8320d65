import { expect, test } from 'vitest';
import type { PrintingHandlerPorts } from '#handlers/printing.ts';
import { printingHandlers } from '#handlers/printing.ts';
import { problemWords } from '../../src-renderer/till/problem-words.ts';

const typed = {
  printer: 'tcp',
  address: '192.168.1.50',
  width: 80,
  mode: 'ask',
  language: 'en',
  storeAddress: '',
} as const;

test.each(['unreachable', 'silent', 'busy', 'broke-off'] as const)(
  'a test page that a printer does not take (%s) is not told as a receipt or a payment',
  async (why) => {
    const ports = { receipts: { test: () => Promise.resolve(why) } } as unknown as PrintingHandlerPorts;
    const answer = await printingHandlers(ports)['receipts.test'](typed);
    if (answer.ok) throw new Error('it was printed');
    const { title, advice } = problemWords(answer.problem);
    expect(title).toMatch(/^The test page/);
    expect(`${title} ${advice}`).not.toMatch(/receipt|payment|charge again/i);
  },
);
