import type { Permission } from '#domain/staff/staff.ts';
import type { Deed } from './deed.ts';

/** More than one screen asks for at once; a page that asks for no end of them fills no memory. */
const KEPT = 8;

/** What whoever is signed in was refused for want of an approval, and may now be approved. */
export class AskedDeeds {
  #asked: readonly { readonly permission: Permission; readonly deed: Deed }[] = [];

  note(permission: Permission, deed: Deed): void {
    this.#asked = [...this.#asked.slice(1 - KEPT), { permission, deed }];
  }

  /** The newest of this permission or, where it is named, that one. */
  find(permission: Permission, exact: string | undefined): Deed | undefined {
    return this.#asked.findLast(
      (asked) => asked.permission === permission && (exact === undefined || asked.deed.exact === exact),
    )?.deed;
  }

  clear(): void {
    this.#asked = [];
  }
}
