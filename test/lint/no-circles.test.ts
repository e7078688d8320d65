/**
 * No file imports itself through others, not even for a type: each can be read and tested after the files it
 * builds on.
 */
import { expect, test } from 'vitest';
import { importsOf, sourceFiles } from './imports.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

/** One circle for each import that closes one: 'a.ts -> b.ts -> a.ts'. */
const circlesIn = (graph: Graph): readonly string[] => {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) circles.push([...path.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
};

test('no source file imports itself through others', () => {
  const graph = new Map(sourceFiles().map((file) => [file, importsOf(file)]));
  const known = [...graph.values()].flat().filter((target) => graph.has(target));
  expect(known.length).toBeGreaterThan(1000);
  expect(circlesIn(graph)).toEqual([]);
});

test('a circle is found and named, whatever leads into it', () => {
  const graph = new Map([
    ['start', ['a']],
    ['a', ['b', 'end']],
    ['b', ['c', 'end']],
    ['c', ['a']],
  ]);
  expect(circlesIn(graph)).toEqual(['a -> b -> c -> a']);
});
