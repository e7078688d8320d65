import { expect, test } from 'vitest';
import { AboutView } from '#contract/views/set-up/about-views.ts';
import { aboutHandlers } from '#handlers/set-up/about.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { plainTillPorts } from '../support/plain-ports.ts';

const HOME = '/home/shop/countertop';
const shown: string[] = [];
const copied: string[] = [];
const calls = aboutHandlers({
  program: plainTillPorts(HOME).program,
  settings: { ...defaultSettings, environment: 'training' },
  identity: { installation: 'Q4ZK7M', journalFile: `${HOME}/training/journal.db`, sqlite: '3.51.0' },
  showFile: (path) => shown.push(path),
  copyText: (text) => copied.push(text),
});

test('the till names its versions, its terminal, its installation and its files, and nothing else', () => {
  const { value } = calls['about.read']();
  expect(AboutView.parse(value)).toEqual(value);
  expect(value).toMatchObject({
    version: '0.1.0',
    sqlite: '3.51.0',
    environment: 'training',
    terminalId: 'T1',
    installation: 'Q4ZK7M',
    files: { data: HOME, log: `${HOME}/logs`, journal: `${HOME}/training/journal.db` },
  });
});

test('only those files are shown in their folder, and what was put together is copied', () => {
  calls['about.show']({ file: 'journal' });
  calls['about.copy']({ text: 'Countertop POS 0.1.0' });
  expect([shown, copied]).toEqual([[`${HOME}/training/journal.db`], ['Countertop POS 0.1.0']]);
});
