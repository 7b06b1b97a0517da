import type { Status } from '@loyalty/client/contracts';
import { byId, el, setText } from '../shared/dom';
import { amount, date, memberNumber, percent } from '../shared/format';
import type { Ladder } from '../shared/ladder';
import { paintTier } from '../shared/paintTier';
import { benefitText } from '../shared/texts/benefitText';
import { pendingText } from '../shared/texts/pendingText';
import { texts } from './texts';

/** The open member's card, as the cashier sees it. */
export class StatusView {
  private readonly face = byId('status-face', HTMLElement);
  private readonly bar = byId('status-bar', HTMLElement);
  private readonly list = byId('status-benefits', HTMLElement);

  constructor(private readonly ladder: Ladder) {}

  /** Shows a card, or that none is known; the benefits that were just gained are marked. */
  show(memberId: string | null, status: Status | null, gained: ReadonlySet<string>): void {
    this.face.dataset['open'] = String(status !== null);
    if (status !== null) this.ladder.see(status.tier.level);
    paintTier(this.face, status?.tier ?? { name: '', level: 0 }, this.ladder);
    put('status-tier', status?.tier.name ?? (memberId === null ? texts.noMember : '–'));
    put('status-since', status === null ? '' : standing(status));
    put('status-name', status === null ? '' : (status.name ?? texts.noName));
    put('status-number', memberId === null ? '' : memberNumber(memberId));
    put('status-spend', status === null ? '' : amount(status.spend.currentPeriod, status.spend.currency));
    const waits = status === null ? '' : pendingText(status);
    put('status-pending', waits);
    byId('status-pending', HTMLElement).hidden = waits === '';
    this.showProgress(status);
    this.showBenefits(status, gained);
  }

  private showProgress(status: Status | null): void {
    const isTop = status !== null && status.spend.nextTier === null;
    const progress = isTop ? 100 : Math.min(Math.max(status?.spend.progressPercent ?? 0, 0), 100);
    // Without a member there is no way to go, and a bar without a name.
    this.bar.setAttribute('aria-hidden', String(status === null));
    this.bar.setAttribute('aria-valuenow', String(progress));
    byId('status-fill', HTMLElement).style.setProperty('--progress', String(progress / 100));
    put('status-next', status === null ? '' : nextOf(status));
    put('status-percent', status === null || isTop ? '' : percent(progress));
  }

  /** All of the programme, in their places: those held have a tick, so that an upgrade moves nothing. */
  private showBenefits(status: Status | null, gained: ReadonlySet<string>): void {
    const held = new Set(status?.benefits.map(({ code }) => code));
    const codes = [...new Set([...this.ladder.benefits, ...held])];
    this.list.replaceChildren(
      ...codes.map((code) =>
        el(
          'li',
          { 'data-code': code, 'data-held': String(held.has(code)), ...(gained.has(code) && held.has(code) ? { 'data-gained': 'true' } : {}) },
          el('span', {}, benefitText(code)),
          el('small', {}, gained.has(code) && held.has(code) ? texts.activeNow : ''),
        ),
      ),
    );
  }
}

const standing = ({ tier }: Status): string =>
  tier.atRisk && tier.reviewDate !== null ? texts.atRisk(date(tier.reviewDate)) : texts.since(date(tier.since));

const nextOf = ({ spend }: Status): string =>
  spend.nextTier === null ? texts.top : texts.toNext(amount(spend.toNextTier ?? 0, spend.currency), spend.nextTier);

const put = (id: string, words: string): void => setText(byId(id, HTMLElement), words);
