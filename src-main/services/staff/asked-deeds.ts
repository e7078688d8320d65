import type { Permission } from '#domain/staff/staff.ts';
import type { Deed } from './deed.ts';

/** More than one screen asks for at once. It limits a page that keeps asking. */
const KEPT = 8;

/** The deeds that the person signed in was refused for lack of an approval, and that can now be approved. */
export class AskedDeeds {
  #asked: readonly { readonly permission: Permission; readonly deed: Deed }[] = [];

  note(permission: Permission, deed: Deed): void {
    this.#asked = [...this.#asked.slice(1 - KEPT), { permission, deed }];
  }

  /** The newest deed of this permission or, if `exact` is given, that deed. */
  find(permission: Permission, exact: string | undefined): Deed | undefined {
    return this.#asked.findLast(
      (asked) => asked.permission === permission && (exact === undefined || asked.deed.exact === exact),
    )?.deed;
  }

  clear(): void {
    this.#asked = [];
  }
}
