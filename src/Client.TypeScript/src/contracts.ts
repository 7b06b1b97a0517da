import { type Decoded, flag, list, maybe, number, record, shape, text } from './decode.js';

// What the API and the hub send, field by field. Kinds and codes stay texts: a page shows one it does not know in its own words.

export const programme = shape({
  name: text,
  currency: text,
  timeZone: text,
  windowMonths: number,
  graceDays: number,
  tiers: list(shape({ name: text, threshold: number, partnerBonusPercent: number, benefits: list(text), colour: maybe(text), code: maybe(text) })),
});
export type Programme = Decoded<typeof programme>;

export const scanned = shape({
  memberId: text,
  name: maybe(text),
  effectiveTier: text,
  how: text,
  benefits: list(shape({ code: text, since: text })),
  rewards: number,
});
export type Scanned = Decoded<typeof scanned>;

export const cardCode = shape({ code: text, expiresAt: text });
export type CardCode = Decoded<typeof cardCode>;

export const numberScheme = shape({
  scheme: text,
  kind: text,
  pattern: text,
  check: text,
  examples: list(text),
  counterExamples: list(text),
  perMember: number,
  airlines: list(text),
});
export type NumberScheme = Decoded<typeof numberScheme>;
export const numberSchemes = shape({ items: list(numberScheme) });
export type NumberSchemes = Decoded<typeof numberSchemes>;

export const memberNumber = shape({ numberId: text, scheme: text, lastFour: text, first: flag });
export type MemberNumber = Decoded<typeof memberNumber>;
export const memberNumbers = shape({ items: list(memberNumber) });
export type MemberNumbers = Decoded<typeof memberNumbers>;

export const clock = shape({ now: text, today: maybe(text) });
export type Clock = Decoded<typeof clock>;

export const clockState = shape({ now: text, today: text, movable: flag });
export type ClockState = Decoded<typeof clockState>;

export const status = shape({
  memberId: text,
  name: maybe(text),
  version: number,
  asOf: text,
  tier: shape({ name: text, level: number, since: text, reviewDate: maybe(text), atRisk: flag }),
  spend: shape({
    currency: text,
    currentPeriod: number,
    lifetime: number,
    toNextTier: maybe(number),
    nextTier: maybe(text),
    progressPercent: maybe(number),
    lastUpdated: text,
  }),
  qualifyingPeriod: shape({ start: text, end: text }),
  nextTierReviewDate: maybe(text),
  benefits: list(shape({ code: text, since: text })),
  pending: maybe(shape({ amount: number, items: number, next: maybe(text) })),
});
export type Status = Decoded<typeof status>;

export const member = shape({ memberId: text, status });
export type Member = Decoded<typeof member>;

export const tierChange = shape({
  kind: text,
  from: text,
  to: text,
  benefitsGained: maybe(list(text)),
});
export type TierChange = Decoded<typeof tierChange>;

/** Until when a credit waits, and for what. */
const hold = { awaits: list(text), countsFrom: maybe(text), cancelledOn: maybe(text) };
export type Hold = { readonly [K in keyof typeof hold]: Decoded<(typeof hold)[K]> };

/** How a purchase earned, step by step. */
export const earning = shape({
  excluded: list(shape({ component: maybe(text), amount: number, rule: maybe(text) })),
  parts: list(shape({ rule: text, percent: number, amount: number, cutBy: maybe(text) })),
  hold: maybe(shape({ rule: text, ...hold })),
  missed: maybe(list(shape({ rule: text, why: text }))),
});
export type Earning = Decoded<typeof earning>;

export const pendingCredits = shape({
  currency: text,
  amount: number,
  items: list(shape({ transactionId: text, type: text, countedAmount: number, date: text, ...hold })),
});
export type PendingCredits = Decoded<typeof pendingCredits>;

export const transaction = shape({
  transactionId: text,
  type: text,
  amount: number,
  currency: text,
  countedAmount: number,
  date: text,
  lastDayCounted: text,
  reversedAmount: number,
  kind: maybe(text),
  reversal: maybe(shape({ reversalId: text, amount: number, countedAmount: number, reason: text })),
  state: maybe(text),
  earning: maybe(earning),
});
export type Transaction = Decoded<typeof transaction>;

export const change = shape({
  memberId: text,
  version: number,
  kind: text,
  at: text,
  status,
  tierChange: maybe(tierChange),
  transaction: maybe(transaction),
});
export type Change = Decoded<typeof change>;

export const spendReceipt = shape({ transaction, status, tierChange: maybe(tierChange), version: number });
export type SpendReceipt = Decoded<typeof spendReceipt>;

export const quote = shape({
  memberId: maybe(text),
  currency: text,
  lines: list(shape({ type: text, amount: number, currency: text, countedAmount: number, bonusPercent: number, earning: maybe(earning) })),
  countedAmount: number,
  currentTier: text,
  tierAfter: text,
  spendAfter: number,
  toNextTierAfter: maybe(number),
  tierChange: maybe(tierChange),
  status: maybe(status),
});
export type Quote = Decoded<typeof quote>;

/** Who a caller is taken for, and what it may do: `admin` may everything. */
export const me = shape({ kind: text, name: text, memberId: maybe(text), scopes: list(text) });
export type Me = Decoded<typeof me>;

/** Where people sign in; no provider where they bring keys and tokens. */
export const signIn = shape({ provider: maybe(shape({ authority: text, clientId: text, scopes: text })) });
export type SignIn = Decoded<typeof signIn>;

export const rates = shape({ items: list(shape({ date: text, rates: record(number) })), next: maybe(text) });
export type DatedRates = Decoded<typeof rates>['items'][number];

export const transactions = shape({ items: list(transaction), next: maybe(text) });

export const history = shape({
  items: list(
    shape({ version: number, kind: text, date: text, from: text, to: text, spend: number, reviewDate: maybe(text), reason: maybe(text) }),
  ),
  next: maybe(text),
});
export type HistoryEntry = Decoded<typeof history>['items'][number];

export const forecastEntry = shape({
  date: text,
  kind: text,
  spend: number,
  leaving: maybe(number),
  arriving: maybe(number),
  from: maybe(text),
  to: maybe(text),
  reviewDate: maybe(text),
  amountToPrevent: maybe(number),
});
export type ForecastEntry = Decoded<typeof forecastEntry>;

export const forecast = shape({ asOf: text, currency: text, items: list(forecastEntry), next: maybe(text) });

export const tierRule = shape({ code: text, tier: text, threshold: number, reviewDate: maybe(text), text });
export type TierRule = Decoded<typeof tierRule>;

export const explanation = shape({
  asOf: text,
  currency: text,
  spend: number,
  rule: tierRule,
  items: list(
    shape({
      transactionId: text,
      type: text,
      amount: number,
      currency: text,
      rate: number,
      bonusPercent: number,
      countedAmount: number,
      reversedAmount: number,
      date: text,
      leavesOn: text,
      earning: maybe(earning),
    }),
  ),
  next: maybe(text),
});
export type Explanation = Decoded<typeof explanation>;
export type CountedPosting = Explanation['items'][number];

export const recognition = shape({
  airport: text,
  location: text,
  flight: text,
  displayName: maybe(text),
  tier: text,
  tierLevel: number,
  greeting: text,
  greetingLanguage: text,
  at: text,
  expiresAt: text,
  recognitionId: text,
});
export type Recognition = Decoded<typeof recognition>;

export const recognitionIds = list(text);

export const withdrawal = shape({ airport: text, location: text, recognitionId: text });
export type Withdrawal = Decoded<typeof withdrawal>;

export const erased = shape({ memberId: text });
export type Erased = Decoded<typeof erased>;

export const rewardChange = shape({ memberId: text, lotId: maybe(text), holdId: maybe(text), orderId: maybe(text), kind: text, at: text });
export type RewardChange = Decoded<typeof rewardChange>;

export const consent = shape({ memberId: text, displayRecognition: flag });
export type Consent = Decoded<typeof consent>;
