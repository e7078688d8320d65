import { expect, test } from 'vitest';
import { applyAutoStart } from '#services/computer/auto-start.ts';
import { silentLog } from '../../support/station-kit.ts';

const system = (isSet: boolean, refuses = false) => {
  const changes: boolean[] = [];
  return {
    changes,
    autoStart: {
      isSet: () => isSet,
      set: (isWanted: boolean) => {
        if (refuses) throw new Error('not allowed');
        changes.push(isWanted);
        isSet = isWanted;
      },
    },
  };
};

test('the system is told to start the till, or to stop doing so, only if it does otherwise', () => {
  for (const isWanted of [true, false]) {
    const otherwise = system(!isWanted);
    applyAutoStart(otherwise.autoStart, isWanted, silentLog);
    applyAutoStart(otherwise.autoStart, isWanted, silentLog);
    expect(otherwise.changes).toEqual([isWanted]);
  }
});

test('a system that refuses keeps no till from opening', () => {
  const refusing = system(false, true);
  applyAutoStart(refusing.autoStart, true, silentLog);
  expect(refusing.autoStart.isSet()).toBe(false);
});
