import type { ForecastEntry } from '@loyalty/client/contracts';
import { el } from '../shared/dom';
import { amount, date, instant, percent } from '../shared/format';
import { isGain } from '../shared/forecastPanel';
import { texts as shared } from '../shared/texts';
import { earningText } from '../shared/texts/earningText';
import { spendText } from '../shared/texts/spendText';
import { tierChangeText } from '../shared/texts/tierChangeText';
import type { Posting } from './consoleApi';
import type { TimelineEntry } from './timeline';
import { sentences } from './texts';
import { texts } from './texts';

type TierChange = TimelineEntry['tierChanges'][number];

/** An entry as a line of the timeline. */
export function entryLine(entry: TimelineEntry, currency: string, onTakeBack: (posting: Posting) => void): HTMLLIElement {
  const { posting, tierChanges } = entry;
  const day = posting === null ? entry.date : dayOf(posting);
  const tone = posting?.kind === 'reversal' ? 'bad' : tierChanges.length > 0 ? toneOfChange(tierChanges[0]?.kind ?? '') : undefined;
  return el(
    'li',
    { class: 'entry', 'data-tone': tone, 'data-version': String(entry.version) },
    el('span', { class: 'when', title: posting === null ? undefined : instant(posting.at) }, date(day)),
    el(
      'div',
      { class: 'what' },
      posting === null ? null : postingWords(posting, currency, onTakeBack),
      ...tierChanges.map((change) => tierChangeLine(change, currency, posting)),
    ),
  );
}

/** A reversal has its purchase's days; its own is when it was recorded. */
const dayOf = (posting: Posting): string => (posting.kind === 'reversal' ? posting.at.slice(0, 10) : posting.postedOn);

function postingWords(posting: Posting, currency: string, onTakeBack: (posting: Posting) => void): HTMLElement {
  const isReversal = posting.kind === 'reversal';
  const head = isReversal
    ? sentences.reversed(amount(posting.reversal?.amount ?? 0, posting.currency))
    : `${posting.partner ?? spendText(posting.type)}, ${amount(posting.amount, posting.currency)}`;
  const value = isReversal ? -(posting.reversal?.countedAmount ?? 0) : posting.countedAmount;
  const reason = isReversal ? posting.reversal?.reason : posting.reason;
  const canTakeBack = !isReversal && posting.reversedAmount < posting.amount;
  const button = canTakeBack ? el('button', { type: 'button', class: 'quiet small' }, texts.takeBack) : null;
  button?.setAttribute('aria-label', `${texts.takeBack}: ${head}`);
  button?.addEventListener('click', () => onTakeBack(posting));
  return el(
    'div',
    { class: 'posting' },
    el('p', {}, el('strong', {}, head)),
    el('p', { class: 'counted' }, `${value > 0 ? '+' : ''}${amount(value, currency)}`),
    el('p', { class: 'why' }, whyCounted(posting, currency, isReversal)),
    isReversal ? null : earningLines(posting, currency),
    reason === null || reason === undefined ? null : el('p', { class: 'reason' }, sentences.because(reason)),
    el('p', { class: 'ids' }, isReversal ? (posting.reversal?.reversalId ?? '') : posting.transactionId),
    button,
  );
}

function whyCounted(posting: Posting, currency: string, isReversal: boolean): string {
  if (isReversal) return `${posting.partner ?? spendText(posting.type)}, ${date(posting.date)}`;
  const counted = amount(posting.countedAmount, currency);
  return [
    posting.bonusPercent > 0 ? sentences.countedWith(counted, percent(posting.bonusPercent)) : sentences.counted(counted),
    posting.currency === currency ? null : sentences.atRate(String(posting.rate)),
    sentences.until(date(posting.lastDayCounted)),
    sentences.purchasedOn(date(posting.date)),
    posting.bookingReference,
    posting.reversedAmount > 0 ? sentences.takenBack(amount(posting.reversedAmount, posting.currency)) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** The walk from what may count over what is added to what it waits for. */
function earningLines({ earning, state, currency: own }: Posting, currency: string): HTMLElement | null {
  const lines = earning === null ? [] : earningText(earning, own, currency, state === 'pending');
  const told = state === 'cancelled' ? [...lines, shared.earning.lost] : lines;
  return told.length === 0 ? null : el('ul', { class: 'row-more' }, ...told.map((one) => el('li', {}, one)));
}

function tierChangeLine(change: TierChange, currency: string, posting: Posting | null): HTMLElement {
  // The reason of a correction is the reversal's own, which stands above it.
  const reason = change.reason !== null && posting === null ? sentences.because(change.reason) : null;
  return el(
    'div',
    { class: 'change', 'data-tone': toneOfChange(change.kind) },
    el('p', {}, el('strong', {}, tierChangeText(change.kind, change.from, change.to))),
    el(
      'p',
      { class: 'why' },
      [sentences.spendThen(amount(change.spend, currency)), change.reviewDate === null ? null : sentences.review(date(change.reviewDate)), reason]
        .filter((part) => part !== null)
        .join(' · '),
    ),
  );
}

/** What comes, in a few words. */
export function forecastHead(entry: ForecastEntry, currency: string): string {
  if (entry.kind === 'spendLeaves') return sentences.leaves(amount(entry.leaving ?? 0, currency));
  if (entry.kind === 'spendArrives') return shared.lists.arrives(amount(entry.arriving ?? 0, currency));
  return tierChangeText(entry.kind, entry.from ?? '', entry.to ?? entry.from ?? '');
}

/** What comes, as a line of the timeline. */
export function forecastLine(entry: ForecastEntry, currency: string): HTMLLIElement {
  const detail = [
    sentences.left(amount(entry.spend, currency)),
    entry.reviewDate === null ? null : sentences.review(date(entry.reviewDate)),
    entry.amountToPrevent === null ? null : sentences.prevents(amount(entry.amountToPrevent, currency)),
  ];
  return el(
    'li',
    { class: 'entry to-come', 'data-tone': entry.kind === 'spendLeaves' ? undefined : isGain(entry) ? 'good' : 'bad' },
    el('span', { class: 'when' }, date(entry.date)),
    el('div', { class: 'what' }, el('p', {}, el('strong', {}, forecastHead(entry, currency))), el('p', { class: 'why' }, detail.filter((part) => part !== null).join(' · '))),
  );
}

function toneOfChange(kind: string): 'good' | 'bad' | undefined {
  if (kind === 'tierUpgraded' || kind === 'tierRetained') return 'good';
  return kind === 'tierAtRisk' || kind === 'tierDropped' || kind === 'tierCorrected' ? 'bad' : undefined;
}
