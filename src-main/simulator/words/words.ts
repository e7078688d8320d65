/** What the pages say, in one language. `{shop}` stands for the shop's name. */
export type Words = {
  /** Under every page of the hosted flow. */
  readonly simulator: string;
  readonly theShop: string;
  readonly chooseCurrency: string;
  readonly currency: string;
  readonly goOn: string;
  readonly cancel: string;
  readonly payWithAlipay: string;
  readonly code: string;
  readonly scan: string;
  readonly openInApp: string;
  readonly payShop: string;
  readonly confirm: string;
  readonly decline: string;
  /** At the top of the phone's page. */
  readonly practice: string;
  readonly pay: string;
  readonly reference: string;
  readonly processing: string;
  readonly oneMoment: string;
  readonly paid: string;
  readonly showAtCounter: string;
  readonly alreadyPaid: string;
  readonly payOnlyOnce: string;
  readonly declined: string;
  readonly cancelled: string;
  readonly expired: string;
  readonly nothingTaken: string;
  readonly notFound: string;
  readonly newCode: string;
  readonly nothingToDo: string;
  readonly askAtCounter: string;
};
