/**
 * Everything the renderer may import: types, words, and the few pure rules that screens share with main. No schemas.
 */
export type { Bridge } from './bridge.ts';
export type { CallInput, CallName, CallOutput } from './calls.ts';
export type { AboutFile, AboutView } from '#contract/views/set-up/about-views.ts';
export type { BrandView } from '#contract/views/brand-views.ts';
export type {
  DayView,
  ReconciliationView,
  ReportView,
  ShiftClosedView,
  ZView,
} from '#contract/views/day-views.ts';
export type { DisplayView } from '#contract/views/display-views.ts';
export type {
  BackupGapView,
  BackupView,
  HealthView,
  LoggedProblem,
  SupportView,
} from '#contract/views/set-up/health-views.ts';
export type { UpdateView } from '#contract/views/set-up/update-views.ts';
export type { HealthLevel, HealthSubject } from '#domain/health/verdicts.ts';
export { DISK_KINDS, DISK_LIMITS } from '#domain/health/disk-use.ts';
export { SLOW_START_MS } from '#domain/health/start-facts.ts';
export { HEALTH_SUBJECTS, levelOf } from '#domain/health/verdicts.ts';
export type {
  ExportFormView,
  ExportInput,
  ExportNotice,
  ExportStatusView,
} from '#contract/views/export-views.ts';
export type { EventName, EventPayload } from './events.ts';
export type {
  HistoryDayView,
  HistoryInput,
  HistoryPageView,
  HistoryRowView,
} from '#contract/views/history-views.ts';
export type { OverviewInput, OverviewView } from '#contract/views/overview-views.ts';
export { PAGE_STRIP } from './page-strip.ts';
export type { Problem, ProblemCode, Reply } from './problem.ts';
export type { RefundableView, RefundReasonName, RefundView } from '#contract/views/refund-views.ts';
export type {
  JournalHealthView,
  ConnectionName,
  CustomerView,
  ExportView,
  PaymentView,
  ReadinessView,
  StoryView,
  TillSnapshot,
  TillView,
  TrainingAction,
} from './views.ts';
export type { ReceiptView } from '#contract/views/receipt-views.ts';
export type {
  ConnectionVerdict,
  SettingsInput,
  SettingsView,
} from '#contract/views/set-up/settings-views.ts';
export type { OfficeNoticeView, OfficeView } from '#contract/views/set-up/office-views.ts';
export { typedOfficeFault } from '#domain/office/connect/typed-office.ts';
export type { KeysView, UnlockView } from '#contract/views/set-up/secret-views.ts';
export type { DisplaysView, LinkCheckView, RestoringView } from '#contract/views/set-up/set-up-views.ts';
export { countWords, listWords } from '#words/counts-and-lists.ts';
export { unreadNames } from '#words/report-records.ts';
export { matchWords } from '#words/reconciliation-words.ts';
export type { ReportLine } from '#words/report-lines.ts';
export type { ZSeal } from '#words/report-records.ts';
export { reportSections } from '#words/report-words.ts';
export {
  amountWords,
  codedMoney,
  currencySign,
  decimalSign,
  moneyLetters,
  moneyWords,
  sumsWords,
  typedAmount,
} from '#words/money-words.ts';
export type {
  AuditKind,
  AuditLine,
  AuditPage,
  AuditPeople,
  AuditQuery,
  FormerStaff,
  PersonInput,
  PersonView,
  SessionView,
  StaffPersonView,
} from '#contract/views/staff-views.ts';
export type { TextKey } from '#words/text.ts';
export { followLanguage, language, perLanguage, punctuation } from '#words/language.ts';
export { foldedText } from '#domain/history/folded-text.ts';
export { punctuationOf } from '#domain/punctuation.ts';
export { loadTexts } from '#words/texts/load-texts.ts';
export { isTextKey, text } from '#words/text.ts';
export type { HelpReader, HelpTexts, HelpTopicName } from '#words/help-texts.ts';
export { HELP_TOPICS, isHelpTopic, readHelp } from '#words/help-texts.ts';
export { moneyAnswer, problemNumber, PROBLEMS_BY_NUMBER } from './problem-numbers.ts';
export type { Hundredths } from '#domain/money.ts';
export { amountProblem, currencyProblem, decimalsOf, formatAmount, toDecimal } from '#domain/money.ts';
export { currencySignIn, withSign } from '#domain/currency-sign.ts';
export type { AmountFault } from '#domain/typed-amount/amount-fault.ts';
export { readAmountLines } from '#domain/typed-amount/amount-lines.ts';
export type { AmountStyle, Erasing, SelectedAmount } from '#domain/typed-amount/amount-text.ts';
export { erasedIn, fieldOf, wholeText, withKeyIn } from '#domain/typed-amount/amount-text.ts';
export type { KeyedAmount } from '#domain/typed-amount/keyed-amount.ts';
export { keyedAmount, keyedFrom } from '#domain/typed-amount/keyed-amount.ts';
export type { Tape, TapeFault, TapeOperator } from '#domain/typed-amount/tape.ts';
export {
  EMPTY_TAPE,
  isTapeOperator,
  keyedOn,
  lineAmount,
  tapeAmount,
  tapeErased,
  tapeOf,
  tapeTakenBack,
  withTapeAmount,
  withTapeKey,
} from '#domain/typed-amount/tape.ts';
export { toHalfWidth } from '#domain/typed-amount/half-width.ts';
export { readAmount } from '#domain/typed-amount/read-amount.ts';
export { statusName } from '#domain/gateway/gateway-payment.ts';
export { nameWords } from '#words/person-words.ts';
export type { SaleWords } from '#domain/payment/sale-words.ts';
export {
  isNoteValid,
  MAX_NOTE_LENGTH,
  MAX_ORDER_LENGTH,
  saleWordsProblem,
} from '#domain/payment/sale-words.ts';
export { isUnderOtherLayout } from '#domain/payment/keyboard-layout.ts';
export { isUnreadyCause } from '#domain/payment/unready-causes.ts';
export { mayBeReference, shortName } from '#domain/payment/reference.ts';
export type { AppearanceView, LookView, SoundOutput } from '#contract/views/set-up/appearance-views.ts';
export { isWalletCode, withoutKind } from '#domain/payment/scanned-text.ts';
export { minutesAndSeconds } from '#domain/minutes-and-seconds.ts';
export { isTimeZone } from '#domain/zone-name.ts';
export type { NamedRange } from '#domain/takings/named-range.ts';
export { NAMED_RANGES } from '#domain/takings/named-range.ts';
export { WAIT_STEP } from '#domain/takings/wait.ts';
export { fewOf } from '#domain/day/few.ts';
export { currenciesIn } from '#domain/totals.ts';
export { REFUND_REASONS } from '#domain/refund/refund.ts';
export { AUDIT_KINDS, EXPORTED_KINDS } from '#domain/journal/records/record-types.ts';
export { fewestDigits, pinProblem } from '#domain/staff/pin.ts';
export type { Permission, StaffRole } from '#domain/staff/staff.ts';
export {
  isApprover,
  isSameName,
  isSingleUse,
  keepsPin,
  may,
  MAX_NAME_LENGTH,
  PERMISSIONS,
  STAFF_ROLES,
} from '#domain/staff/staff.ts';
export { isLinkSound, LINK_STEPS } from '#domain/gateway/link-check.ts';
export type { RollOutFault, SetUpStep } from '#domain/shop/set-up.ts';
export { SET_UP_STEPS, setUpSteps } from '#domain/shop/set-up.ts';
export { LINK_FAULTS } from '#domain/gateway/connection.ts';
export { DOUBTS, REFUSALS } from '#domain/story/outcome.ts';
export { draftFrom, MONEY_FIELDS, SHOP_FIELDS } from '#domain/shop/set-up-draft.ts';
export { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
export type { LanguageName } from '#domain/shop/language.ts';
export {
  CONTRASTS,
  SOUND_WINDOWS,
  KEYPAD_SIDES,
  LANGUAGE_CHOICES,
  MOTIONS,
  TEXT_SIZES,
  THEMES,
  usualAppearance,
  VOLUMES,
} from '#domain/shop/appearance.ts';
export { codeSizeOn, isCodeLargeEnough, pixelsPerMm } from '#domain/shop/code-size.ts';
export { LANGUAGE_NAMES, languageOf, NATIVE_NAMES } from '#domain/shop/language.ts';
export type { PageSize, PaperWidth } from '#domain/print/paper-width.ts';
export { PAPER, PAPER_WIDTHS } from '#domain/print/paper-width.ts';
export type { Bitmap, PaperText } from '#domain/print/paper.ts';
export type { Slip } from '#domain/print/slip.ts';
export { measuredIn, tidyCode } from '#domain/shop/settings/setting-kinds.ts';
export type { ScreenField, SwitchField } from '#domain/shop/settings/setting-standings.ts';
export {
  isSwitch,
  SCREEN_GROUPS,
  screenFieldsIn,
  STANDINGS,
} from '#domain/shop/settings/setting-standings.ts';
export type { TextField } from '#domain/shop/settings/typed-settings.ts';
export type { SettingGroup } from '#domain/shop/settings/setting.ts';
export { fieldFault, wrongField } from '#domain/shop/settings/typed-settings.ts';
