export type FileOpened = 'opened' | 'gone' | 'refused';

/** The files that were saved since this environment was opened. A window can open only these, by name. */
export class SavedFiles {
  readonly #paths = new Map<string, string>();

  add(fileName: string, path: string): void {
    this.#paths.set(fileName, path);
  }

  pathOf(fileName: string): string | undefined {
    return this.#paths.get(fileName);
  }
}
