/**
 * The table of rooms allows nothing that no file needs, so that it shows how the code is really structured.
 */
import { expect, test } from 'vitest';
import { mayEnter, mayUse, roomOf } from '../../scripts/lint/room-fence.mjs';
import { ROOMS } from '../../scripts/lint/rooms.mjs';
import { importsOf, sourceFiles } from './imports.ts';

const files = sourceFiles();

test.each(Object.entries(ROOMS))(
  'what the room %s may import, some file of it does',
  (room, { may, packages }) => {
    const targets = files.filter((file) => roomOf(ROOMS, file) === room).flatMap(importsOf);
    const unused = [
      ...may.filter((allowed) => !targets.some((target) => mayEnter(allowed, target))),
      ...packages.filter((allowed) => !targets.some((target) => mayUse(allowed, target))),
    ];
    expect(unused).toEqual([]);
  },
);
