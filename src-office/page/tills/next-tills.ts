import type { TillLine } from '../../views/till-views.ts';
import type { Answer } from '../calls/ask.ts';
import type { Office } from '../calls/office.ts';

/** As many as come with one answer. */
const PAGE = 100;
/** More than anybody scrolls through; whoever has more chooses a store. */
const MOST_PAGES = 10;

/** The tills of a store, or of all, page by page. */
export const nextTills = async (office: Office, store: string): Promise<Answer<readonly TillLine[]>> => {
  const all: TillLine[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await office.tills(store, all.at(-1)?.station ?? '');
    if (answer.kind !== 'ok') return answer;
    all.push(...answer.value);
    if (answer.value.length < PAGE) break;
  }
  return { kind: 'ok', value: all };
};
