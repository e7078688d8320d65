import { expect, test } from 'vitest';
import { desktopEntry } from '#electron/shop-pc/desktop-entry.ts';

const execOf = (program: string, home?: string): string | undefined =>
  /^Exec=(.*)$/m.exec(desktopEntry('Countertop POS', { program, switches: ['--a=b'], home }))?.[1];

test('the till starts with the computer wherever it is installed, even with spaces in the path', () => {
  expect(execOf('/opt/Countertop POS/countertop')).toBe('"/opt/Countertop POS/countertop" "--a=b"');
});

test('it starts on the data folder it was last started on', () => {
  expect(execOf('/opt/till', '/srv/till 2')).toBe('env "COUNTERTOP_HOME=/srv/till 2" "/opt/till" "--a=b"');
});

test('nothing in a path is taken for anything but the path', () => {
  // Escaped once as a quoted word and once more as the value of a key.
  expect(execOf('/a"b')).toBe(String.raw`"/a\\"b" "--a=b"`);
  expect(execOf('/a$b')).toBe(String.raw`"/a\\$b" "--a=b"`);
  expect(execOf('/a\\b')).toBe(String.raw`"/a\\\\b" "--a=b"`);
  expect(execOf('/a%b')).toBe('"/a%%b" "--a=b"');
  expect(execOf('/a\nExec=b')).toBe(String.raw`"/a\nExec=b" "--a=b"`);
});

test('desktops recognise the file as one that starts a program', () => {
  expect(desktopEntry('Countertop POS', { program: '/opt/till', switches: [], home: undefined })).toBe(
    [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Countertop POS',
      'Exec="/opt/till"',
      'Terminal=false',
      'X-GNOME-Autostart-enabled=true',
      '',
    ].join('\n'),
  );
});
