import { describe, expect, onTestFinished, test } from 'vitest';
import { PROBLEM_CODES } from '#contract/problem.ts';
import { followLanguage } from '#contract';
import { settledWords } from '../../../src-renderer/till/settle/settled-words.ts';
import { numbered, problemWords, titled } from '../../../src-renderer/till/problem-words.ts';

describe('a problem in words', () => {
  test.each(PROBLEM_CODES)('%s has a title and advice even when nothing more is known', (code) => {
    const words = problemWords({ code, details: {} });
    expect(words.title).not.toBe('');
    expect(words.advice).not.toBe('');
    expect(`${words.title} ${words.advice}`).not.toMatch(/[{}]| {2}/);
  });

  test('a missing permission is explained by the role, and a full disk is called a full disk', () => {
    const refused = problemWords({ code: 'not-permitted', details: { permission: 'see-history' } });
    expect(refused.title).toContain('Your role does not allow this');
    const full = problemWords({ code: 'disk-full', details: {} });
    expect(full.title).toContain('This computer’s disk is full');
  });

  test('a day that was not closed says what failed, and that nothing has changed', () => {
    for (const [failed, words] of [
      ['disk-full', 'free up space'],
      ['signing', 'signing key'],
      ['toString', 'The shift and the day are as they were'],
    ] as const) {
      const { advice } = problemWords({ code: 'day-not-closed', details: { failed } });
      expect(advice).toContain(words);
      expect(advice).toContain('The shift and the day are as they were');
    }
  });

  test('a title becomes a sentence, unless it asks, with the marks of the language', () => {
    expect(titled('No connection', 'Wait.')).toBe('No connection. Wait.');
    expect(titled('No connection')).toBe('No connection.');
    expect(titled('How do you know?', 'Say it.')).toBe('How do you know? Say it.');
    followLanguage(() => 'zh-CN');
    onTestFinished(() => followLanguage(() => 'en'));
    expect(titled('没有连接', '请等待。')).toBe('没有连接。请等待。');
    const settled = { reason: '客户确认', by: 'Chen', approvedBy: '', at: 1, verdict: 'confirmed' } as const;
    expect(settledWords({ outcome: 'paid', ...settled })).not.toMatch(/。 /);
  });

  test('the gateway’s code is explained, and follows in small type', () => {
    const words = problemWords({
      code: 'gateway-rejected',
      details: { gatewayCode: 147, gatewayText: '147 Address details are invalid' },
    });
    expect(words.advice).toContain('The country in Settings is not valid.');
    expect(words.small).toBe('Code 147 Address details are invalid');
  });

  test('a code without our words refers to the gateway’s', () => {
    const words = problemWords({
      code: 'gateway-rejected',
      details: { gatewayCode: 9999, gatewayText: 'Odd' },
    });
    expect(words.advice).toContain('The gateway’s reason is below.');
    expect(words.small).toBe('Code 9999 Odd');
  });

  test('its number follows it where only text fits', () => {
    expect(numbered('JPY has no decimals', 'setting-too-precise')).toBe('JPY has no decimals · Problem 805');
  });

  test('what was changed outside of the till is named, and only that', () => {
    const told = (details: object) =>
      problemWords({
        code: 'changed-outside',
        details: { staff: 'none', changed: 'none', refused: 'none', ...details },
      }).advice;
    expect(told({ staff: 'outside' })).toMatch(/safe.*may charge.*no longer works.*audit log/s);
    expect(told({ staff: 'anew' })).toContain('started again');
    expect(told({ changed: 'siteId,exportFolder' })).toMatch(/are in use: SiteID, [^,]+\. Check/);
    expect(told({ refused: 'cutOff' })).toMatch(/cannot be used: [^,]+\. Safe values/);
    for (const details of [{ staff: 'outside' }, { changed: 'siteId' }, { refused: 'siteId' }])
      expect(told(details)).not.toMatch(/none/);
  });

  test('a reason without a code is shown unchanged', () => {
    const words = problemWords({ code: 'gateway-declined', details: { gatewayText: 'Not enough funds' } });
    expect(words.small).toBe('Not enough funds');
  });
});
