import { describe, expect, test } from 'vitest';
import { devServerOrigin, pushesOf } from '#electron/windows/dev-server.ts';

const named = (address?: string) => ({ COUNTERTOP_DEV_SERVER: address });

describe('windows come from a developer’s server', () => {
  test('where it is named and on this computer', () => {
    expect(devServerOrigin(false, named('http://127.0.0.1:5173'))).toBe('http://127.0.0.1:5173');
  });

  test('never in a program that is installed, whatever its environment says', () => {
    expect(devServerOrigin(true, named('http://127.0.0.1:5173'))).toBeUndefined();
  });

  test.each([
    ['nothing', undefined],
    ['an empty name', ''],
    ['another computer', 'http://192.168.1.7:5173'],
    ['a name that anybody could answer to', 'http://localhost:5173'],
    ['a computer whose name begins alike', 'http://127.0.0.1.thief.example:5173'],
    ['credentials in front of another computer', 'http://127.0.0.1:5173@thief.example'],
    ['a path', 'http://127.0.0.1:5173/other'],
    ['two lines', 'http://127.0.0.1:5173\nhttp://thief.example'],
  ])('but not from %s', (_, address) => {
    expect(devServerOrigin(false, named(address))).toBeUndefined();
  });
});

test.each([
  'ws://127.0.0.1:51730/',
  'ws://127.0.0.1:5173@thief.example/',
  'ws://127.0.0.1:5173.thief.example/',
])('the windows listen to that server alone, not to %s', (other) => {
  const pushes = pushesOf('http://127.0.0.1:5173');
  expect('ws://127.0.0.1:5173/?token=x'.startsWith(pushes)).toBe(true);
  expect(other.startsWith(pushes)).toBe(false);
});
