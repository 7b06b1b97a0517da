import type { Earning, Hold } from '@loyalty/client/contracts';
import { texts } from '.';
import { amount, date, percent, words } from '../format';

const tierBonus = 'tier-bonus';

/**
 * Why a purchase earns what it does, a sentence a step: what is taken out, what is added, what it waits for, what was missed.
 * @param own The currency of the purchase.
 * @param isWaiting Whether its hold is not over.
 */
export function earningText({ excluded, parts, hold, missed }: Earning, own: string, programme: string, isWaiting: boolean): readonly string[] {
  return [
    ...excluded.map(({ component, amount: taken, rule }) => {
      if (component !== null) return texts.earning.without(wordOf(texts.earning.components, component), amount(taken, own), words(rule ?? ''));
      return rule === null ? texts.earning.nothingAllowed : texts.earning.nothing(words(rule));
    }),
    ...parts.map(({ rule, percent: part, amount: added, cutBy }) =>
      (cutBy === null ? texts.earning.part : texts.earning.partCut)(ruleName(rule), percent(part), amount(added, programme)),
    ),
    ...(hold === null || !isWaiting ? [] : [holdText(hold)]),
    ...(missed ?? []).map(({ rule, why }) => texts.earning.missed(ruleName(rule), wordOf(texts.earning.why, why))),
  ];
}

/** Until when a credit waits, or for what. */
export function holdText({ awaits, countsFrom, cancelledOn }: Hold): string {
  if (countsFrom !== null) return texts.earning.waitsUntil(date(countsFrom));
  const what = texts.earning.waitsFor(awaits.map((one) => wordOf(texts.earning.awaited, one)).join(', '));
  return cancelledOn === null ? what : `${what}, ${texts.earning.lostOn(date(cancelledOn))}`;
}

/** Rules have ids alone: "june-double" is read as "June double". */
const ruleName = (rule: string): string => (rule === tierBonus ? texts.earning.tierBonus : words(rule));

const wordOf = (known: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(known, code) ? (known[code] ?? code) : words(code);
