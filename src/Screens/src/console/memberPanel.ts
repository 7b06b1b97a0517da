import type { Status } from '@loyalty/client/contracts';
import { byId, setText } from '../shared/dom';
import { amount, date, memberNumber } from '../shared/format';
import type { Ladder } from '../shared/ladder';
import { NumbersPanel } from '../shared/numbers/numbersPanel';
import type { OpenMember } from '../shared/openMember';
import { paintTier } from '../shared/paintTier';
import { problemText } from '../shared/texts/problemText';
import { getPerson, getRule } from './consoleApi';
import { DevicesPanel } from './devicesPanel';
import { PersonPanel } from './person/personPanel';
import { addressOf } from './router';
import type { TimelinePanel } from './timelinePanel';
import { everything, queryOf } from './trailFilter';
import { sentences } from './texts';
import { texts } from './texts';

/** Pushes that come together are one reason to read the rest anew. */
const gatherMs = 200;

/** The member that is open: who, where they stand and why. The status tierChanges by push, the rest is read after it. */
export class MemberPanel {
  private readonly panel = byId('member', HTMLElement);
  private readonly numbers = new NumbersPanel();
  private readonly devices = new DevicesPanel();
  private readonly person = new PersonPanel(() => this.again());
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly member: OpenMember,
    private readonly ladder: Ladder,
    private readonly timeline: TimelinePanel,
  ) {
    this.panel.querySelector('.tools')?.append(this.numbers.element, this.devices.element, this.person.element);
    member.moved.on(({ status, isNew }) => {
      this.panel.hidden = false;
      void this.numbers.follow(status.memberId);
      void this.devices.follow(status.memberId);
      this.showStatus(status);
      if (isNew) this.timeline.open(status.memberId);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.read(status.memberId), isNew ? 0 : gatherMs);
    });
  }

  /** Opens a number from the address. */
  async open(memberId: string): Promise<void> {
    if (memberId === this.member.id) {
      this.panel.hidden = false;
      return;
    }
    this.panel.hidden = true;
    const problem = await this.member.open(memberId);
    const note = byId('find-query-note', HTMLElement);
    note.dataset['tone'] = problem === null ? 'plain' : 'bad';
    if (problem !== null) setText(note, `${memberId}: ${problemText(problem)}`);
    else byId('member-heading', HTMLElement).focus({ preventScroll: false });
  }

  /** Reads the open member once more. */
  again(): void {
    if (this.member.id !== null) void this.read(this.member.id);
  }

  close(): void {
    this.panel.hidden = true;
  }

  private showStatus(status: Status): void {
    const { tier, spend, memberId } = status;
    this.ladder.see(tier.level);
    const badge = byId('member-tier', HTMLElement);
    setText(badge, tier.name);
    paintTier(badge, tier, this.ladder);
    setText(byId('member-number', HTMLElement), memberNumber(memberId));
    setText(byId('member-spend', HTMLElement), amount(spend.currentPeriod, spend.currency));
    setText(
      byId('member-next', HTMLElement),
      spend.nextTier === null ? sentences.highest : sentences.toNext(amount(spend.toNextTier ?? 0, spend.currency), spend.nextTier),
    );
    byId('member-card', HTMLAnchorElement).href = `/card/${encodeURIComponent(memberId)}`;
    byId('member-trail', HTMLAnchorElement).href = addressOf({ view: 'trail', memberId: null, query: queryOf({ ...everything, memberId }) });
  }

  private async read(memberId: string): Promise<void> {
    const [person, rule] = await Promise.all([getPerson(memberId), getRule(memberId), this.timeline.refresh()]);
    if (memberId !== this.member.id) return;
    if (person.ok) {
      this.person.show(person.value);
      const { givenName, familyName, email, phone, homeAirport, channel, enrolledOn } = person.value;
      const name = [givenName, familyName].filter((part) => part !== null).join(' ');
      setText(byId('member-name', HTMLElement), name === '' ? texts.noName : name);
      const contact = [email, phone, homeAirport, `${channel}, ${sentences.since(date(enrolledOn))}`];
      setText(byId('member-contact', HTMLElement), contact.filter((part) => part !== null).join(' · '));
    }
    if (rule.ok) setText(byId('member-rule', HTMLElement), this.ruleText(rule.value));
  }

  private ruleText({ rule, spend, currency }: { rule: { code: string; tier: string; threshold: number; text: string; reviewDate: string | null }; spend: number; currency: string }): string {
    const [spent, threshold] = [amount(spend, currency), amount(rule.threshold, currency)];
    if (rule.code === 'lowestTier') return sentences.ruleLowest(rule.tier);
    if (rule.code === 'thresholdReached') return sentences.ruleReached(rule.tier, spent, threshold);
    return rule.reviewDate === null ? rule.text : sentences.ruleLanding(rule.tier, spent, threshold, date(rule.reviewDate));
  }
}
